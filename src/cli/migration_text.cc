#include "cli/migration_text.h"

#include <fmt/format.h>

#include <cstdio>

#include "cli/reply_text.h"
#include "cli/table.h"

namespace terrane {

namespace json = boost::json;

namespace {

std::string or_dash(std::string text) {
  return text.empty() ? "-" : text;
}

// "S5.SMALL1", or "S5.SMALL1 -> S5.LARGE8" where it changes.
std::string change_of(const std::string& before, const std::string& after) {
  return before == after ? before : fmt::format("{} -> {}", before, after);
}

std::string public_address_of(const json::object& planned) {
  std::string address = text_of(planned, "PublicIpAddress");
  if (address.empty()) return "-";
  return address + (planned.at("PublicIpAddressKept").as_bool() ? " kept" : " -> another");
}

std::string end_of_original(const json::object& planned) {
  if (planned.at("OriginalDestroyed").as_bool()) return "destroyed";
  std::string expires = text_of(planned, "ExpiredTime");
  return expires.empty() ? "stays, stopped" : "stays, stopped, until " + expires;
}

std::string table_of_instances(const json::object& plan, const Terminal& terminal) {
  TextTable table({{"INSTANCE"},
                   {"TYPE"},
                   {"PRIVATE IP"},
                   {"PUBLIC IP"},
                   {"CHARGED"},
                   {.title = "PER HOUR", .right = true},
                   {"ORIGINAL", Fit::kWrapped}});
  for (const auto& one : plan.at("InstanceSet").as_array()) {
    const json::object& planned = one.as_object();
    std::string address = text_of(planned, "NewPrivateIpAddress");
    std::string price = text_of(planned, "NewHourlyPrice");
    table.add(
        {text_of(planned, "InstanceId"),
         change_of(text_of(planned, "InstanceType"), text_of(planned, "NewInstanceType")),
         change_of(text_of(planned, "PrivateIpAddress"), address.empty() ? "another" : address),
         public_address_of(planned),
         change_of(text_of(planned, "InstanceChargeType"),
                   text_of(planned, "NewInstanceChargeType")),
         change_of(text_of(planned, "HourlyPrice"), price.empty() ? "?" : price),
         end_of_original(planned)});
  }
  return table.text(terminal);
}

std::string table_of_steps(const json::array& steps, const Terminal& terminal) {
  TextTable table({{.title = "STEP", .right = true}, {"WHAT", Fit::kWrapped}});
  for (const auto& step : steps)
    table.add({std::to_string(step.at("Number").to_number<uint64_t>()), text_of(step, "Text")});
  return table.text(terminal);
}

}  // namespace

void show_migration_plan(const json::object& plan) {
  Terminal terminal = standard_output();
  bool possible = plan.at("Possible").as_bool();
  std::string word =
      painted(possible ? "possible" : "blocked", possible ? Paint::kTitle : Paint::kBad, terminal);
  std::string text = fmt::format(
      "{} from {} to {}{}: {}\n\n{}\n{}", text_of(plan, "InstanceId"), text_of(plan, "OldZone"),
      text_of(plan, "Zone"),
      plan.at("KeepPrivateIpAddress").as_bool() ? ", keeping private addresses" : "", word,
      table_of_steps(plan.at("StepSet").as_array(), terminal), table_of_instances(plan, terminal));
  if (!possible) {
    TextTable table({{"BLOCKED BY"}, {"CODE"}, {"WHY", Fit::kWrapped}});
    for (const auto& blocker : plan.at("BlockerSet").as_array())
      table.add({or_dash(text_of(blocker, "ResourceId")), text_of(blocker, "Code"),
                 text_of(blocker, "Message")});
    text += "\n" + table.text(terminal);
  }
  std::fputs(text.c_str(), stdout);
}

std::string step_of(const json::object& migration) {
  for (const auto& step : migration.at("StepSet").as_array()) {
    std::string state = text_of(step, "State");
    if (state == "RUNNING" || state == "UNDOING") return text_of(step, "Name");
  }
  return "-";
}

void show_migration(const json::object& migration) {
  Terminal terminal = standard_output();
  std::string text =
      fmt::format("{} from {} to {}: {}, {}%\n\n", text_of(migration, "InstanceId"),
                  text_of(migration, "OldZone"), text_of(migration, "Zone"),
                  text_of(migration, "State"), migration.at("Percent").to_number<uint64_t>());
  TextTable steps({{.title = "STEP", .right = true}, {"NAME"}, {"STATE"}});
  for (const auto& step : migration.at("StepSet").as_array())
    steps.add({std::to_string(step.at("Number").to_number<uint64_t>()), text_of(step, "Name"),
               text_of(step, "State")});
  TextTable instances({{"ORIGINAL"}, {"STATE"}, {"NEW"}, {"STATE"}, {"PRIVATE IP"}, {"IMAGE"}});
  for (const auto& one : migration.at("InstanceSet").as_array())
    instances.add({text_of(one, "OriginalInstanceId"), text_of(one, "OriginalState"),
                   or_dash(text_of(one, "NewInstanceId")), or_dash(text_of(one, "NewState")),
                   text_of(one, "PrivateIpAddress"), or_dash(text_of(one, "ImageId"))});
  text += steps.text(terminal) + "\n" + instances.text(terminal);
  if (std::string why = text_of(migration, "ErrorMessage"); !why.empty())
    text += fmt::format("\nUndone because: {} ({})\n", why, text_of(migration, "ErrorCode"));
  if (std::string what = text_of(migration, "ObstacleMessage"); !what.empty())
    text += fmt::format("\nWaiting: {} ({})\n", what, text_of(migration, "ObstacleCode"));
  std::fputs(text.c_str(), stdout);
}

void show_migrations(const json::object& response) {
  const auto& migrations = response.at("MigrationSet").as_array();
  if (migrations.empty()) return void(std::printf("No migrations.\n"));
  TextTable table({{"INSTANCE"},
                   {"FROM"},
                   {"TO"},
                   {"STATE"},
                   {.title = "DONE", .right = true},
                   {"STEP"},
                   {"WHY", Fit::kShortened}});
  for (const auto& one : migrations) {
    const json::object& migration = one.as_object();
    table.add({text_of(migration, "InstanceId"), text_of(migration, "OldZone"),
               text_of(migration, "Zone"), text_of(migration, "State"),
               fmt::format("{}%", migration.at("Percent").to_number<uint64_t>()),
               step_of(migration), or_dash(text_of(migration, "ErrorMessage"))});
  }
  std::fputs(table.text(standard_output()).c_str(), stdout);
}

}  // namespace terrane
