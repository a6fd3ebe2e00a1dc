// `terrane product`: which region offers which product, and changing it.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <map>
#include <memory>

#include "cli/connection.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

struct Offers {
  std::string name;
  size_t regions = 0;
  std::vector<std::string> lacking;
};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) (text += text.empty() ? "" : ", ") += word;
  return text;
}

TableCell where(const Offers& offers) {
  if (offers.lacking.empty()) return TableCell("everywhere");
  if (offers.lacking.size() == offers.regions) return TableCell("nowhere", Paint::kWarning);
  return TableCell("everywhere but " + joined(offers.lacking), Paint::kWarning);
}

// A line per product, in the order in which the cloud names them.
void show_products(const boost::json::object& response) {
  std::vector<std::string> order;
  std::map<std::string, Offers> products;
  for (const auto& row : response.at("ProductAvailabilitySet").as_array()) {
    std::string id(row.at("Product").as_string());
    if (!products.contains(id)) order.push_back(id);
    Offers& offers = products[id];
    offers.name = row.at("ProductName").as_string();
    ++offers.regions;
    if (!row.at("Available").as_bool())
      offers.lacking.push_back(std::string(row.at("Region").as_string()));
  }
  TextTable table({{"PRODUCT"}, {"NAME", Fit::kWrapped}, {"OFFERED", Fit::kWrapped}});
  for (const std::string& id : order) table.add({id, products[id].name, where(products[id])});
  std::fputs(table.text(standard_output()).c_str(), stdout);
  for (const auto& region : response.at("UnavailableRegions").as_array())
    std::printf("%s could not be asked.\n", region.as_string().c_str());
}

struct ProductOptions : ConnectionOptions {
  std::string product;
  std::vector<std::string> regions;
  std::vector<std::string> products;
};

void add_list(CLI::App& group, RunVerb& chosen) {
  auto options = std::make_shared<ProductOptions>();
  auto* list = group.add_subcommand("list", "Show which products the regions offer");
  list->add_option("--region", options->regions, "Of these regions only");
  list->add_option("--product", options->products, "These products only");
  add_connection_options(*list, *options);
  list->callback([options, &chosen] {
    chosen = [options] {
      boost::json::object request{{"Regions", boost::json::value_from(options->regions)},
                                  {"Products", boost::json::value_from(options->products)}};
      return run_call(*options, "terrane", "DescribeProductAvailability",
                      boost::json::serialize(request), "", show_products);
    };
  });
}

void show_nothing(const boost::json::object&) {}

void add_change(CLI::App& group, RunVerb& chosen, bool available) {
  struct ChangeOptions : ConnectionOptions {
    std::string product, region;
  };
  auto options = std::make_shared<ChangeOptions>();
  auto* verb = group.add_subcommand(
      available ? "offer" : "withdraw",
      available ? "Let a region offer the product (operators only)"
                : "Let nobody make more of it in a region; what there is goes on (operators only)");
  verb->add_option("product", options->product, "cbs, clb, memcached, …")->required();
  verb->add_option("region", options->region, "ap-hongkong, …")->required();
  add_connection_options(*verb, *options);
  verb->callback([options, available, &chosen] {
    chosen = [options, available] {
      boost::json::object request{
          {"Product", options->product}, {"Region", options->region}, {"Available", available}};
      return run_call(*options, "terrane", "ModifyProductAvailability",
                      boost::json::serialize(request), "", show_nothing);
    };
  });
}

}  // namespace

void add_product(CLI::App& program, RunVerb& chosen) {
  CLI::App& group = verb_group(program, "product", "Which regions offer which products");
  add_list(group, chosen);
  for (bool available : {true, false}) add_change(group, chosen, available);
}

}  // namespace terrane
