// `terrane bill`: what an account pays, by region, product and resource.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "cli/connection.h"
#include "cli/reply_text.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

struct BillOptions : ConnectionOptions {
  uint64_t account = 0;  // the caller's
  std::string from;
  std::string to;
  std::string grouping = "product";
};

void show_bill(const boost::json::object& bill, const boost::json::array& items,
               const std::string& grouping) {
  std::string from = text_of(bill, "From");
  std::string text =
      fmt::format("Account {}, {}to {}: {} {}.\n", bill.at("Uin").to_number<uint64_t>(),
                  from.empty() ? "" : from + " ", text_of(bill, "To"), text_of(bill, "Amount"),
                  text_of(bill, "Currency"));
  for (const auto& region : bill.at("UnavailableRegions").as_array())
    text += fmt::format("Without {}, which cannot be reached.\n", std::string(region.as_string()));
  // The columns that tell the lines apart.
  std::vector<std::pair<Column, const char*>> columns;
  if (grouping != "product") columns.push_back({{"REGION"}, "Region"});
  if (grouping != "region") columns.push_back({{"PRODUCT"}, "Product"});
  if (grouping == "resource") columns.push_back({{"RESOURCE"}, "ResourceId"});
  for (auto [title, member] : {std::pair("USED", "UseAmount"),
                               {"PREPAID", "PrepaidAmount"},
                               {"REFUNDED", "RefundAmount"},
                               {"AMOUNT", "Amount"}})
    columns.push_back({{.title = title, .right = true}, member});
  std::vector<Column> titles;
  for (const auto& [column, member] : columns) titles.push_back(column);
  TextTable table(titles);
  for (const auto& item : items) {
    std::vector<TableCell> cells;
    for (const auto& [column, member] : columns) cells.push_back(text_of(item, member));
    table.add(std::move(cells));
  }
  if (!items.empty()) text += "\n" + table.text(standard_output());
  std::fputs(text.c_str(), stdout);
}

// All of it, however many pages it takes.
int bill(const BillOptions& options) {
  boost::json::array items;
  boost::json::object request{
      {"From", options.from}, {"To", options.to}, {"GroupBy", options.grouping}, {"Limit", 100}};
  if (options.account) request["Uin"] = options.account;
  while (true) {
    request["Offset"] = items.size();
    auto answer = call_api(options, "terrane", "DescribeBill", boost::json::serialize(request), "");
    if (!answer || answer->refused) return explain(answer, options);
    boost::json::object& response = answer->response;
    const auto& page = response.at("BillItemSet").as_array();
    items.insert(items.end(), page.begin(), page.end());
    if (!page.empty() && items.size() < response.at("TotalCount").to_number<size_t>()) continue;
    response["BillItemSet"] = items;
    if (options.json) {
      std::printf("%s\n", pretty(response).c_str());
    } else {
      show_bill(response, items, options.grouping);
    }
    return 0;
  }
}

}  // namespace

void add_bill(CLI::App& program, RunVerb& chosen) {
  auto options = std::make_shared<BillOptions>();
  auto* verb = program.add_subcommand("bill", "Show what an account pays");
  verb->footer("Operators see any account's bill, others their own.");
  verb->add_option("--account", options->account, "The account's Uin; without it, your own");
  verb->add_option("--from", options->from,
                   "2026-11-01 or 2026-11-01T00:00:00Z; without it, from the beginning");
  verb->add_option("--to", options->to, "The same; without it, until now");
  verb->add_option("--by", options->grouping, "A line per region, product or resource")
      ->check(CLI::IsMember({"region", "product", "resource"}))
      ->capture_default_str();
  add_connection_options(*verb, *options);
  verb->callback([options, &chosen] { chosen = [options] { return bill(*options); }; });
}

}  // namespace terrane
