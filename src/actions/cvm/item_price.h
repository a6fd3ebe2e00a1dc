// Prices as service `cvm` shows them.
#pragma once

#include "contract/cvm.h"
#include "model/price.h"

namespace terrane {

// Of what is paid as it is used: each "HOUR", or each "GB".
contract::cvm::ItemPrice item_price_per(std::string_view unit, const Price& price);
// Of what is paid in advance, for all of the time.
contract::cvm::ItemPrice item_price_in_advance(const Price& price);

}  // namespace terrane
