// Operations on projects.
#pragma once

#include <string>

#include "account/account_cell.h"
#include "model/catalogue.h"

namespace terrane::project_manager {

struct NewProject {
  std::string name;
  std::string description;
  uint64_t creator = 0;  // the Uin that signs
};

// Source: tag.AddProject. Errors: those of project_rules.h.
Result<const Project*> create(AccountChange& change, const Limits& limits, AccountId account,
                              NewProject wanted);

}  // namespace terrane::project_manager
