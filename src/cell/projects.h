// The one rule for a ProjectId, wherever a request takes one.
#pragma once

#include <limits>

#include "cell/account_tables.h"

namespace terrane {

// The number is that of one of the account's projects, or 0, the default project. `unknown` is the
// service's refusal; {} = the number.
inline Result<void> check_project(const AccountTables& accounts, AccountId account, int64_t number,
                                  const ErrorKind& unknown) {
  if (number == 0) return {};
  if (number > 0 && number <= std::numeric_limits<uint32_t>::max()) {
    const Project* project = accounts.projects.find(ProjectId{uint32_t(number)});
    if (project && project->account == account) return {};
  }
  return refuse(unknown, std::to_string(number));
}

}  // namespace terrane
