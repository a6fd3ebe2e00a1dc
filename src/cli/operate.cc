// What operators do: accounts and stock.
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

void show_new_account(const boost::json::object& reply) {
  const auto &account = reply.at("Account"), &key = reply.at("AccessKey");
  for (auto [title, value] :
       {std::pair("Uin", &account.at("Uin")), std::pair("AppId", &account.at("AppId")),
        std::pair("Name", &account.at("Name")), std::pair("SecretId", &key.at("SecretId")),
        std::pair("SecretKey", &key.at("SecretKey"))})
    std::printf("%-10s %s\n", title, text_of(*value).c_str());
}

void show_accounts(const boost::json::array& accounts) {
  TextTable table({{.title = "UIN", .right = true},
                   {.title = "APP ID", .right = true},
                   {"NAME", Fit::kShortened},
                   {"ROLE"},
                   {.title = "KEYS", .right = true},
                   {"CREATED"}});
  for (const auto& account : accounts)
    table.add({text_of(account.at("Uin")), text_of(account.at("AppId")),
               text_of(account.at("Name")),
               TableCell(account.at("Operator").as_bool() ? "operator" : "user"),
               text_of(account.at("AccessKeyCount")), text_of(account.at("CreatedTime"))});
  std::fputs(table.text(standard_output()).c_str(), stdout);
}

// All of them, however many pages they take.
int list_accounts(const ConnectionOptions& options) {
  boost::json::array accounts;
  while (true) {
    boost::json::object request{{"Offset", accounts.size()}, {"Limit", 100}};
    auto answer =
        call_api(options, "terrane", "DescribeAccounts", boost::json::serialize(request), "");
    if (!answer || answer->refused) return explain(answer, options);
    const auto& page = answer->response.at("AccountSet").as_array();
    accounts.insert(accounts.end(), page.begin(), page.end());
    if (!page.empty() && accounts.size() < answer->response.at("TotalCount").to_number<size_t>())
      continue;
    answer->response["AccountSet"] = accounts;
    if (options.json) {
      std::printf("%s\n", pretty(answer->response).c_str());
    } else {
      show_accounts(accounts);
    }
    return 0;
  }
}

void show_nothing(const boost::json::object&) {}

}  // namespace

void add_account(CLI::App& program, RunVerb& chosen) {
  auto* account = program.add_subcommand("account", "Make and list accounts (operators only)");
  account->require_subcommand(1);
  struct CreateOptions : ConnectionOptions {
    std::string name;
    bool is_operator = false;
  };
  auto creating = std::make_shared<CreateOptions>();
  auto* create = account->add_subcommand("create", "Make an account with an access key");
  create->add_option("name", creating->name, "What the account is called")->required();
  create->add_flag("--operator", creating->is_operator, "It may call operators' actions, too");
  add_connection_options(*create, *creating);
  create->callback([creating, &chosen] {
    chosen = [creating] {
      boost::json::object request{{"Name", creating->name}, {"Operator", creating->is_operator}};
      return run_call(*creating, "terrane", "CreateAccount", boost::json::serialize(request), "",
                      show_new_account);
    };
  });
  auto listing = std::make_shared<ConnectionOptions>();
  auto* list = account->add_subcommand("list", "List the accounts of this cloud");
  add_connection_options(*list, *listing);
  list->callback([listing, &chosen] { chosen = [listing] { return list_accounts(*listing); }; });
}

void add_zone(CLI::App& program, RunVerb& chosen) {
  CLI::App& zone = verb_group(program, "zone", "Stock and faults of zones (operators only)");
  struct ZoneOptions : ConnectionOptions {
    std::string zone;
  };
  for (bool sold_out : {true, false}) {
    auto options = std::make_shared<ZoneOptions>();
    auto* verb = zone.add_subcommand(
        sold_out ? "sellout" : "restock",
        sold_out ? "Refuse new capacity in the zone" : "Sell capacity in the zone again");
    if (sold_out) verb->alias("sell-out");
    verb->add_option("zone", options->zone, "ap-guangzhou-2, …")->required();
    add_connection_options(*verb, *options);
    verb->callback([options, sold_out, &chosen] {
      chosen = [options, sold_out] {
        boost::json::object request{{"Zone", options->zone}, {"SoldOut", sold_out}};
        return run_call(*options, "terrane", "ModifyZoneStock", boost::json::serialize(request), "",
                        show_nothing);
      };
    });
  }
}

}  // namespace terrane
