// What handlers of the account plane share, and what a cloud does with its account plane at a
// start.
#pragma once

#include <optional>
#include <type_traits>
#include <utility>

#include "account/account_manager.h"
#include "actions/call.h"

namespace terrane {

// Runs `operation(AccountChange&)`, which gives a Result, as one change of the account plane that
// every region follows. What the result points to must live in the call's arena.
template <class Operation>
auto change_accounts(Cloud& cloud, Tickets& tickets, Operation operation) {
  using Outcome = std::invoke_result_t<Operation&, AccountChange&>;
  std::optional<Outcome> outcome;
  auto changed = cloud.change_accounts(tickets, [&](AccountChange& change) -> Result<void> {
    outcome.emplace(operation(change));
    if (!*outcome) return std::unexpected(outcome->error());
    return {};
  });
  if (!changed) return Outcome(std::unexpected(std::move(changed).error()));
  return *std::move(outcome);
}
template <class Operation>
auto change_accounts(CloudCall& call, Operation operation) {
  return change_accounts(call.cloud, call.tickets, std::move(operation));
}

// At the start of a program: an operator can sign with the secret that comes back once the tickets
// are durable (account_manager::ensure_administrator).
Result<account_manager::Secret> ensure_administrator(
    Cloud& cloud, Tickets& tickets, const std::optional<account_manager::Secret>& chosen);

}  // namespace terrane
