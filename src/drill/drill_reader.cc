#include "drill/drill_reader.h"

#include <algorithm>
#include <numeric>

#include "drill/length.h"
#include "drill/table_reader.h"
#include "drill/topology.h"

namespace terrane::drill {
namespace {

constexpr double kMostRequests = 3e6;  // of one load: each is remembered
constexpr std::string_view kSources = "instance";
constexpr std::string_view kTargets = "instance, balancer, address, database";
constexpr ErrorKind kTooMuch{"InvalidDrill",
                             "{}:{}: key \"{}\" makes more than 3000000 requests of {}",
                             "{}:{}:键 \"{}\" 使 {} 的请求数超过 3000000"};

class Reader {
 public:
  Reader(DrillNames& names, Drill& drill) : names_(names), drill_(drill) {}

  void general(TomlTable& root) {
    drill_.title = root.text("title");
    drill_.about = root.text_or("about", "");
    drill_.length = names_.length(root, "length");
    drill_.step = names_.length(root, "step", milliseconds(100));
    if (drill_.step < milliseconds(10))
      root.refuse(kWrongValue, "step", "a length of at least 10 milliseconds");
    drill_.settle = names_.length(root, "settle", seconds(60));
    drill_.instances_take = names_.length(root, "instances_take", {});
  }

  void load(const std::string& name, TomlTable& table) {
    Load load{.name = name, .rate = table.number("rate", 0.001, 1000)};
    load.call = names_.call(table, "call");
    if (!load.call) {
      ends(table, load);
      load.latency =
          names_.length(table, "latency", milliseconds(load.from == "internet" ? 20 : 1));
    }
    load.fallback = table.text_or("fallback", "");
    if (!load.fallback.empty()) names_.named(table, "fallback", load.fallback, kTargets);
    load.fallback_after = names_.length(table, "fallback_after", seconds(5));
    load.slow = names_.length(table, "slow", milliseconds(500));
    load.patience = names_.length(table, "timeout", seconds(2));
    load.start = names_.length(table, "start", {});
    load.end = names_.length(table, "end", drill_.length);
    if (load.rate * double(load.end.microseconds) / 1e6 > kMostRequests)
      table.refuse(kTooMuch, "rate", name);
    drill_.loads.push_back(std::move(load));
  }

  void event(TomlTable& table) {
    Event event{.at = names_.length(table, "at")};
    std::string_view done;
    auto operators = [&](std::string_view key, std::string_view action, std::string parameters) {
      event.call = {.service = "terrane", .action = std::string(action)};
      event.call.account = kOperator;
      event.call.parameters = std::move(parameters);
      event.call.line = table.line();
      done = key;
    };
    if (auto fault = table.json("fault")) operators("fault", "CreateFault", *fault);
    if (auto heal = table.json("heal")) operators("heal", "HealFaults", *heal);
    for (const char* key : {"sell_out", "restock"})
      if (table.has(key)) {
        std::string zone = table.text(key);
        names_.region(table, key, zone);
        bool sells_out = std::string_view(key) == "sell_out";
        operators(
            key, "ModifyZoneStock",
            boost::json::serialize(boost::json::object{{"Zone", zone}, {"SoldOut", sells_out}}));
      }
    if (auto call = names_.call(table, "call")) {
      event.call = *call;
      done = "call";
    }
    if (done.empty())
      table.refuse(kMissingKey, "fault\", \"heal\", \"sell_out\", \"restock\" or \"call", {});
    bool strikes = done == "fault" || done == "sell_out";
    event.strikes = table.has("strikes") ? table.flag("strikes") : strikes;
    event.text = table.text_or("name", text_of_call(event.call));
    table.finish();
    drill_.events.push_back(std::move(event));
  }

  void script(const std::string& name, TomlTable& table) {
    Script script{.name = name};
    ends(table, script);
    script.interval = names_.length(table, "interval", seconds(2));
    if (script.interval < milliseconds(100))
      table.refuse(kWrongValue, "interval", "a length of at least 100 milliseconds");
    script.failures = unsigned(table.optional_integer("failures", 1, 1000).value_or(3));
    script.times = unsigned(table.optional_integer("times", 1, 1000).value_or(1));
    for (TomlTable& call : table.tables("call")) {
      script.calls.push_back(names_.call(call));
      call.finish();
    }
    if (script.calls.empty()) table.refuse(kMissingKey, "call", {});
    table.finish();
    drill_.scripts.push_back(std::move(script));
  }

  void assertion(TomlTable& table);

 private:
  // From where to where a flow goes.
  template <class Flow>
  void ends(TomlTable& table, Flow& flow) {
    flow.from = table.text_or("from", "internet");
    if (flow.from != "internet") names_.named(table, "from", flow.from, kSources);
    flow.to = table.text("to");
    const Declared* to = names_.named(table, "to", flow.to, kTargets);
    if (flow.to.empty()) return;
    flow.protocol = table.text_or("protocol", "TCP");
    if (flow.protocol != "TCP" && flow.protocol != "UDP" && flow.protocol != "ICMP")
      table.refuse(kWrongValue, "protocol", "TCP, UDP or ICMP");
    uint16_t usual = to ? to->port : 0;
    flow.port = uint16_t(table.optional_integer("port", 1, 65535).value_or(usual));
    if (flow.port == 0 && flow.protocol != "ICMP") table.refuse(kMissingKey, "port", {});
  }

