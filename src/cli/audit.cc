// `terrane audit`: who did what, the newest first.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "cli/connection.h"
#include "cli/reply_text.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

namespace json = boost::json;

constexpr size_t kPage = 1'000;

struct AuditOptions : ConnectionOptions {
  std::string action, region, request, since, until;
  uint64_t account = 0;
  bool changes = false;
  size_t limit = 20;
};

json::object request_of(const AuditOptions& options) {
  json::object request;
  auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) request[name] = value;
  };
  add("Action", options.action);
  add("Region", options.region);
  add("RequestId", options.request);
  add("Since", options.since);
  add("Until", options.until);
  if (options.account) request["Uin"] = options.account;
  if (options.changes) request["ChangesOnly"] = true;
  return request;
}

// What a record lacks, as one has no account whose caller could not be told.
std::string text_or_dash(const json::value& value) {
  return value.is_null() ? "-" : text_of(value);
}

void show(const json::array& records) {
  TextTable table({{"TIME"},
                   {"ACCOUNT"},
                   {"SERVICE"},
                   {"ACTION"},
                   {"REGION"},
                   {"RESULT"},
                   {"REQUEST", Fit::kShortened}});
  for (const json::value& record : records) {
    std::vector<TableCell> row;
    for (const char* member : {"Time", "Uin", "Service", "Action", "Region", "Code", "RequestId"})
      row.push_back({text_or_dash(record.at(member))});
    table.add(std::move(row));
  }
  std::fputs(table.text(standard_output()).c_str(), stdout);
}

// However many calls it takes: each looks at so much of the trail only.
int show_audit(const AuditOptions& options) {
  json::object request = request_of(options);
  json::array all;
  while (all.size() < options.limit) {
    request["Limit"] = std::min(kPage, options.limit - all.size());
    auto answer =
        call_api(options, "terrane", "DescribeAuditRecords", json::serialize(request), "");
    if (!answer || answer->refused) return explain(answer, options);
    const auto& page = answer->response.at("AuditRecordSet").as_array();
    all.insert(all.end(), page.begin(), page.end());
    std::string cursor = text_of(answer->response.at("Cursor"));
    if (cursor.empty()) break;
    request["Cursor"] = cursor;
  }
  if (options.json)
    std::printf("%s\n", pretty(json::object{{"AuditRecordSet", all}}).c_str());
  else
    show(all);
  return 0;
}

}  // namespace

void add_audit(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<AuditOptions>();
  auto* verb = program.add_subcommand("audit", "Who did what, the newest first (operators only)");
  verb->add_option("--action", options->action, "Calls of this action alone");
  verb->add_option("--region", options->region, "Calls to this region alone");
  verb->add_option("--account", options->account, "Calls of this account's alone, by its Uin");
  verb->add_option("--request", options->request, "The call with this request ID");
  verb->add_option("--since", options->since, "From this time on: 2026-11-23T03:43:41Z");
  verb->add_option("--until", options->until, "Up to this time");
  verb->add_flag("--changes", options->changes, "Calls of actions that change something alone");
  verb->add_option("--limit", options->limit, "So many at most")->capture_default_str();
  add_connection_options(*verb, *options);
  verb->callback([options, &chosen] { chosen = [options] { return show_audit(*options); }; });
}

}  // namespace terrane
