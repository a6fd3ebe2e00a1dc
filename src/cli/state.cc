// `terrane state`: the whole cloud, kept under a name and brought back.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <map>
#include <memory>

#include "cli/connection.h"
#include "cli/reply_text.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

namespace json = boost::json;

struct StateOptions : ConnectionOptions {
  std::string name;
  std::string comment;
  bool replace = false;
};

void show_state(const json::object& reply) {
  const auto& state = reply.at("State");
  std::printf("%s: %s records of %s cells\n", text_of(state.at("Name")).c_str(),
              text_of(state.at("RecordCount")).c_str(), text_of(state.at("CellCount")).c_str());
}

void show_states(const json::object& reply) {
  TextTable table({{"NAME"},
                   {"SAVED"},
                   {.title = "RECORDS", .right = true},
                   {"CATALOGUE"},
                   {"COMMENT", Fit::kWrapped}});
  for (const auto& state : reply.at("StateSet").as_array())
    table.add({text_of(state.at("Name")), text_of(state.at("SavedTime")),
               text_of(state.at("RecordCount")), text_of(state.at("Catalogue")),
               text_of(state.at("Comment"))});
  std::fputs(table.text(standard_output()).c_str(), stdout);
}

void show_nothing(const json::object&) {}

// All of it, however many pages it takes.
int show_difference(const StateOptions& options) {
  json::array all;
  while (true) {
    json::object request{{"Name", options.name}, {"Offset", all.size()}, {"Limit", 100}};
    auto answer =
        call_api(options, "terrane", "DescribeStateDifference", json::serialize(request), "");
    if (!answer || answer->refused) {
      int code = explain(answer, options);
      return code == 1 ? 2 : code;  // 1 is an answer here: they differ
    }
    const auto& page = answer->response.at("DifferenceSet").as_array();
    all.insert(all.end(), page.begin(), page.end());
    if (!page.empty() && all.size() < answer->response.at("TotalCount").to_number<size_t>())
      continue;
    answer->response["DifferenceSet"] = all;
    if (options.json) std::printf("%s\n", pretty(answer->response).c_str());
    break;
  }
  if (options.json) return all.empty() ? 0 : 1;
  TextTable table({{"CHANGE"}, {"CELL"}, {"KIND"}, {"ID", Fit::kShortened}});
  for (const auto& entry : all)
    table.add({text_of(entry.at("Change")), text_of(entry.at("Cell")), text_of(entry.at("Kind")),
               text_of(entry.at("Id"))});
  if (!all.empty()) std::fputs(table.text(standard_output()).c_str(), stdout);
  return all.empty() ? 0 : 1;
}

int call(const StateOptions& options, std::string_view action, const json::object& request,
         ShowResponse show) {
  return run_call(options, "terrane", action, json::serialize(request), "", show);
}

CLI::App* add_verb(CLI::App& group, const char* name, const char* about, bool is_named,
                   RunVerb& chosen, int (*act)(const StateOptions&)) {
  auto options = std::make_shared<StateOptions>();
  auto* verb = group.add_subcommand(name, about);
  if (is_named) verb->add_option("name", options->name, "What the state is called")->required();
  if (std::string_view(name) == "save") {
    verb->add_option("--comment", options->comment, "What it is a state of");
    verb->add_flag("--replace", options->replace, "In the place of one of the same name");
  }
  add_connection_options(*verb, *options);
  verb->callback([options, &chosen, act] { chosen = [options, act] { return act(*options); }; });
  return verb;
}

}  // namespace

void add_state(CLI::App& program, RunVerb& chosen) {
  auto* group = program.add_subcommand(
      "state", "Keep the whole cloud under a name, and bring it back (operators only)");
  group->require_subcommand(1);
  add_verb(
      *group, "save", "Keep the cloud as it is", true, chosen, [](const StateOptions& options) {
        return call(
            options, "SaveState",
            {{"Name", options.name}, {"Comment", options.comment}, {"Replace", options.replace}},
            show_state);
      });
  add_verb(*group, "load", "Make the cloud be what was saved", true, chosen,
           [](const StateOptions& options) {
             return call(options, "LoadState", {{"Name", options.name}}, show_nothing);
           });
  add_verb(*group, "list", "List what was saved", false, chosen, [](const StateOptions& options) {
    return call(options, "DescribeStates", {}, show_states);
  });
  add_verb(*group, "diff", "Show what has changed since", true, chosen, show_difference)
      ->footer("Exit code: 0 nothing has, 1 something has, 2 it could not be asked.");
  add_verb(*group, "delete", "Forget a state", true, chosen, [](const StateOptions& options) {
    return call(options, "DeleteState", {{"Name", options.name}}, show_nothing);
  });
}

}  // namespace terrane
