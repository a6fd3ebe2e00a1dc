// `terrane migrate INS --to ZONE`: taking an instance to another zone, what that would mean, and
// what became of those under way.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "cli/connection.h"
#include "cli/migration_text.h"
#include "cli/reply_text.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

namespace json = boost::json;

constexpr auto kLookEvery = std::chrono::milliseconds(500);

struct MigrateOptions : ConnectionOptions {
  std::string instance, zone, region;
  std::string type, image, subnet, original_subnet;
  bool keeps_address = false, destroys_original = false, deletes_images = false;
  bool plan = false, wait = false;
};

// A zone's name begins with its region's.
std::string region_of(const MigrateOptions& options) {
  size_t dash = options.zone.rfind('-');
  return options.zone.empty() || dash == std::string::npos ? options.region
                                                           : options.zone.substr(0, dash);
}

std::string request_of(const MigrateOptions& options) {
  json::object request{{"InstanceId", options.instance}, {"Zone", options.zone}};
  for (auto [member, text] : {std::pair("InstanceType", &options.type),
                              {"ImageId", &options.image},
                              {"SubnetId", &options.subnet},
                              {"OriginalSubnetId", &options.original_subnet}})
    if (!text->empty()) request[member] = *text;
  for (auto [member, flag] : {std::pair("KeepPrivateIpAddress", options.keeps_address),
                              {"DestroyOriginal", options.destroys_original},
                              {"DeleteImages", options.deletes_images}})
    if (flag) request[member] = true;
  return json::serialize(request);
}

// A question: 0 it can be done, 1 it cannot, 2 not answered.
int plan(const MigrateOptions& options) {
  auto answer = call_api(options, "terrane", "DescribeMigrationPlan", request_of(options),
                         region_of(options));
  if (!answer || answer->refused) {
    explain(answer, options);
    return 2;
  }
  const json::object& shown = answer->response.at("Plan").as_object();
  if (options.json) {
    std::printf("%s\n", pretty(shown).c_str());
  } else {
    show_migration_plan(shown);
  }
  return shown.at("Possible").as_bool() ? 0 : 1;
}

void show_first(const json::object& response) {
  const auto& migrations = response.at("MigrationSet").as_array();
  if (!migrations.empty()) show_migration(migrations[0].as_object());
}

// The migration of the instance, from the cloud.
Result<CallAnswer> look_up(const MigrateOptions& options) {
  json::object request{{"InstanceIds", json::array{json::string(options.instance)}}, {"Limit", 1}};
  return call_api(options, "terrane", "DescribeMigrations", json::serialize(request),
                  region_of(options));
}

// Shows each step as it comes, and the whole at the end.
int wait_for_end(const MigrateOptions& options) {
  std::string shown;
  while (true) {
    auto answer = look_up(options);
    if (!answer || answer->refused) return explain(answer, options);
    const auto& found = answer->response.at("MigrationSet").as_array();
    if (found.empty()) return 1;
    const json::object& migration = found[0].as_object();
    std::string state = text_of(migration, "State");
    bool ended = state == "DONE" || state == "UNDONE";
    std::string line =
        fmt::format("{:>3}%  {:<8} {}\n", migration.at("Percent").to_number<uint64_t>(), state,
                    step_of(migration));
    if (!options.json && !ended && line != shown) {
      std::fputs(line.c_str(), stdout);
      std::fflush(stdout);
    }
    shown = line;
    if (ended) {
      if (options.json) {
        std::printf("%s\n", pretty(migration).c_str());
      } else {
        show_migration(migration);
      }
      return state == "DONE" ? 0 : 1;
    }
    std::this_thread::sleep_for(kLookEvery);
  }
}

void show_begun(const json::object& response) {
  const json::object& migration = response.at("Migration").as_object();
  std::printf("%s is on its way to %s; `terrane migrate show %s` tells how far it is.\n",
              text_of(migration, "InstanceId").c_str(), text_of(migration, "Zone").c_str(),
              text_of(migration, "InstanceId").c_str());
}

int migrate(const MigrateOptions& options) {
  if (options.plan) return plan(options);
  if (!options.wait)
    return run_call(options, "terrane", "MigrateInstance", request_of(options), region_of(options),
                    show_begun);
  auto answer =
      call_api(options, "terrane", "MigrateInstance", request_of(options), region_of(options));
  if (!answer || answer->refused) return explain(answer, options);
  return wait_for_end(options);
}

