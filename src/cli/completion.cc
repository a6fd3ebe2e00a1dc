// `terrane completion`: what a shell needs to complete the program's words. Each script walks the
// words before the cursor down to a verb, and offers what that verb takes.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>

#include "cli/verb_text.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

// Visits each verb once for each way to write it: `zone sellout` and `zone sell-out`.
using Visit = std::function<void(const VerbText& verb, const std::string& path)>;
void visit_all(const VerbText& verb, const Visit& visit, const std::string& path = "") {
  visit(verb, path);
  for (const VerbText& below : verb.verbs)
    for (const std::string& name : below.names)
      visit_all(below, visit, path.empty() ? name : path + " " + name);
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

// In single quotes, as bash and zsh read them; fish reads a backslash in them, too.
std::string quoted(const std::string& text) {
  return "'" + replaced(text, "'", "'\\''") + "'";
}
std::string quoted_for_fish(const std::string& text) {
  return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

// --- bash ---

std::string for_bash(const VerbText& program) {
  std::string verbs, options, values;
  visit_all(program, [&](const VerbText& verb, const std::string& path) {
    std::vector<std::string> names;
    for (const VerbText& below : verb.verbs)
      names.insert(names.end(), below.names.begin(), below.names.end());
    if (!names.empty()) verbs += fmt::format("    {}) echo {} ;;\n", quoted(path), joined(names));
    names.clear();
    for (const OptionText& option : verb.options) {
      names.insert(names.end(), option.names.begin(), option.names.end());
      if (option.value.empty()) continue;
      for (const std::string& name : option.names)
        values += fmt::format("    {}) echo {} ;;\n", quoted(path + " " + name),
                              option.choices.empty() ? "-" : quoted(joined(option.choices)));
    }
    options += fmt::format("    {}) echo {} ;;\n", quoted(path), quoted(joined(names)));
  });
  return fmt::format(R"sh(# bash completion of terrane, printed by `terrane completion bash`.
_terrane_verbs() {{
  case $1 in
{}  esac
}}
_terrane_options() {{
  case $1 in
{}  esac
}}
# What an option may be given; - is anything, such as a file.
_terrane_values() {{
  case $1 in
{}  esac
}}
_terrane() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} path="" word values
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    [[ " $(_terrane_verbs "$path") " == *" $word "* ]] && path="${{path:+$path }}$word"
  done
  values=$(_terrane_values "$path ${{COMP_WORDS[COMP_CWORD-1]}}")
  if [[ -n $values ]]; then
    COMPREPLY=($(compgen -W "${{values#-}}" -- "$current"))
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$(_terrane_options "$path")" -- "$current"))
  else
    COMPREPLY=($(compgen -W "$(_terrane_verbs "$path")" -- "$current"))
  fi
}}
complete -o default -F _terrane terrane
)sh",
                     verbs, options, values);
}

// --- zsh ---

// A word and what it means, as _describe takes them.
std::string described(const std::string& word, const std::string& meaning) {
  return quoted(replaced(word, ":", "\\:") + ":" + meaning);
}

std::string for_zsh(const VerbText& program) {
  std::string verbs, options, values;
  visit_all(program, [&](const VerbText& verb, const std::string& path) {
    std::string rows;
    for (const VerbText& below : verb.verbs)
      for (const std::string& name : below.names)
        rows += fmt::format("      {}\n", described(name, below.meaning));
    if (!rows.empty()) verbs += fmt::format("    {}) verbs=(\n{}    ) ;;\n", quoted(path), rows);
    rows.clear();
    for (const OptionText& option : verb.options)
      for (const std::string& name : option.names) {
        rows += fmt::format("      {}\n", described(name, option.meaning));
        if (!option.value.empty())
          values += fmt::format("    {}) takes_value=1 values=({}) ;;\n", quoted(path + " " + name),
                                joined(option.choices));
      }
    options += fmt::format("    {}) options=(\n{}    ) ;;\n", quoted(path), rows);
  });
  return fmt::format(R"sh(#compdef terrane
# zsh completion of terrane, printed by `terrane completion zsh`.
_terrane_verbs_of() {{
  verbs=()
  case $1 in
{}  esac
}}
_terrane_options_of() {{
  options=()
  case $1 in
{}  esac
}}
_terrane_values_of() {{
  takes_value=0 values=()
  case $1 in
{}  esac
}}
_terrane() {{
  local verb= word takes_value
  local -a verbs options values
  _terrane_verbs_of ''
  for word in ${{words[2,CURRENT-1]}}; do
    (( ${{verbs[(I)${{word}}:*]}} )) || continue
    verb=${{verb:+$verb }}$word
    _terrane_verbs_of $verb
  done
  _terrane_options_of $verb
  _terrane_values_of "$verb ${{words[CURRENT-1]}}"
  if (( takes_value )); then
    if (( $#values )); then compadd -a values; else _files; fi
  elif [[ $PREFIX == -* ]]; then
    _describe option options
  elif (( $#verbs )); then
    _describe verb verbs
  else
    _files
  fi
}}
if [[ $funcstack[1] == _terrane ]]; then _terrane "$@"; else compdef _terrane terrane; fi
)sh",
                     verbs, options, values);
}

// --- fish ---

std::string for_fish(const VerbText& program) {
  std::string paths, rows;
  visit_all(program, [&](const VerbText& verb, const std::string& path) {
    if (!path.empty()) paths += " " + quoted_for_fish(path);
    std::string here = fmt::format("complete -c terrane -n \"__terrane_at {}\"", quoted(path));
    for (const VerbText& below : verb.verbs)
      rows += fmt::format("{} -f -a {} -d {}\n", here, quoted_for_fish(joined(below.names)),
                          quoted_for_fish(below.meaning));
    for (const OptionText& option : verb.options) {
      rows += here;
      for (const std::string& name : option.names)
        rows += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!option.value.empty()) rows += " -r";
      if (!option.choices.empty()) rows += " -f -a " + quoted_for_fish(joined(option.choices));
      rows += " -d " + quoted_for_fish(option.meaning) + "\n";
    }
  });
  return fmt::format(R"sh(# fish completion of terrane, printed by `terrane completion fish`.
set -g __terrane_paths{}
# Whether the words before the cursor lead to that verb.
function __terrane_at
    set -l at
    for word in (commandline -opc)[2..]
        set -l below (string trim -- "$at $word")
        contains -- $below $__terrane_paths; and set at $below
    end
    test "$at" = "$argv[1]"
end
{})sh",
                     paths, rows);
}

}  // namespace

void add_completion(CLI::App& program, RunVerb& chosen) {
  static const std::map<std::string, std::string (*)(const VerbText&)> kShells = {
      {"bash", for_bash}, {"zsh", for_zsh}, {"fish", for_fish}};
  auto shell = std::make_shared<std::string>();
  auto* verb = program.add_subcommand("completion", "Print what a shell needs to complete words");
  verb->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  verb->footer("For example: eval \"$(terrane completion bash)\"");
  verb->callback([shell, &program, &chosen] {
    chosen = [shell, &program] {
      std::fputs(kShells.at(*shell)(describe(program)).c_str(), stdout);
      return 0;
    };
  });
}

}  // namespace terrane
