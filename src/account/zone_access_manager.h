// Operations on tickets for zones (M-3).
#pragma once

#include <string>

#include "account/account_cell.h"
#include "model/catalogue.h"

namespace terrane::zone_access_manager {

struct Application {
  std::string zone;
  std::string company;
  std::string license;
  std::string contact;
  std::string statement;
};
// Errors: those of zone_access_rules.h, as of all below.
Result<const ZoneAccessTicket*> apply(AccountChange& change, const Catalogue& catalogue,
                                      AccountId account, uint64_t user, Application wanted);

// Whose tickets a caller may see and move: their own or, as an operator, everyone's.
struct Viewer {
  AccountId account{};
  uint64_t user = 0;  // the Uin that signs
  bool is_operator = false;
  bool sees(const ZoneAccessTicket& ticket) const {
    return is_operator || ticket.account == account;
  }
};

// Takes a ticket that the viewer sees one step on.
Result<void> move(AccountChange& change, const Viewer& viewer, std::string_view ticket,
                  ZoneAccessTrigger trigger, std::string_view reason);

}  // namespace terrane::zone_access_manager
