// `terrane zone fail|heal` and `terrane fault list|heal`: what operators make fail, and heal (D10).
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>
#include <optional>

#include "cli/connection.h"
#include "cli/delay.h"
#include "cli/fault_replies.h"
#include "cli/reply_text.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

namespace json = boost::json;

struct ZoneFaultOptions : ConnectionOptions {
  std::string zone, delay, reason;
  bool power = false, network = false, control_plane = false;

  bool any() const { return power || network || control_plane; }
};

struct ZonePart {
  bool ZoneFaultOptions::*chosen;
  const char* kind;
  const char* prefix;  // of the fault's ID
};
constexpr ZonePart kParts[] = {
    {&ZoneFaultOptions::power, "ZONE_POWER", "zone-power/"},
    {&ZoneFaultOptions::network, "ZONE_NETWORK", "zone-network/"},
    {&ZoneFaultOptions::control_plane, "ZONE_CONTROL_PLANE", "zone-control-plane/"},
};

void add_parts(CLI::App& verb, ZoneFaultOptions& options, const std::string& does) {
  verb.add_option("zone", options.zone, "ap-guangzhou-2, …")->required();
  verb.add_flag("--power", options.power, does + " its power");
  verb.add_flag("--network", options.network, does + " its network");
  verb.add_flag("--control-plane", options.control_plane, does + " its control plane");
  add_connection_options(verb, options);
}

// One fault for each part that is named; its power where none is.
int fail_zone(const ZoneFaultOptions& options) {
  for (const ZonePart& part : kParts) {
    bool is_default = !options.any() && options.delay.empty() && &part == &kParts[0];
    bool is_slow = !options.delay.empty() && part.chosen == &ZoneFaultOptions::control_plane;
    if (!(options.*part.chosen) && !is_default && !is_slow) continue;
    json::object request{{"Kind", part.kind}, {"Zone", options.zone}};
    if (is_slow) request["DelayMilliseconds"] = *milliseconds_of(options.delay);
    if (!options.reason.empty()) request["Reason"] = options.reason;
    int code =
        run_call(options, "terrane", "CreateFault", json::serialize(request), "", show_fault_id);
    if (code != 0) return code;
  }
  return 0;
}

int heal_zone(const ZoneFaultOptions& options) {
  json::object request{{"Zone", options.zone}};
  if (options.any()) {
    json::array ids;
    for (const ZonePart& part : kParts)
      if (options.*part.chosen) ids.emplace_back(part.prefix + options.zone);
    request = {{"FaultIds", ids}};
  }
  return run_call(options, "terrane", "HealFaults", json::serialize(request), "", show_healed);
}

std::string mode_of(const json::value& fault) {
  std::string mode = text_of(fault, "Mode");
  int64_t delay = fault.at("DelayMilliseconds").to_number<int64_t>();
  if (fault.at("WithoutPower").as_bool()) mode += ", without power";
  return delay > 0 ? fmt::format("{} {} ms", mode, delay) : mode.empty() ? "-" : mode;
}

void show_faults(const json::object& reply) {
  const json::array& faults = reply.at("FaultSet").as_array();
  if (faults.empty()) {
    std::printf("nothing fails\n");
    return;
  }
  TextTable table({{"FAULT"},
                   {"MODE"},
                   {"SINCE"},
                   {.title = "WAITING", .right = true},
                   {"REASON", Fit::kWrapped}});
  for (const json::value& fault : faults) {
    uint64_t waiting = fault.at("WaitingInstanceCount").to_number<uint64_t>();
    std::string reason = text_of(fault, "Reason");
    table.add({TableCell(text_of(fault, "FaultId"), Paint::kBad), mode_of(fault),
               text_of(fault, "CreatedTime"), waiting ? std::to_string(waiting) : "-",
               reason.empty() ? "-" : reason});
  }
  std::fputs(table.text(standard_output()).c_str(), stdout);
}

void add_zone_faults(CLI::App& program, RunVerb& chosen) {
  CLI::App& zone = verb_group(program, "zone", "Stock and faults of zones (operators only)");
  auto failing = std::make_shared<ZoneFaultOptions>();
  auto* fail = zone.add_subcommand("fail", "Take a zone's power, or what else is named, away");
  fail->footer(
      "Without power what runs there stops; without network it runs, and nobody reaches it; "
      "without\n"
      "its control plane it runs and is reached, and nothing there can be changed.");
  add_parts(*fail, *failing, "Take away");
  fail->add_option("--delay", failing->delay,
                   "Let the control plane answer so much later instead: 500ms, 2s")
      ->check(check_delay_text);
  fail->add_option("--reason", failing->reason, "What happened, for those who ask");
  fail->callback([failing, &chosen] { chosen = [failing] { return fail_zone(*failing); }; });

  auto healing = std::make_shared<ZoneFaultOptions>();
  auto* heal = zone.add_subcommand("heal", "Heal all that fails in a zone, or what is named");
  add_parts(*heal, *healing, "Heal");
  heal->callback([healing, &chosen] { chosen = [healing] { return heal_zone(*healing); }; });
}

void add_all_faults(CLI::App& program, RunVerb& chosen) {
  CLI::App& group = verb_group(program, "fault", "All that fails, wherever (operators only)");
  struct ListOptions : ConnectionOptions {
    std::string region, zone;
  };
  auto listing = std::make_shared<ListOptions>();
  auto* list = group.add_subcommand("list", "List what fails");
  list->footer("WAITING: instances that start once the power is back.");
  list->add_option("--region", listing->region, "Only in this region");
  list->add_option("--zone", listing->zone, "Only in this zone");
  add_connection_options(*list, *listing);
  list->callback([listing, &chosen] {
    chosen = [listing] {
      json::object request;
      if (!listing->region.empty()) request["Region"] = listing->region;
      if (!listing->zone.empty()) request["Zone"] = listing->zone;
      return run_call(*listing, "terrane", "DescribeFaults", json::serialize(request), "",
                      show_faults);
    };
  });

  struct HealOptions : ConnectionOptions {
    std::vector<std::string> ids;
    bool all = false;
  };
  auto healing = std::make_shared<HealOptions>();
  auto* heal = group.add_subcommand("heal", "Heal some faults, or all");
  auto* ids = heal->add_option("fault", healing->ids, "zone-power/ap-guangzhou-2, …");
  heal->add_flag("--all", healing->all, "Heal everything")->excludes(ids);
  add_connection_options(*heal, *healing);
  heal->callback([healing, &chosen] {
    chosen = [healing] {
      json::object request;
      if (healing->all) request["All"] = true;
      if (!healing->ids.empty())
        request["FaultIds"] = json::array(healing->ids.begin(), healing->ids.end());
      return run_call(*healing, "terrane", "HealFaults", json::serialize(request), "", show_healed);
    };
  });
}

}  // namespace

void add_faults(CLI::App& program, RunVerb& chosen) {
  add_zone_faults(program, chosen);
  add_all_faults(program, chosen);
}

}  // namespace terrane
