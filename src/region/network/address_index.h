// Which private addresses of each subnet are taken, and by what: so that none is given twice.
// Derived from the records that hold addresses; those records are the truth.
#pragma once

#include <array>
#include <bit>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
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
  // A free address, or nothing when the subnet is full. Goes round the range, so an address that
  // was released is not given again at once.
  std::optional<Ipv4> next_free(SubnetId subnet) const;
  // So many of them, each another and none of `besides`; fewer when there are no more.
  std::vector<Ipv4> next_free(SubnetId subnet, size_t count, std::span<const Ipv4> besides) const;
  // Addresses a resource could still get, and those that resources have.
  uint32_t available(SubnetId subnet) const;
  uint32_t taken(SubnetId subnet) const { return pools_.at(subnet).taken; }

  // The first two addresses of a range (network, gateway) and its last (broadcast) are never given.
  static bool reserved(Cidr range, Ipv4 address);
  // How many addresses of a range may be given at all.
  static uint32_t capacity(Cidr range);

  // Calls visit(address, owner) for each taken address of the subnet, lowest first.
  template <class Visit>
  void each(SubnetId subnet, Visit visit) const {
    const Pool& pool = pools_.at(subnet);
    for (size_t number = 0; number < pool.pages.size(); ++number) {
      if (!pool.pages[number]) continue;
      for (uint64_t rest = pool.pages[number]->taken; rest; rest &= rest - 1) {
        size_t slot = size_t(std::countr_zero(rest));
        visit(Ipv4{uint32_t(pool.range.base.bits + number * kPageSize + slot)},
              pool.pages[number]->owners[slot]);
      }
    }
  }

 private:
  static constexpr uint64_t kPageSize = 64;
  struct Page {
    uint64_t taken = 0;  // one bit per address
    std::array<AnyId, kPageSize> owners;
  };
  struct Pool {
    Cidr range;
    std::vector<std::unique_ptr<Page>> pages;  // made as their addresses are taken
    uint32_t taken = 0;
    uint32_t next = 0;  // offset to look from

    uint64_t bits(uint64_t page) const {
      return page < pages.size() && pages[page] ? pages[page]->taken : 0;
    }
    bool is_taken(uint64_t offset) const {
      return bits(offset / kPageSize) >> (offset % kPageSize) & 1;
    }
    // The lowest free offset in [from, end), or `end`.
    uint64_t first_free(uint64_t from, uint64_t end) const;
  };

  boost::unordered_flat_map<SubnetId, Pool, std::hash<SubnetId>> pools_;
};

}  // namespace terrane