  static std::string text_of_call(const ApiRequest& call) {
    boost::json::object parameters = boost::json::parse(call.parameters).as_object();
    std::string text = call.action;
    for (const auto& member : parameters) {
      text += text.size() == call.action.size() ? " " : ", ";
      text += member.key();
      text += ' ';
      const auto* words = member.value().if_string();
      text += words ? std::string(*words) : boost::json::serialize(member.value());
    }
    return text;
  }

  DrillNames& names_;
  Drill& drill_;
};

// One key of an assertion says what is measured.
void Reader::assertion(TomlTable& table) {
  Assertion assertion{.text = table.text_or("text", ""), .line = table.line()};
  assertion.load = table.text_or("load", "");
  bool known = std::ranges::any_of(drill_.loads,
                                   [&](const Load& load) { return load.name == assertion.load; });
  if (!assertion.load.empty() && !known) table.refuse(kUnknownName, "load", assertion.load);
  if (table.has("from")) assertion.from = names_.length(table, "from");
  assertion.until = names_.length(table, "until", drill_.length);
  std::string_view measured;
  auto percent = [&](const char* key, Measure measure, double most) {
    if (!table.has(key)) return;
    assertion.limit = table.number(key, 0, most);
    assertion.measure = measure;
    measured = key;
  };
  auto length = [&](const char* key, Measure measure) {
    if (!table.has(key)) return;
    assertion.limit = double(names_.length(table, key).microseconds);
    assertion.measure = measure;
    measured = key;
  };
  percent("availability", Measure::kAvailability, 100);
  percent("availability_at_most", Measure::kUnavailable, 100);
  percent("lost_at_most", Measure::kLost, 1e9);
  percent("p99_rises_at_most", Measure::kUndisturbed, 1e6);
  length("recovery", Measure::kRecovery);
  length("detection", Measure::kDetection);
  length("p99", Measure::kP99);
  if (table.flag("lost_only_within")) {
    assertion.measure = Measure::kOnlyWithin;
    measured = "lost_only_within";
    if (!assertion.from) table.refuse(kMissingKey, "from", {});
  }
  if (auto call = names_.call(table, "call")) {
    assertion.call = call;
    assertion.measure = Measure::kCall;
    measured = "call";
    assertion.at = names_.length(table, "at", drill_.length);
    if (auto answers = table.json("answers")) {
      const boost::json::value parsed = boost::json::parse(*answers);
      for (const auto& member : parsed.as_object())
        assertion.answers[member.key()] = boost::json::serialize(member.value());
    }
  }
  if (measured.empty()) {
    table.refuse(kMissingKey, "availability\", \"recovery\", … or \"call", {});
  } else if (assertion.load.empty() && measured != "call" && measured != "detection") {
    table.refuse(kMissingKey, "load", {});
  }
  table.finish();
  drill_.assertions.push_back(std::move(assertion));
}

std::string_view name_within(std::string_view path) {
  if (size_t slash = path.rfind('/'); slash != path.npos) path.remove_prefix(slash + 1);
  return path.substr(0, path.rfind(".toml"));
}

}  // namespace

Result<Drill> read_drill(std::string_view file, std::string_view text,
                         std::span<const Setting> settings) {
  Drill drill{.file = std::string(file), .name = std::string(name_within(file))};
  TomlMistakes mistakes;
  TomlFile toml(file, text, mistakes);
  for (const auto& [path, value] : settings) toml.set(path, value);
  if (mistakes.first()) return std::unexpected(*mistakes.first());
  TomlTable root = toml.root();
  drill.catalogue = root.text_or("catalogue", "2017");
  drill.catalogue_changes = root.text_or("catalogue_changes", "");
  std::string catalogue_text =
      "name = \"" + drill.catalogue + "\"\ninclude = [\"" + drill.catalogue + ".toml\"]\n";
  TRY(Catalogue catalogue, Catalogue::parse({"catalogue", catalogue_text + drill.catalogue_changes},
                                            built_in_catalogue_files()));
  DrillNames names;
  names.use(catalogue);
  Reader reader(names, drill);
  reader.general(root);
  read_topology(root, names, drill);
  for (auto& [name, table] : root.named_tables("load")) {
    reader.load(name, table);
    table.finish();
  }
  for (TomlTable& table : root.tables("event")) reader.event(table);
  for (auto& [name, table] : root.named_tables("script")) reader.script(name, table);
  for (TomlTable& table : root.tables("assert")) reader.assertion(table);
  root.finish();
  if (mistakes.first()) return std::unexpected(*mistakes.first());
  std::ranges::stable_sort(drill.events, {}, &Event::at);
  return drill;
}

}  // namespace terrane::drill
