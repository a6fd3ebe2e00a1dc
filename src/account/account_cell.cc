#include "account/account_cell.h"

#include "account/tagged_kinds.h"

namespace terrane {

template class Table<AddedRegion>;
template class Table<AddedZone>;

AccountCell::AccountCell(Env env, std::unique_ptr<Store> store)
    : cell("account", env, std::move(store)),
      tables(cell),
      added_regions(cell.ledger()),
      added_zones(cell.ledger()),
      first_answers(cell),
      faults(cell) {
  cell.attach(added_regions);
  cell.attach(added_zones);
  for (const auto& kind : tagged_kinds_of_accounts()) kind.watch(*this, tags);
}

}  // namespace terrane
