// What operators make fail beyond zones: `terrane region`, `link`, `product`, `store` and
// `account-plane`, each with verbs that set a fault and verbs that heal it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cctype>
#include <cstdio>
#include <memory>

#include "cli/connection.h"
#include "cli/delay.h"
#include "cli/fault_replies.h"
#include "cli/reply_text.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

namespace json = boost::json;

struct OutageOptions : ConnectionOptions {
  std::string target;  // a region, a product
  std::string other;   // a link's other end
  std::string region;  // of a product; empty: everywhere
  std::string mode;
  std::string reason;
  std::string delay;
  bool with_power = false;
  bool with_data_plane = false;
};
using Options = std::shared_ptr<OutageOptions>;

int set_fault(const OutageOptions& options, json::object request) {
  if (!options.reason.empty()) request["Reason"] = options.reason;
  return run_call(options, "terrane", "CreateFault", json::serialize(request), "", show_fault_id);
}

int heal_faults(const OutageOptions& options, const json::array& ids) {
  return run_call(options, "terrane", "HealFaults",
                  json::serialize(json::object{{"FaultIds", ids}}), "", show_healed);
}

std::string in_capitals(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

// A verb that runs `run(options)`; it is given its own options beforehand.
template <class Run>
CLI::App* add_verb(CLI::App& group, RunVerb& chosen, const char* name, const char* meaning,
                   const Options& options, Run run) {
  CLI::App* verb = group.add_subcommand(name, meaning);
  add_connection_options(*verb, *options);
  verb->callback([options, run, &chosen] { chosen = [options, run] { return run(*options); }; });
  return verb;
}

void add_reason(CLI::App* verb, const Options& options) {
  verb->add_option("--reason", options->reason, "Words for people, shown with the fault");
}

// --- Regions. ---

void add_region_verbs(CLI::App& program, RunVerb& chosen) {
  CLI::App& group = verb_group(program, "region", "What regions are, and their faults");
  auto failing = std::make_shared<OutageOptions>(), healing = std::make_shared<OutageOptions>();
  failing->mode = "refuse";
  auto* fail = add_verb(group, chosen, "fail", "Make a whole region fail (operators only)", failing,
                        [](const OutageOptions& options) {
                          return set_fault(options, {{"Kind", "REGION"},
                                                     {"Region", options.target},
                                                     {"Mode", in_capitals(options.mode)},
                                                     {"WithoutPower", options.with_power}});
                        });
  fail->add_option("region", failing->target, "ap-shanghai, …")->required();
  fail->add_option("--api", failing->mode,
                   "How its API answers: refuse (connections are reset), hang, or error (HTTP 503)")
      ->check(CLI::IsMember({"refuse", "hang", "error"}))
      ->capture_default_str();
  fail->add_flag("--power", failing->with_power, "Its zones lose their power, too");
  add_reason(fail, failing);
  auto* heal = add_verb(group, chosen, "heal", "End what `region fail` began (operators only)",
                        healing, [](const OutageOptions& options) {
                          return heal_faults(options, {"region/" + options.target});
                        });
  heal->add_option("region", healing->target, "ap-shanghai, …")->required();
}

// --- Links. ---

json::object link_fault(const OutageOptions& options, std::string_view mode) {
  return {
      {"Kind", "LINK"}, {"Region", options.target}, {"OtherRegion", options.other}, {"Mode", mode}};
}

std::string link_id(const OutageOptions& options) {
  return "link/" + std::min(options.target, options.other) + "/" +
         std::max(options.target, options.other);
}

void show_links(const json::object& response) {
  TextTable table({{"REGION"}, {"REGION"}, {"STATE"}, {"REASON", Fit::kWrapped}});
  for (const auto& fault : response.at("FaultSet").as_array()) {
    if (text_of(fault, "Kind") != "LINK") continue;
    bool is_cut = text_of(fault, "Mode") == "CUT";
    std::string state =
        is_cut ? "cut"
               : fmt::format("{} ms slower", fault.at("DelayMilliseconds").to_number<int64_t>());
    table.add({text_of(fault, "Region"), text_of(fault, "OtherRegion"),
               TableCell(state, is_cut ? Paint::kBad : Paint::kWarning), text_of(fault, "Reason")});
  }
  std::fputs(table.text(standard_output()).c_str(), stdout);
}

void add_link_verbs(CLI::App& program, RunVerb& chosen) {
  CLI::App& group = verb_group(program, "link", "Cut or slow links between regions");
  auto add = [&](const char* name, const char* meaning, auto run) {
    auto options = std::make_shared<OutageOptions>();
    CLI::App* verb = add_verb(group, chosen, name, meaning, options, run);
    verb->add_option("region", options->target, "ap-guangzhou, …")->required();
    verb->add_option("other", options->other, "The region at the other end")->required();
    return std::pair(verb, options);
  };
  auto [cut, cutting] = add(
      "cut", "Let nothing through between two regions (operators only)",
      [](const OutageOptions& options) { return set_fault(options, link_fault(options, "CUT")); });
  add_reason(cut, cutting);
  auto [delay, delaying] =
      add("delay", "Let everything take longer (operators only)", [](const OutageOptions& options) {
        json::object request = link_fault(options, "DELAY");
        request["DelayMilliseconds"] = *milliseconds_of(options.delay);
        return set_fault(options, std::move(request));
      });
  delay->add_option("delay", delaying->delay, "How much longer, one way: 250ms, 2s")
      ->required()
      ->check(check_delay_text);
  add_reason(delay, delaying);
  add("heal", "Let everything through again (operators only)",
      [](const OutageOptions& options) { return heal_faults(options, {link_id(options)}); });
  auto listing = std::make_shared<OutageOptions>();
  add_verb(group, chosen, "list", "List the links that are cut or slow (operators only)", listing,
           [](const OutageOptions& options) {
             return run_call(options, "terrane", "DescribeFaults", "{}", "", show_links);
           });
}

// --- Products. ---

// The regions that a product's fault is meant for: the one that is named, else all.
Result<std::vector<std::string>> regions_meant(const OutageOptions& options) {
  if (!options.region.empty()) return std::vector{options.region};
  TRY(CallAnswer answer, call_api(options, "terrane", "DescribeStatus", "{}", ""));
  std::vector<std::string> regions;
  for (const auto& region : answer.response.at("RegionSet").as_array())
    regions.push_back(text_of(region, "Region"));
  return regions;
}

int fail_product(const OutageOptions& options) {
  auto regions = regions_meant(options);
  if (!regions) return fail(regions.error());
  for (const std::string& region : *regions) {
    int code =
        set_fault(options, {{"Kind", "PRODUCT"},
                            {"Region", region},
                            {"Product", options.target},
                            {"Mode", options.with_data_plane ? "DATA_PLANE" : "CONTROL_PLANE"}});
    if (code != 0) return code;
  }
  return 0;
}

// Wherever it fails, unless a region is named.
int heal_product(const OutageOptions& options) {
  if (!options.region.empty())
    return heal_faults(options, {"product/" + options.region + "/" + options.target});
  auto answer = call_api(options, "terrane", "DescribeFaults", "{}", "");
  if (!answer || answer->refused) return explain(answer, options);
  json::array ids;
  for (const auto& fault : answer->response.at("FaultSet").as_array())
    if (text_of(fault, "Product") == options.target) ids.push_back(fault.at("FaultId"));
  if (ids.empty()) ids.push_back(json::string("product/" + options.target));  // and so it is told
  return heal_faults(options, ids);
}

void add_product_verbs(CLI::App& program, RunVerb& chosen) {
  CLI::App& group = verb_group(program, "product", "What regions offer, and outages of products");
  auto failing = std::make_shared<OutageOptions>(), healing = std::make_shared<OutageOptions>();
  auto* fail = add_verb(group, chosen, "fail", "Make a product fail (operators only)", failing,
                        fail_product);
  fail->add_flag("--data-plane", failing->with_data_plane, "What it runs serves nobody, either");
  add_reason(fail, failing);
  auto* heal = add_verb(group, chosen, "heal", "End what `product fail` began (operators only)",
                        healing, heal_product);
  for (auto [verb, options] : {std::pair(fail, failing), {heal, healing}}) {
    verb->add_option("product", options->target, "cvm, clb, cdb, …")->required();
    verb->add_option("--region", options->region, "Where; everywhere if left out");
  }
}

// --- Stores and the account plane. ---

void add_store_verbs(CLI::App& program, RunVerb& chosen) {
  CLI::App& group =
      verb_group(program, "store", "Make what keeps a region's records slow, or fail");
  auto add = [&](const char* name, const char* meaning, auto run) {
    auto options = std::make_shared<OutageOptions>();
    CLI::App* verb = add_verb(group, chosen, name, meaning, options, run);
    verb->add_option("region", options->target, "ap-shanghai, …, or account-plane")->required();
    return std::pair(verb, options);
  };
  auto [slow, slowing] = add(
      "slow", "Let every change take longer (operators only)", [](const OutageOptions& options) {
        return set_fault(options, {{"Kind", "STORE"},
                                   {"Region", options.target},
                                   {"Mode", "DELAY"},
                                   {"DelayMilliseconds", *milliseconds_of(options.delay)}});
      });
  slow->add_option("delay", slowing->delay, "How much longer: 500ms, 2s")
      ->required()
      ->check(check_delay_text);
  add_reason(slow, slowing);
  auto [fail, failing] =
      add("fail", "Let nothing be changed (operators only)", [](const OutageOptions& options) {
        return set_fault(options,
                         {{"Kind", "STORE"}, {"Region", options.target}, {"Mode", "REFUSE"}});
      });
  add_reason(fail, failing);
  add("heal", "End what `store slow` or `store fail` began (operators only)",
      [](const OutageOptions& options) {
        return heal_faults(options, {"store/" + options.target});
      });
}

void add_account_plane_verbs(CLI::App& program, RunVerb& chosen) {
  CLI::App& group = verb_group(program, "account-plane", "Make the account plane fail");
  auto failing = std::make_shared<OutageOptions>(), healing = std::make_shared<OutageOptions>();
  auto* fail = add_verb(group, chosen, "fail", "Let accounts and keys be what regions know of them",
                        failing, [](const OutageOptions& options) {
                          return set_fault(options, {{"Kind", "ACCOUNT_PLANE"}});
                        });
  add_reason(fail, failing);
  add_verb(group, chosen, "heal", "End what `account-plane fail` began (operators only)", healing,
           [](const OutageOptions& options) { return heal_faults(options, {"account-plane"}); });
}

}  // namespace

void add_outages(CLI::App& program, RunVerb& chosen) {
  add_region_verbs(program, chosen);
  add_link_verbs(program, chosen);
  add_product_verbs(program, chosen);
  add_store_verbs(program, chosen);
  add_account_plane_verbs(program, chosen);
}

}  // namespace terrane
