// Databases as the API shows them.
#pragma once

#include <span>
#include <string_view>

#include "actions/call.h"
#include "contract/cdb.h"
#include "region/database/database.h"

namespace terrane {

// With a value for everything that clients take without asking.
contract::cdb::InstanceInfo shown(const RegionRead& call, const Database& database);

// Of its own zone for 0.
std::string_view zone_id(const RegionCell& region, const Database& database, uint32_t zone);

inline std::span<const std::string_view> texts(const contract::List<contract::Text>& list) {
  return {list.begin(), list.size()};
}

}  // namespace terrane
