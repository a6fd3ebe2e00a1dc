// What operators do: accounts and stock.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "cli/connection.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace terrane {
namespace {

void show_new_account(const boost::json::object& reply) {
  const auto &account = reply.at("Account"), &key = reply.at("AccessKey");
  std::printf("Uin        %s\nAppId      %s\nName       %s\nSecretId   %s\nSecretKey  %s\n",
              boost::json::serialize(account.at("Uin")).c_str(),
              boost::json::serialize(account.at("AppId")).c_str(),
              account.at("Name").as_string().c_str(), key.at("SecretId").as_string().c_str(),
              key.at("SecretKey").as_string().c_str());
}

void show_accounts(const boost::json::object& reply) {
  TextTable table({">UIN", ">APP ID", "NAME", "ROLE", ">KEYS", "CREATED"});
  for (const auto& account : reply.at("AccountSet").as_array())
    table.add({boost::json::serialize(account.at("Uin")),
               boost::json::serialize(account.at("AppId")),
               std::string(account.at("Name").as_string()),
               account.at("Operator").as_bool() ? "operator" : "user",
               boost::json::serialize(account.at("AccessKeyCount")),
               std::string(account.at("CreatedTime").as_string())});
  std::fputs(table.text(terminal_width()).c_str(), stdout);
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
  list->callback([listing, &chosen] {
    chosen = [listing] {
      return run_call(*listing, "terrane", "DescribeAccounts", R"({"Limit":100})", "",
                      show_accounts);
    };
  });
}

void add_zone(CLI::App& program, RunVerb& chosen) {
  auto* zone = program.add_subcommand("zone", "Sell a zone out, or restock it (operators only)");
  zone->require_subcommand(1);
  struct ZoneOptions : ConnectionOptions {
    std::string zone;
  };
  for (bool sold_out : {true, false}) {
    auto options = std::make_shared<ZoneOptions>();
    auto* verb = zone->add_subcommand(
        sold_out ? "sell-out" : "restock",
        sold_out ? "Refuse new capacity in the zone" : "Sell capacity in the zone again");
    verb->add_option("zone", options->zone, "ap-guangzhou-2, …")->required();
    add_connection_options(*verb, *options);
    verb->callback([options, sold_out, &chosen] {
      chosen = [options, sold_out] {
        boost::json::object request{{"Zone", options->zone}, {"SoldOut", sold_out}};
        std::string region = options->zone.substr(0, options->zone.rfind('-'));
        return run_call(*options, "terrane", "ModifyZoneStock", boost::json::serialize(request),
                        region, show_nothing);
      };
    });
  }
}

}  // namespace terrane
