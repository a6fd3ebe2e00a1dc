// A Cloud Memcached: memory in one zone, reached by a private address of its VPC (M-11). What is
// stored of one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/ipv4.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/charge.h"
#include "model/tag_pair.h"
#include "region/charging/term.h"

namespace terrane {

struct Cache {
  static constexpr std::string_view kTable = "cache";
  using Key = CacheId;

  CacheId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  uint32_t zone = 0;  // the zone's public number, for good
  VpcId vpc;
  SubnetId subnet;
  Ipv4 address;
  uint32_t memory_gib = 0;
  int64_t project = 0;
  ChargeType charge = ChargeType::kPostpaidByHour;
  RenewFlag renew = RenewFlag::kNotifyAndManual;
  Time expires;   // of a prepaid one
  Time isolated;  // since when; not set while it serves
  Time created;
  Time modified;
  std::vector<TagPair> tags;

  // When its prepaid period ends, and, isolated then, when it is reclaimed (M-24).
  Time due() const {
    if (isolated.is_set()) return isolated + kKeptIsolated;
    return charge == ChargeType::kPrepaid ? expires : Time{};
  }

  template <class Refer>
  void references(Refer refer) const {
    refer(vpc);
    refer(subnet);
  }

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &Cache::account), named("sequence", &Cache::sequence),
                      named("name", &Cache::name), named("zone", &Cache::zone),
                      named("vpc", &Cache::vpc), named("subnet", &Cache::subnet),
                      named("address", &Cache::address), named("memory", &Cache::memory_gib),
                      named("project", &Cache::project), named("charge", &Cache::charge),
                      named("renew", &Cache::renew), named("expires", &Cache::expires),
                      named("isolated", &Cache::isolated), named("created", &Cache::created),
                      named("modified", &Cache::modified), named("tags", &Cache::tags));
  };
};

}  // namespace terrane
