#include "actions/cvm/item_price.h"

namespace terrane {

contract::cvm::ItemPrice item_price_per(std::string_view unit, const Price& price) {
  contract::cvm::ItemPrice shown{};
  shown.ChargeUnit = unit;
  shown.UnitPrice = price.list.amount();
  shown.UnitPriceDiscount = price.charged().amount();
  shown.Discount = price.percent;
  return shown;
}

contract::cvm::ItemPrice item_price_in_advance(const Price& price) {
  contract::cvm::ItemPrice shown{};
  shown.OriginalPrice = price.list.amount();
  shown.DiscountPrice = price.charged().amount();
  shown.Discount = price.percent;
  return shown;
}

}  // namespace terrane
