#include "region/network/address_index.h"

#include "base/error.h"

namespace terrane {

void AddressIndex::add_subnet(SubnetId subnet, Cidr range) { pools_[subnet].range = range; }

void AddressIndex::remove_subnet(SubnetId subnet) {
  auto pool = pools_.find(subnet);
  check(pool != pools_.end() && pool->second.taken == 0, "a subnet that goes holds no address");
  pools_.erase(pool);
}

void AddressIndex::take(SubnetId subnet, Ipv4 address, AnyId owner) {
  Pool& pool = pools_.at(subnet);
  check(pool.range.contains(address), "an address lies in its subnet");
  uint32_t offset = address.bits - pool.range.base.bits;
  check(!pool.bit(offset), "an address is given once");
  if (offset / 64 >= pool.bits.size()) pool.bits.resize(offset / 64 + 1);
  pool.bits[offset / 64] |= uint64_t{1} << (offset % 64);
  ++pool.taken;
  pool.next = offset + 1;
  owners_.emplace(Place{subnet.packed, address.bits}, owner);
}

void AddressIndex::release(SubnetId subnet, Ipv4 address) {
  Pool& pool = pools_.at(subnet);
  uint32_t offset = address.bits - pool.range.base.bits;
  check(pool.bit(offset), "an address that is released was taken");
  pool.bits[offset / 64] &= ~(uint64_t{1} << (offset % 64));
  --pool.taken;
  owners_.erase(Place{subnet.packed, address.bits});
}

std::optional<AnyId> AddressIndex::owner(SubnetId subnet, Ipv4 address) const {
  auto found = owners_.find(Place{subnet.packed, address.bits});
  if (found == owners_.end()) return std::nullopt;
  return found->second;
}

bool AddressIndex::reserved(Cidr range, Ipv4 address) {
  uint32_t offset = address.bits - range.base.bits;
  return offset < 2 || address == range.last();
}

uint32_t AddressIndex::available(SubnetId subnet) const {
  const Pool& pool = pools_.at(subnet);
  uint64_t usable = pool.range.size() > 3 ? pool.range.size() - 3 : 0;
  return uint32_t(usable) - pool.taken;
}

uint32_t AddressIndex::taken(SubnetId subnet) const { return pools_.at(subnet).taken; }

std::optional<Ipv4> AddressIndex::next_free(SubnetId subnet) const {
  const Pool& pool = pools_.at(subnet);
  if (available(subnet) == 0) return std::nullopt;
  uint64_t last = pool.range.size() - 2;  // the highest offset that may be given
  uint64_t offset = pool.next < 2 || pool.next > last ? 2 : pool.next;
  for (uint64_t tried = 2; tried <= last + 1; ++tried) {
    if (!pool.bit(offset)) return Ipv4{pool.range.base.bits + uint32_t(offset)};
    offset = offset == last ? 2 : offset + 1;
  }
  return std::nullopt;
}

}  // namespace terrane
