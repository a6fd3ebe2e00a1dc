#include "region/network/address_index.h"

#include <algorithm>

#include "base/error.h"

namespace terrane {
namespace {

constexpr uint64_t kReservedFirst = 2;  // network and gateway
constexpr uint64_t kReservedLast = 1;   // broadcast

}  // namespace

uint64_t AddressIndex::Pool::first_free(uint64_t from, uint64_t end) const {
  while (from < end) {
    uint64_t free = ~bits(from / kPageSize) >> (from % kPageSize);
    if (free) return std::min(end, from + uint64_t(std::countr_zero(free)));
    from = (from / kPageSize + 1) * kPageSize;
  }
  return end;
}

void AddressIndex::add_subnet(SubnetId subnet, Cidr range) {
  pools_[subnet].range = range;
}

void AddressIndex::remove_subnet(SubnetId subnet) {
  auto pool = pools_.find(subnet);
  check(pool != pools_.end() && pool->second.taken == 0, "a subnet that goes holds no address");
  pools_.erase(pool);
}

void AddressIndex::take(SubnetId subnet, Ipv4 address, AnyId owner) {
  Pool& pool = pools_.at(subnet);
  check(pool.range.contains(address), "an address lies in its subnet");
  uint32_t offset = address.bits - pool.range.base.bits;
  check(!pool.is_taken(offset), "an address is given once");
  if (offset / kPageSize >= pool.pages.size()) pool.pages.resize(offset / kPageSize + 1);
  auto& page = pool.pages[offset / kPageSize];
  if (!page) page = std::make_unique<Page>();
  page->taken |= uint64_t{1} << (offset % kPageSize);
  page->owners[offset % kPageSize] = owner;
  ++pool.taken;
  pool.next = offset + 1;
}

void AddressIndex::release(SubnetId subnet, Ipv4 address) {
  Pool& pool = pools_.at(subnet);
  uint32_t offset = address.bits - pool.range.base.bits;
  check(pool.is_taken(offset), "an address that is released was taken");
  auto& page = pool.pages[offset / kPageSize];
  page->taken &= ~(uint64_t{1} << (offset % kPageSize));
  if (page->taken == 0) page.reset();
  --pool.taken;
}

std::optional<AnyId> AddressIndex::owner(SubnetId subnet, Ipv4 address) const {
  const Pool& pool = pools_.at(subnet);
  if (!pool.range.contains(address)) return std::nullopt;
  uint32_t offset = address.bits - pool.range.base.bits;
  if (!pool.is_taken(offset)) return std::nullopt;
  return pool.pages[offset / kPageSize]->owners[offset % kPageSize];
}

bool AddressIndex::reserved(Cidr range, Ipv4 address) {
  uint64_t offset = address.bits - range.base.bits;
  return offset < kReservedFirst || offset + kReservedLast >= range.size();
}

uint32_t AddressIndex::capacity(Cidr range) {
  constexpr uint64_t kReserved = kReservedFirst + kReservedLast;
  return uint32_t(std::max(range.size(), kReserved) - kReserved);
}

uint32_t AddressIndex::available(SubnetId subnet) const {
  const Pool& pool = pools_.at(subnet);
  return capacity(pool.range) - pool.taken;
}

std::optional<Ipv4> AddressIndex::next_free(SubnetId subnet) const {
  const Pool& pool = pools_.at(subnet);
  uint64_t end = kReservedFirst + capacity(pool.range);  // behind the highest that may be given
  uint64_t from = std::max<uint64_t>(pool.next, kReservedFirst);
  uint64_t offset = pool.first_free(from, end);
  if (offset >= end) offset = pool.first_free(kReservedFirst, end);
  if (offset >= end) return std::nullopt;
  return Ipv4{uint32_t(pool.range.base.bits + offset)};
}

std::vector<Ipv4> AddressIndex::next_free(SubnetId subnet, size_t count,
                                          std::span<const Ipv4> besides) const {
  const Pool& pool = pools_.at(subnet);
  std::vector<Ipv4> found;
  auto look = [&](uint64_t from, uint64_t end) {
    for (uint64_t at = pool.first_free(from, end); at < end && found.size() < count;
         at = pool.first_free(at + 1, end)) {
      Ipv4 address{uint32_t(pool.range.base.bits + at)};
      if (std::ranges::find(besides, address) == besides.end()) found.push_back(address);
    }
  };
  uint64_t end = kReservedFirst + capacity(pool.range);
  uint64_t start = std::clamp<uint64_t>(pool.next, kReservedFirst, end);
  look(start, end);
  look(kReservedFirst, start);
  return found;
}

}  // namespace terrane
