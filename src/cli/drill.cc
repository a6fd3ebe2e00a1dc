// `terrane drill`: rehearsals of failures, in a cloud of their own in this process.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "cli/connection.h"
#include "cli/live_drill.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "drill/drill_reader.h"
#include "drill/report.h"
#include "drill/run.h"
#include "drill/shipped.h"
#include "env/real/files.h"

namespace terrane {
namespace {

constexpr ErrorKind kNoDrill{
    "InvalidParameterValue",
    "There is no drill {} in the binary, nor a file of that name. `terrane drill list` lists the "
    "drills in the binary.",
    "程序中没有演练 {}，也没有该文件。可通过 terrane drill list 查看内置演练。"};
constexpr ErrorKind kNoSetting{"InvalidParameterValue",
                               "--set {} is not of the form KEY=VALUE, such as length=5m.",
                               "--set {} 的格式应为 KEY=VALUE，例如 length=5m。"};

struct DrillOptions {
  std::string name;
  std::vector<std::string> settings;
  uint64_t seed = 1;
  bool real_time = false;
  double speed = 1;
  std::string html;
  bool json = false;
};

struct DrillText {
  std::string file;
  std::string text;
};

// One of the binary, or else a file.
Result<DrillText> find_drill(const std::string& name) {
  if (const auto* shipped = drill::find_shipped(name))
    return DrillText{name, std::string(shipped->text)};
  auto text = read_file(name);
  if (!text) return refuse(kNoDrill, name);
  return DrillText{name, *text};
}

Result<std::vector<drill::Setting>> settings_of(const DrillOptions& options) {
  std::vector<drill::Setting> settings;
  for (const std::string& setting : options.settings) {
    size_t sign = setting.find('=');
    if (sign == setting.npos || sign == 0) return refuse(kNoSetting, setting);
    settings.emplace_back(setting.substr(0, sign), setting.substr(sign + 1));
  }
  return settings;
}

Result<drill::Drill> read(const DrillOptions& options,
                          const std::vector<drill::Setting>& settings) {
  TRY(DrillText found, find_drill(options.name));
  return drill::read_drill(found.file, found.text, settings);
}

Result<drill::Outcome> run(const DrillOptions& options) {
  TRY(auto settings, settings_of(options));
  TRY(drill::Drill drill, read(options, settings));
  drill::RunOptions how{.seed = options.seed, .pace = {}, .watch = {}};
  Terminal terminal = standard_output();
  LiveDrill live(terminal);
  if (options.real_time) {
    auto start = std::chrono::steady_clock::now();
    how.pace = [start, speed = options.speed](Duration at) {
      auto wait = std::chrono::microseconds(int64_t(double(at.microseconds) / speed));
      std::this_thread::sleep_until(start + wait);
    };
    if (terminal.colours && !options.json)
      how.watch = [&](const drill::Outcome& so_far, Duration at) { live.draw(so_far, at); };
  }
  TRY(drill::Outcome outcome, drill::run(drill, how));
  live.clear();
  outcome.settings = settings;
  return outcome;
}

int run_drill(const DrillOptions& options) {
  auto outcome = run(options);
  if (!outcome) return fail(outcome.error());
  if (options.json) {
    std::printf("%s\n", pretty(drill::json_report(*outcome)).c_str());
  } else {
    Terminal terminal = standard_output();
    std::fputs(drill::text_report(*outcome, terminal.width, terminal.colours).c_str(), stdout);
  }
  if (!options.html.empty()) {
    auto written = write_passing_file_atomically(options.html, drill::html_report(*outcome), 0644);
    if (!written) return fail(written.error());
    if (!options.json) std::printf("The report as a page: %s\n", options.html.c_str());
  }
  return outcome->held() ? 0 : 1;
}

int list_drills(const DrillOptions& options) {
  TextTable table({{"DRILL"}, {"LASTS"}, {"TITLE", Fit::kWrapped}});
  boost::json::array list;
  for (const auto& shipped : drill::shipped_drills()) {
    auto drill = drill::read_drill(shipped.name, shipped.text);
    if (!drill) return fail(drill.error());
    int64_t length = drill->length.microseconds / 1'000'000;
    table.add({drill->name, fmt::format("{}s", length), drill->title});
    list.push_back({{"name", drill->name}, {"seconds", length}, {"title", drill->title}});
  }
  if (options.json) {
    std::printf("%s\n", pretty(list).c_str());
  } else {
    std::fputs(table.text(standard_output()).c_str(), stdout);
  }
  return 0;
}

int show_drill(const DrillOptions& options) {
  auto found = find_drill(options.name);
  if (!found) return fail(found.error());
  std::fputs(found->text.c_str(), stdout);
  return 0;
}

int check_drill(const DrillOptions& options) {
  auto settings = settings_of(options);
  if (!settings) return fail(settings.error());
  auto drill = read(options, *settings);
  if (!drill) {
    std::fprintf(stderr, "terrane: %s\n", drill.error().message(Language::kEnglish).c_str());
    return drill.error().code() == kNoDrill.code ? 2 : 1;
  }
  std::printf("%s: %zu calls make it, %zu loads use it, %zu events, %zu assertions\n",
              drill->name.c_str(), drill->setup.size(), drill->loads.size(), drill->events.size(),
              drill->assertions.size());
  return 0;
}

CLI::App* add_verb(CLI::App& group, const char* name, const char* about,
                   const std::shared_ptr<DrillOptions>& options, RunVerb& chosen,
                   int (*act)(const DrillOptions&)) {
  auto* verb = group.add_subcommand(name, about);
  verb->callback([options, &chosen, act] { chosen = [options, act] { return act(*options); }; });
  return verb;
}

void add_settings(CLI::App& verb, DrillOptions& options) {
  verb.add_option("drill", options.name, "A file, or one of those in the binary")->required();
  verb.add_option("--set", options.settings,
                  "KEY=VALUE: a value in the place of the file's, by its path; may be repeated")
      ->type_size(1)
      ->expected(1)
      ->take_all();
}

}  // namespace

void add_drill(CLI::App& program, RunVerb& chosen) {
  auto* group =
      program.add_subcommand("drill", "Rehearse a failure in a scratch cloud, and see what holds");
  group->require_subcommand(1);

  auto running = std::make_shared<DrillOptions>();
  auto* run = add_verb(*group, "run", "Run a drill and report", running, chosen, run_drill);
  add_settings(*run, *running);
  run->add_option("--seed", running->seed, "Decides everything that is left to chance")
      ->capture_default_str();
  run->add_flag("--real-time", running->real_time,
                "Take as long as the drill lasts, and draw it as it goes");
  run->add_option("--speed", running->speed, "With --real-time: so many times as fast")
      ->check(CLI::Range(0.01, 1000.0));
  run->add_option("--html", running->html, "Write the report as a page, too");
  run->add_flag("--json", running->json, "Print the report as JSON");
  run->footer("Exit code: 0 every assertion holds, 1 one does not, 2 the drill could not be run.");

  auto listing = std::make_shared<DrillOptions>();
  auto* list =
      add_verb(*group, "list", "List the drills in the binary", listing, chosen, list_drills);
  list->add_flag("--json", listing->json, "Print JSON");
  auto showing = std::make_shared<DrillOptions>();
  add_verb(*group, "show", "Print a drill's file", showing, chosen, show_drill)
      ->add_option("drill", showing->name, "One of those in the binary, or a file")
      ->required();
  auto checking = std::make_shared<DrillOptions>();
  add_settings(*add_verb(*group, "check", "Say whether a drill's file is as it must be", checking,
                         chosen, check_drill),
               *checking);
}

}  // namespace terrane
