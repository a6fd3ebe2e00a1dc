// Which private addresses of each subnet are taken, and by what: so that none is given twice.
// Derived from the records that hold addresses; those records are the truth.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/ipv4.h"
#include "base/resource_id.h"

namespace terrane {

class AddressIndex {
 public:
  // Subnets are known while they exist.
  void add_subnet(SubnetId subnet, Cidr range);
  void remove_subnet(SubnetId subnet);

  void take(SubnetId subnet, Ipv4 address, AnyId owner);
  void release(SubnetId subnet, Ipv4 address);

  // What holds the address; nothing if it is free.
  std::optional<AnyId> owner(SubnetId subnet, Ipv4 address) const;
  // Addresses a resource could still get. The first two and the last of a range are never given.
  uint32_t available(SubnetId subnet) const;
  uint32_t taken(SubnetId subnet) const;
  // A free address, or nothing when the subnet is full. Goes round the range, so an address that was
  // released is not given again at once.
  std::optional<Ipv4> next_free(SubnetId subnet) const;
  static bool reserved(Cidr range, Ipv4 address);

  // Calls visit(address, owner) for each taken address of the subnet, lowest first.
  template <class Visit>
  void each(SubnetId subnet, Visit visit) const {
    const Pool& pool = pools_.at(subnet);
    for (uint64_t offset = 0; offset < pool.range.size(); ++offset)
      if (pool.bit(offset)) {
        Ipv4 address{pool.range.base.bits + uint32_t(offset)};
        visit(address, *owner(subnet, address));
      }
  }

 private:
  struct Pool {
    Cidr range;
    std::vector<uint64_t> bits;  // one per address, grown as addresses are taken
    uint32_t taken = 0;
    uint32_t next = 0;  // offset to look from
    bool bit(uint64_t offset) const {
      return offset / 64 < bits.size() && (bits[offset / 64] >> (offset % 64) & 1);
    }
  };
  struct Place {
    uint64_t subnet;
    uint32_t address;
    bool operator==(const Place&) const = default;
    friend size_t hash_value(const Place& place) {
      return (place.subnet * 0x9e3779b97f4a7c15ull) ^ (uint64_t{place.address} * 0xc2b2ae3d27d4eb4full);
    }
  };

  boost::unordered_flat_map<SubnetId, Pool, std::hash<SubnetId>> pools_;
  boost::unordered_flat_map<Place, AnyId, boost::hash<Place>> owners_;
};

}  // namespace terrane
