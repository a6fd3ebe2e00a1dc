#include "cli/verb_text.h"

#include <CLI/CLI.hpp>

namespace terrane {
namespace {

// "TEXT", "TEXT:{refuse,hang,error}", "FLOAT:FLOAT in [0 - 86400]": a type and what checks it.
void read_type(std::string_view type, OptionText& option) {
  option.value = type.substr(0, type.find(':'));
  if (option.value.size() == type.size()) return;
  std::string_view check = type.substr(option.value.size() + 1);
  if (!check.starts_with('{') || !check.ends_with('}')) {
    option.range = check.substr(check.find(' ') + 1);
    return;
  }
  for (check = check.substr(1, check.size() - 2); !check.empty();) {
    option.choices.emplace_back(check.substr(0, check.find(',')));
    check.remove_prefix(std::min(check.size(), option.choices.back().size() + 1));
  }
}

OptionText describe_option(const CLI::Option& from) {
  OptionText option{.usual = from.get_default_str(),
                    .variable = from.get_envname(),
                    .meaning = from.get_description(),
                    .required = from.get_required(),
                    .repeated = from.get_expected_max() >= CLI::detail::expected_max_vector_size};
  for (const std::string& name : from.get_snames()) option.names.push_back("-" + name);
  for (const std::string& name : from.get_lnames()) option.names.push_back("--" + name);
  if (option.names.empty()) option.names.push_back(from.get_name(true));
  if (from.get_type_size() != 0) read_type(from.get_type_name(), option);
  return option;
}

// The options of a verb, those of its groups ("one of these") among them.
void add_options(const CLI::App& from, VerbText& verb) {
  for (const CLI::Option* option : from.get_options())
    (option->get_positional() ? verb.places : verb.options).push_back(describe_option(*option));
  for (const CLI::App* group : from.get_subcommands({}))
    if (group->get_name().empty()) add_options(*group, verb);
}

VerbText describe_verb(const CLI::App& app, const std::string& path) {
  VerbText verb{.names = {app.get_name()},
                .path = path,
                .meaning = app.get_description(),
                .notes = app.get_footer(),
                .needs_verb = app.get_require_subcommand_min() > 0};
  verb.names.insert(verb.names.end(), app.get_aliases().begin(), app.get_aliases().end());
  add_options(app, verb);
  for (const CLI::App* below : app.get_subcommands({})) {
    if (below->get_name().empty() || below->get_group().empty()) continue;  // options, or hidden
    verb.verbs.push_back(
        describe_verb(*below, path.empty() ? below->get_name() : path + " " + below->get_name()));
  }
  return verb;
}

}  // namespace

VerbText describe(const CLI::App& app) {
  return describe_verb(app, "");
}

}  // namespace terrane