void add_region_option(CLI::App& verb, MigrateOptions& options) {
  verb.add_option("--region", options.region, "Where the instance is: ap-guangzhou, …")
      ->envname("TENCENTCLOUD_REGION");
  add_connection_options(verb, options);
}

void add_list(CLI::App& verb, std::shared_ptr<MigrateOptions> options, RunVerb& chosen) {
  auto* list = verb.add_subcommand("list", "List migrations of a region, newest first");
  add_region_option(*list, *options);
  list->callback([options, &chosen] {
    chosen = [options] {
      return run_call(*options, "terrane", "DescribeMigrations", "{\"Limit\":100}", options->region,
                      show_migrations);
    };
  });
}

void add_show(CLI::App& verb, std::shared_ptr<MigrateOptions> options, RunVerb& chosen) {
  auto* show = verb.add_subcommand("show", "Show how far a migration is, or how it ended");
  show->add_option("instance", options->instance, "An original or a new instance")->required();
  show->add_flag("--wait", options->wait, "Go on showing until it ends");
  add_region_option(*show, *options);
  show->callback([options, &chosen] {
    chosen = [options] {
      if (options->wait) return wait_for_end(*options);
      json::object request{{"InstanceIds", json::array{json::string(options->instance)}}};
      return run_call(*options, "terrane", "DescribeMigrations", json::serialize(request),
                      options->region, show_first);
    };
  });
}

void add_cancel(CLI::App& verb, std::shared_ptr<MigrateOptions> options, RunVerb& chosen) {
  auto* cancel = verb.add_subcommand("cancel", "Take a migration back, while that can be done");
  cancel->add_option("instance", options->instance, "The instance that was to move")->required();
  add_region_option(*cancel, *options);
  cancel->callback([options, &chosen] {
    chosen = [options] {
      json::object request{{"InstanceId", options->instance}};
      return run_call(*options, "terrane", "CancelMigration", json::serialize(request),
                      options->region,
                      [](const json::object&) { std::printf("It is being taken back.\n"); });
    };
  });
}

}  // namespace

void add_migrate(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<MigrateOptions>();
  auto* verb = program.add_subcommand("migrate", "Take an instance to another zone of its region");
  verb->footer(
      "The new instance is another one; DescribeMigrations says which became which.\n"
      "Exit code of --plan: 0 possible, 1 blocked, 2 not answered. Of --wait: 0 done, 1 undone.");
  auto* instance = verb->add_option("instance", options->instance, "ins-…");
  auto* zone = verb->add_option("--to", options->zone, "The zone to go to: ap-guangzhou-3, …");
  verb->add_flag("--keep-ip", options->keeps_address,
                 "Keep the private address: the whole subnet moves, with all of its instances");
  verb->add_option("--type", options->type, "Another instance type: S5.LARGE8, …");
  verb->add_option("--image", options->image, "Start from this image instead of making one");
  verb->add_option("--subnet", options->subnet, "Where the new instance gets its private address");
  verb->add_option("--original-subnet", options->original_subnet,
                   "With --keep-ip: where originals wait, in the old zone");
  verb->add_flag("--destroy-original", options->destroys_original,
                 "Destroy originals that are charged by the hour, at the end");
  verb->add_flag("--delete-images", options->deletes_images,
                 "Delete the images that are made on the way, at the end");
  verb->add_flag("--plan", options->plan, "Only say what would happen, and what is in the way");
  verb->add_flag("--wait", options->wait, "Show progress until it ends");
  add_connection_options(*verb, *options);
  add_list(*verb, std::make_shared<MigrateOptions>(), chosen);
  add_show(*verb, std::make_shared<MigrateOptions>(), chosen);
  add_cancel(*verb, std::make_shared<MigrateOptions>(), chosen);
  verb->callback([options, verb, instance, zone, &chosen] {
    if (!verb->get_subcommands().empty()) return;
    if (instance->count() == 0) throw CLI::RequiredError("instance");
    if (zone->count() == 0) throw CLI::RequiredError("--to");
    chosen = [options] { return migrate(*options); };
  });
}

}  // namespace terrane
