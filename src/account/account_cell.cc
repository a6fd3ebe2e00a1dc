#include "account/account_cell.h"

namespace terrane {

AccountCell::AccountCell(Env env, std::unique_ptr<Store> store)
    : cell("account", env, std::move(store)), tables(cell), first_answers(cell) {}

}  // namespace terrane
