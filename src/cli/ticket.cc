// `terrane ticket`: asking to be let into a zone of the finance industry, and deciding on it.
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

void show_nothing(const boost::json::object&) {}

void show_id(const boost::json::object& response) {
  std::printf("%s\n", text_of(response.at("TicketId")).c_str());
}

void show_tickets(const boost::json::object& response) {
  TextTable table({{"TICKET"},
                   {.title = "UIN", .right = true},
                   {"ZONE"},
                   {"COMPANY", Fit::kShortened},
                   {"STATE"},
                   {"CREATED"}});
  for (const auto& ticket : response.at("TicketSet").as_array()) {
    std::string state = text_of(ticket.at("State"));
    table.add({text_of(ticket.at("TicketId")), text_of(ticket.at("Uin")),
               text_of(ticket.at("Zone")), text_of(ticket.at("Company")),
               TableCell(state, state == "PENDING" ? Paint::kWarning : Paint::kPlain),
               text_of(ticket.at("CreatedTime"))});
  }
  std::fputs(table.text(standard_output()).c_str(), stdout);
}

// One ticket, and every step of it.
void show_history(const boost::json::object& response) {
  for (const auto& ticket : response.at("TicketSet").as_array()) {
    for (const char* member :
         {"TicketId", "Uin", "Zone", "Company", "License", "Contact", "Statement", "State"})
      if (std::string text = text_of(ticket.at(member)); !text.empty())
        std::printf("%-10s %s\n", member, text.c_str());
    TextTable table(
        {{"WHEN"}, {"BECAME"}, {.title = "BY", .right = true}, {"REASON", Fit::kWrapped}});
    for (const auto& step : ticket.at("StepSet").as_array())
      table.add({text_of(step.at("Time")), text_of(step.at("State")), text_of(step.at("Uin")),
                 text_of(step.at("Reason"))});
    std::printf("\n%s", table.text(standard_output()).c_str());
  }
}

void add_apply(CLI::App& group, RunVerb& chosen) {
  struct ApplyOptions : ConnectionOptions {
    std::string zone, company, license, contact, statement;
  };
  auto options = std::make_shared<ApplyOptions>();
  auto* apply = group.add_subcommand("apply", "Ask to be let into a zone");
  apply->add_option("zone", options->zone, "ap-shanghai-fsi-1, …")->required();
  apply->add_option("--company", options->company, "The institution's name")->required();
  apply->add_option("--license", options->license, "Its licence: number, and who gave it")
      ->required();
  apply->add_option("--contact", options->contact, "Whom to ask")->required();
  apply->add_option("--statement", options->statement, "What it is for");
  add_connection_options(*apply, *options);
  apply->callback([options, &chosen] {
    chosen = [options] {
      boost::json::object request{{"Zone", options->zone},
                                  {"Company", options->company},
                                  {"License", options->license},
                                  {"Contact", options->contact},
                                  {"Statement", options->statement}};
      return run_call(*options, "terrane", "ApplyZoneAccess", boost::json::serialize(request), "",
                      show_id);
    };
  });
}

void add_list(CLI::App& group, RunVerb& chosen) {
  struct ListOptions : ConnectionOptions {
    std::vector<std::string> states, zones;
  };
  auto options = std::make_shared<ListOptions>();
  auto* list = group.add_subcommand("list", "List one's tickets; operators see everyone's");
  list->add_option("--state", options->states, "PENDING, APPROVED, REJECTED, WITHDRAWN, REVOKED");
  list->add_option("--zone", options->zones, "For these zones only");
  add_connection_options(*list, *options);
  list->callback([options, &chosen] {
    chosen = [options] {
      boost::json::object request{{"States", boost::json::value_from(options->states)},
                                  {"Zones", boost::json::value_from(options->zones)},
                                  {"Limit", 100}};
      return run_call(*options, "terrane", "DescribeZoneAccessTickets",
                      boost::json::serialize(request), "", show_tickets);
    };
  });
}

struct TicketOptions : ConnectionOptions {
  std::string ticket, reason;
};

void add_show(CLI::App& group, RunVerb& chosen) {
  auto options = std::make_shared<TicketOptions>();
  auto* show = group.add_subcommand("show", "Show a ticket with its history");
  show->add_option("ticket", options->ticket, "ticket-…")->required();
  add_connection_options(*show, *options);
  show->callback([options, &chosen] {
    chosen = [options] {
      boost::json::object request{{"TicketIds", boost::json::array{options->ticket}}};
      return run_call(*options, "terrane", "DescribeZoneAccessTickets",
                      boost::json::serialize(request), "", show_history);
    };
  });
}

struct Step {
  const char* verb;
  const char* action;
  const char* meaning;
  bool needs_reason;
};
constexpr Step kSteps[] = {
    {"approve", "ApproveZoneAccess", "Let the account in (operators only)", false},
    {"reject", "RejectZoneAccess", "Say no, and why (operators only)", true},
    {"revoke", "RevokeZoneAccess",
     "Take back what was approved; what runs goes on (operators only)", true},
    {"withdraw", "WithdrawZoneAccess", "Give up one's own ticket", false},
};

void add_step(CLI::App& group, RunVerb& chosen, const Step& step) {
  auto options = std::make_shared<TicketOptions>();
  auto* verb = group.add_subcommand(step.verb, step.meaning);
  verb->add_option("ticket", options->ticket, "ticket-…")->required();
  auto* reason = verb->add_option("--reason", options->reason, "Why; the account reads it");
  if (step.needs_reason) reason->required();
  add_connection_options(*verb, *options);
  verb->callback([options, &step, &chosen] {
    chosen = [options, &step] {
      boost::json::object request{{"TicketId", options->ticket}, {"Reason", options->reason}};
      return run_call(*options, "terrane", step.action, boost::json::serialize(request), "",
                      show_nothing);
    };
  });
}

}  // namespace

void add_ticket(CLI::App& program, RunVerb& chosen) {
  CLI::App& group = verb_group(program, "ticket", "Access to zones of the finance industry");
  add_apply(group, chosen);
  add_list(group, chosen);
  add_show(group, chosen);
  for (const Step& step : kSteps) add_step(group, chosen, step);
}

}  // namespace terrane
