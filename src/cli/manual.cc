// `terrane manual`: the program's manual, a page for each verb, printed from the command line's
// own definition.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/connection.h"
#include "cli/verb_text.h"
#include "cli/verbs.h"
#include "env/real/files.h"

namespace terrane {
namespace {

constexpr ErrorKind kNoPage{"InvalidParameterValue",
                            "There is no verb {}. Run `terrane --help` for those there are.",
                            "不存在命令 {}，可通过 terrane --help 查看全部命令。"};

// What is true of every verb, and no definition says.
constexpr std::string_view kOfAllVerbs = R"(.SH ENVIRONMENT
A client verb speaks to the cloud of
.B \-\-data
where that is given, and else to the one that these name.
.TP
.B TERRANE_ENDPOINT
http://HOST:PORT or https://HOST:PORT
.TP
.BR TERRANE_SECRET_ID ", " TERRANE_SECRET_KEY
The key to sign with.
.TP
.B TERRANE_CA
For HTTPS: a file with the certificate that
.B terrane ca
prints.
.TP
.B NO_COLOR
No colours, on terminals either.
.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
The cloud refused, and why is on standard error; or the answer to a question is no.
.TP
.B 2
Asked wrongly, or no cloud could be reached.
)";

// As text of a page: what roff would read otherwise is escaped.
std::string roff(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool begins_line = out.empty() || out.back() == '\n';
    if (begins_line && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string page_name(const std::string& verb) {
  return verb.empty() ? "terrane" : "terrane-" + verb;
}

// `--data TEXT`, `zone`: as it is written, in bold what is to be typed.
std::string option_title(const OptionText& option) {
  std::string title;
  for (const std::string& name : option.names)
    title += fmt::format("{}{}{}\\fR", title.empty() ? "" : ", ",
                         name.starts_with('-') ? "\\fB" : "\\fI", roff(name));
  if (option.names.front().starts_with('-') && !option.value.empty())
    title += " \\fI" + roff(option.value) + "\\fR";
  return title;
}

std::string option_entry(const OptionText& option) {
  std::string text = option.meaning;
  if (!option.choices.empty()) text += fmt::format(" (one of {})", fmt::join(option.choices, ", "));
  if (!option.range.empty()) text += fmt::format(" ({})", option.range);
  if (!option.usual.empty()) text += fmt::format(" [{} if left out]", option.usual);
  if (!option.variable.empty()) text += fmt::format(" [else {}]", option.variable);
  return fmt::format(".TP\n{}\n{}\n", option_title(option), roff(text));
}

std::string entries(const VerbText& verb) {
  std::string text;
  for (const OptionText& place : verb.places) text += option_entry(place);
  for (const OptionText& option : verb.options) text += option_entry(option);
  return text;
}

std::string usage(const VerbText& verb) {
  std::string text =
      fmt::format("\\fBterrane{}{}\\fR", verb.path.empty() ? "" : " ", roff(verb.path));
  for (const OptionText& place : verb.places) {
    std::string name =
        fmt::format("\\fI{}\\fR{}", roff(place.names.front()), place.repeated ? "..." : "");
    text += place.required ? " " + name : " [" + name + "]";
  }
  return text + " [options]";
}

std::string notes(const VerbText& verb) {
  return verb.notes.empty() ? "" : fmt::format(".PP\n.nf\n{}\n.fi\n", roff(verb.notes));
}

std::string heading(const std::string& verb, const std::string& version) {
  std::string title = page_name(verb);
  for (char& c : title) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return fmt::format(".\\\" Printed by `terrane manual`.\n.TH {} 1 \"\" \"{}\" \"{}\"\n", title,
                     version, "Terrane manual");
}

std::string program_page(const VerbText& program, const std::string& version) {
  std::string page = heading("", version);
  page += fmt::format(".SH NAME\nterrane \\- {}\n", roff(program.meaning));
  page += ".SH SYNOPSIS\n\\fBterrane\\fR \\fIverb\\fR [options]\n";
  page +=
      ".SH DESCRIPTION\n\\fBterrane serve\\fR runs a cloud; every other verb is a client of one, "
      "but\n\\fBdrill\\fR, which makes clouds of its own.\n.SH VERBS\n";
  for (const VerbText& verb : program.verbs)
    page += fmt::format(".TP\n.BR {} (1)\n{}\n", roff(page_name(verb.path)), roff(verb.meaning));
  page += ".SH OPTIONS\n" + entries(program);
  page += kOfAllVerbs;
  page +=
      ".SH SEE ALSO\n/usr/share/doc/terrane/guides has guides, for users, for operators, and for "
      "those who\nchange the program.\n";
  return page;
}

std::string verb_page(const VerbText& verb, const std::string& version) {
  std::string page = heading(verb.path, version);
  page += fmt::format(".SH NAME\n{} \\- {}\n.SH SYNOPSIS\n", roff(page_name(verb.path)),
                      roff(verb.meaning));
  if (!verb.needs_verb) page += usage(verb) + "\n";
  for (const VerbText& below : verb.verbs)
    page += (page.ends_with("SYNOPSIS\n") ? "" : ".br\n") + usage(below) + "\n";
  page += fmt::format(".SH DESCRIPTION\n{}.\n{}", roff(verb.meaning), notes(verb));
  if (!verb.needs_verb) page += ".SH OPTIONS\n" + entries(verb);
  if (!verb.verbs.empty()) page += ".SH VERBS\n";
  for (const VerbText& below : verb.verbs) {
    page += fmt::format(".SS \"{}\"\n{}.\n", roff(fmt::format("{}", fmt::join(below.names, ", "))),
                        roff(below.meaning));
    page += entries(below) + notes(below);
  }
  page += ".SH SEE ALSO\n.BR terrane (1)\n";
  return page;
}

int print_page(const VerbText& program, const std::string& version, const std::string& name) {
  if (name.empty()) return std::fputs(program_page(program, version).c_str(), stdout), 0;
  for (const VerbText& verb : program.verbs)
    if (verb.path == name) return std::fputs(verb_page(verb, version).c_str(), stdout), 0;
  return fail(Error(kNoPage, {name}));
}

// A file for each page, as `man` looks for them.
int write_pages(const VerbText& program, const std::string& version, const std::string& directory) {
  auto write = [&](const std::string& verb, const std::string& text) {
    return write_file_atomically(directory + "/" + page_name(verb) + ".1", text, 0644);
  };
  auto made = make_directory(directory, 0755);
  if (made) made = write("", program_page(program, version));
  for (const VerbText& verb : program.verbs)
    if (made) made = write(verb.path, verb_page(verb, version));
  return made ? 0 : fail(made.error());
}

}  // namespace

void add_manual(CLI::App& program, RunVerb& chosen) {
  struct ManualOptions {
    std::string verb, directory;
  };
  auto options = std::make_shared<ManualOptions>();
  auto* verb = program.add_subcommand("manual", "Print a page of the manual, for man to show");
  verb->add_option("verb", options->verb, "Of which verb; the program's own if left out");
  verb->add_option("--write", options->directory, "Write every page into this directory instead");
  verb->footer("For example: terrane manual serve | man -l -");
  verb->callback([options, &program, &chosen] {
    chosen = [options, &program] {
      VerbText text = describe(program);
      return options->directory.empty() ? print_page(text, program.version(), options->verb)
                                        : write_pages(text, program.version(), options->directory);
    };
  });
}

}  // namespace terrane
