#include "region/network/public_addresses.h"

#include "base/error.h"

namespace terrane {
namespace {

constexpr uint32_t kBase = 0x64400000;  // 100.64.0.0
constexpr uint8_t kLength = 17;         // 128 regions of 32768 addresses
constexpr uint32_t kRegions = 128;

}  // namespace

PublicAddresses::PublicAddresses(uint32_t region_number)
    : range_{{kBase + (region_number % kRegions << (32 - kLength))}, kLength} {}

std::optional<Ipv4> PublicAddresses::next_free() const {
  uint32_t usable = uint32_t(range_.size()) - 2;  // without the first and the last
  if (owners_.size() >= usable) return std::nullopt;
  uint32_t offset = next_;
  for (uint32_t tried = 0; tried < usable; ++tried) {
    if (offset < 1 || offset > usable) offset = 1;
    uint32_t address = range_.base.bits + offset;
    if (!owners_.contains(address)) return Ipv4{address};
    ++offset;
  }
  return std::nullopt;
}

std::optional<AnyId> PublicAddresses::owner(Ipv4 address) const {
  auto found = owners_.find(address.bits);
  if (found == owners_.end()) return std::nullopt;
  return found->second;
}

void PublicAddresses::take(Ipv4 address, AnyId owner) {
  check(owners_.emplace(address.bits, owner).second, "a public address is given once");
  next_ = address.bits - range_.base.bits + 1;
}

void PublicAddresses::release(Ipv4 address) {
  check(owners_.erase(address.bits) == 1, "a public address that is released was taken");
}

}  // namespace terrane
