// The public IP addresses of a region: which are taken, and by what. Derived from the records that
// hold them.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <optional>

#include "base/ipv4.h"
#include "base/resource_id.h"

namespace terrane {

// Each region has a range of its own within 100.64.0.0/10, which no one routes on the Internet:
// what runs here is never confused with somebody's machine. Ranges follow from the region's public
// number, so they stay when the catalogue grows.
class PublicAddresses {
 public:
  explicit PublicAddresses(uint32_t region_number);

  Cidr range() const { return range_; }
  // A free address, or nothing when all are taken. Goes round the range, so an address that was
  // released is not given again at once.
  std::optional<Ipv4> next_free() const;
  std::optional<AnyId> owner(Ipv4 address) const;
  size_t taken() const { return owners_.size(); }

  void take(Ipv4 address, AnyId owner);
  void release(Ipv4 address);

 private:
  Cidr range_;
  uint32_t next_ = 1;  // offset to look from
  boost::unordered_flat_map<uint32_t, AnyId> owners_;
};

}  // namespace terrane
