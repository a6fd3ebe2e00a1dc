// `terrane page`, for `./dev pages`: pages of docs/ that are drawn from tables of the program.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <memory>

#include "base/state_diagram.h"
#include "cli/verbs.h"
#include "model/scope.h"
#include "model/zone_access.h"
#include "region/compute/instance_lifecycle.h"
#include "region/database/database_lifecycle.h"
#include "region/network/peering_lifecycle.h"

namespace terrane {
namespace {

// --- Lifecycles. ---

std::string_view name_of(PeeringTrigger trigger) {
  static constexpr std::string_view kNames[] = {"accept", "reject", "fail", "expire", "delete"};
  return kNames[size_t(trigger)];
}

std::string_view name_of(ZoneAccessTrigger trigger) {
  static constexpr std::string_view kNames[] = {"approve", "reject", "withdraw", "revoke"};
  return kNames[size_t(trigger)];
}

template <class States>
std::string lifecycle(std::string_view title, const std::string& diagram, const States& states) {
  std::string text = fmt::format("\n## {}\n\n```mermaid\n{}```\n\n| state | meaning |\n|---|---|\n",
                                 title, diagram);
  for (const auto& row : states) text += fmt::format("| `{}` | {} |\n", row.name, row.meaning);
  return text;
}

std::string lifecycles() {
  std::string text =
      "# Lifecycles\n\nThe states of what has states, and what leads from one to the next. Printed "
      "by "
      "`./dev pages`\nfrom the tables that every operation follows.\n";
  text += lifecycle("Instances", instance_lifecycle_diagram(), kInstanceStates);
  text += "\n| action | may be asked in |\n|---|---|\n";
  for (const InstanceOperationRow& operation : kInstanceOperations) {
    std::string states;
    for (const InstanceStateRow& row : kInstanceStates)
      if (operation.from.contains(row.state))
        states += fmt::format("{}`{}`", states.empty() ? "" : ", ", row.name);
    if (!states.empty()) text += fmt::format("| {} | {} |\n", operation.action, states);
  }
  text += lifecycle("Databases", database_lifecycle_diagram(), kDatabaseStates);
  text += lifecycle("Peering connections",
                    state_diagram(
                        PeeringState::kPending, "CreateVpcPeeringConnection",
                        std::optional(PeeringState::kDeleted), kPeeringLifecycle,
                        [](PeeringState state) { return terrane::name_of(state); },
                        [](PeeringTrigger trigger) { return name_of(trigger); }),
                    kPeeringStates);
  text +=
      lifecycle("Tickets for zones of the finance industry",
                state_diagram(
                    ZoneAccessState::kPending, "ApplyZoneAccess", std::optional<ZoneAccessState>(),
                    kZoneAccessLifecycle, [](ZoneAccessState state) { return row_of(state).name; },
                    [](ZoneAccessTrigger trigger) { return name_of(trigger); }),
                kZoneAccessStates);
  return text;
}

// --- Locations. ---

std::string identifier(const ScopeRow& row) {
  return row.kind == Kind::kAccount ? "account" : std::string(prefix_of(row.kind));
}

std::string names_of(const KindSet& kinds) {
  std::string names;
  for (const ScopeRow& row : kScopes)
    if (kinds.contains(row.kind)) (names += names.empty() ? "" : ", ") += row.english;
  return names;
}

std::string locations() {
  static constexpr std::pair<Scope, std::string_view> kPlaces[] = {
      {Scope::kGlobal, "the whole cloud"},
      {Scope::kAllRegions, "all regions"},
      {Scope::kRegion, "one region, every zone of it"},
      {Scope::kZone, "one zone"}};
  std::string text =
      "# Where each resource lives\n\nPrinted by `./dev pages` from the table that look-ups, "
      "messages "
      "and deletions read\n(`src/model/scope.h`). An arrow: it may refer to that.\n\n"
      "```mermaid\nflowchart LR\n";
  for (const auto& [scope, place] : kPlaces) {
    text += fmt::format("  subgraph {}[{}]\n", "s" + std::to_string(int(scope)), place);
    for (const ScopeRow& row : kScopes)
      if (row.scope == scope) text += fmt::format("    {}[{}]\n", identifier(row), row.english);
    text += "  end\n";
  }
  for (const ScopeRow& row : kScopes)
    for (const ScopeRow& target : kScopes)
      if (row.may_refer_to.contains(target.kind))
        text += fmt::format("  {} --> {}\n", identifier(row), identifier(target));
  text += "```\n";
  for (const auto& [scope, place] : kPlaces) {
    text += fmt::format(
        "\n## In {}\n\n| kind | ID | service | shows | may refer to | not deleted while used by |\n"
        "|---|---|---|---|---|---|\n",
        place);
    for (const ScopeRow& row : kScopes)
      if (row.scope == scope)
        text += fmt::format(
            "| {} | {} | {} | {} | {} | {} |\n", row.english,
            row.kind == Kind::kAccount ? "any" : fmt::format("`{}-`", identifier(row)), row.service,
            row.requirement, names_of(row.may_refer_to), names_of(row.blocked_by));
  }
  return text;
}

}  // namespace

void add_page(CLI::App& program, RunVerb& chosen) {
  static const std::map<std::string, std::string (*)()> kPages = {{"lifecycles", lifecycles},
                                                                  {"locations", locations}};
  auto name = std::make_shared<std::string>();
  auto* verb = program.add_subcommand("page", "Print a page of docs/ that is drawn from tables");
  verb->group("");  // of use to those who change the program alone
  verb->add_option("name", *name)->required()->check(CLI::IsMember({"lifecycles", "locations"}));
  verb->callback([name, &chosen] {
    chosen = [name] { return std::fputs(kPages.at(*name)().c_str(), stdout), 0; };
  });
}

}  // namespace terrane
