#include "account/account_cell.h"

#include "account/tagged_kinds.h"

namespace terrane {

AccountCell::AccountCell(Env env, std::unique_ptr<Store> store)
    : cell("account", env, std::move(store)), tables(cell), first_answers(cell), faults(cell) {
  for (const auto& kind : tagged_kinds_of_accounts()) kind.watch(*this, tags);
}

}  // namespace terrane
