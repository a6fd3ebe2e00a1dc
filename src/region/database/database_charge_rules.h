// How databases are charged (M-24): by the hour until they are isolated, or in advance.
#pragma once

#include "region/charging/metering.h"
#include "region/database/database_shape_rules.h"

namespace terrane {

inline Rate rate_of_database(const Catalogue& catalogue, const Database& database) {
  bool shut_off =
      database.state == DatabaseState::kIsolating || database.state == DatabaseState::kIsolated;
  return plain_rate(database.charge, hourly_price(catalogue.prices(), database.shape),
                    database.expires, shut_off);
}

}  // namespace terrane
