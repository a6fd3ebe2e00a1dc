#include "model/zone_capacity.h"

#include <algorithm>
#include <bit>

namespace terrane {
namespace {

// Stock is called enough, normal or under from so many instances on.
constexpr uint32_t kEnoughFrom = 100;
constexpr uint32_t kNormalFrom = 10;

bool fits_in(const Room& need, const Room& room) {
  return need.cores <= room.cores && need.memory_gib <= room.memory_gib &&
         need.local_disk_gib <= room.local_disk_gib;
}

Room minus(const Room& from, const Room& taken) {
  return {from.cores - taken.cores, from.memory_gib - taken.memory_gib,
          from.local_disk_gib - taken.local_disk_gib};
}

Room plus(const Room& a, const Room& b) {
  return {a.cores + b.cores, a.memory_gib + b.memory_gib, a.local_disk_gib + b.local_disk_gib};
}

Room most_of(const Room& a, const Room& b) {
  return {std::max(a.cores, b.cores), std::max(a.memory_gib, b.memory_gib),
          std::max(a.local_disk_gib, b.local_disk_gib)};
}

// How many times `need` goes into `room`.
uint32_t times(const Room& need, const Room& room) {
  uint32_t fewest = ~uint32_t{0};
  if (need.cores) fewest = std::min(fewest, room.cores / need.cores);
  if (need.memory_gib) fewest = std::min(fewest, room.memory_gib / need.memory_gib);
  if (need.local_disk_gib) fewest = std::min(fewest, room.local_disk_gib / need.local_disk_gib);
  return fewest;
}

}  // namespace

// The hosts, switches or racks where a placement group has as many members as it may.
struct ZoneCapacity::Blocked {
  uint32_t hosts_each = 1;        // hosts in one of them
  std::vector<uint32_t> numbers;  // sorted

  bool covers(uint32_t first, uint32_t width) const {
    uint32_t number = first / hosts_each;
    if ((first + width - 1) / hosts_each != number) return false;
    return std::ranges::binary_search(numbers, number);
  }
};

ZoneCapacity::ZoneCapacity(const HostPlan& plan, bool sold_out)
    : host_count_(plan.count()),
      hosts_per_switch_(plan.hosts_per_switch),
      hosts_per_rack_(plan.switches_per_rack * plan.hosts_per_switch),
      leaves_(std::bit_ceil(host_count_)),
      whole_{plan.cores, plan.memory_gib, plan.local_disk_gib},
      sold_out_(sold_out),
      hosts_(host_count_, Host{.free = whole_}),
      nodes_(2 * size_t{leaves_}) {
  check(host_count_ > 0, "a zone has hosts");
  for (uint32_t i = 0; i < host_count_; ++i) nodes_[leaves_ + i] = {whole_, whole_.cores};
  for (uint32_t i = leaves_ - 1; i > 0; --i) {
    const Node &left = nodes_[2 * i], &right = nodes_[2 * i + 1];
    nodes_[i] = {most_of(left.most, right.most), left.free_cores + right.free_cores};
  }
}

std::expected<HostIndex, NoRoom> ZoneCapacity::place(const Room& need, const Spread* spread) {
  auto host = choose(need, spread);
  if (host) check(take(*host, need), "a host that was chosen has room");
  return host;
}

std::expected<HostIndex, NoRoom> ZoneCapacity::choose(const Room& need,
                                                      const Spread* spread) const {
  check(need.cores > 0 && need.memory_gib > 0, "an instance has cores and memory");
  if (sold_out_) return std::unexpected(NoRoom::kSoldOut);
  Blocked blocked;
  if (spread) {
    if (spread->level == SpreadLevel::kSwitch) blocked.hosts_each = hosts_per_switch_;
    if (spread->level == SpreadLevel::kRack) blocked.hosts_each = hosts_per_rack_;
    std::vector<uint32_t> used;
    for (HostIndex member : spread->members) used.push_back(member.value / blocked.hosts_each);
    std::ranges::sort(used);
    for (size_t i = 0; i < used.size();) {
      size_t next = std::ranges::upper_bound(used, used[i]) - used.begin();
      if (next - i >= spread->most_together) blocked.numbers.push_back(used[i]);
      i = next;
    }
  }
  return find(need, blocked);
}

std::expected<HostIndex, NoRoom> ZoneCapacity::find(const Room& need,
                                                    const Blocked& blocked) const {
  int64_t found = find_below(1, 0, leaves_, need, blocked);
  if (found >= 0) return HostIndex{uint32_t(found)};
  bool spread = !blocked.numbers.empty() && find_below(1, 0, leaves_, need, {}) >= 0;
  return std::unexpected(spread ? NoRoom::kSpread : NoRoom::kFull);
}

// The best host below a node that covers `width` hosts from `first` on; -1 where none fits.
int64_t ZoneCapacity::find_below(uint32_t node, uint32_t first, uint32_t width, const Room& need,
                                 const Blocked& blocked) const {
  if (!fits_in(need, nodes_[node].most) || blocked.covers(first, width)) return -1;
  if (width == 1) return first;
  uint32_t half = width / 2;
  const Node &left = nodes_[2 * node], &right = nodes_[2 * node + 1];
  bool right_first = right.most.cores != left.most.cores ? right.most.cores > left.most.cores
                                                         : right.free_cores > left.free_cores;
  for (bool go_right : {right_first, !right_first}) {
    int64_t found =
        find_below(2 * node + go_right, first + (go_right ? half : 0), half, need, blocked);
    if (found >= 0) return found;
  }
  return -1;
}

bool ZoneCapacity::take(HostIndex host, const Room& need) {
  if (host.value >= host_count_ || !fits_in(need, free(host))) return false;
  hosts_[host.value].free = minus(free(host), need);
  update(host);
  return true;
}

void ZoneCapacity::release(HostIndex host, const Room& taken) {
  check(host.value < host_count_, "room is given back to a host of the zone");
  check(fits_in(taken, minus(whole_, free(host))), "a host gets back no more than was taken");
  hosts_[host.value].free = plus(free(host), taken);
  update(host);
}

Room ZoneCapacity::free(HostIndex host) const {
  return hosts_[host.value].free;
}

void ZoneCapacity::set_closed(HostIndex host, bool closed) {
  if (hosts_[host.value].closed == closed) return;
  hosts_[host.value].closed = closed;
  update(host);
}

void ZoneCapacity::update(HostIndex host) {
  const Host& own = hosts_[host.value];
  uint32_t node = leaves_ + host.value;
  nodes_[node] = own.closed ? Node{} : Node{own.free, own.free.cores};
  while (node /= 2) {
    const Node &left = nodes_[2 * node], &right = nodes_[2 * node + 1];
    nodes_[node] = {most_of(left.most, right.most), left.free_cores + right.free_cores};
  }
}

uint32_t ZoneCapacity::fits(const Room& need, uint32_t most) const {
  return sold_out_ ? 0 : count_below(1, need, most);
}

uint32_t ZoneCapacity::count_below(uint32_t node, const Room& need, uint32_t most) const {
  if (most == 0 || !fits_in(need, nodes_[node].most)) return 0;
  if (node >= leaves_) return std::min(most, times(need, nodes_[node].most));
  uint32_t left = count_below(2 * node, need, most);
  return left + count_below(2 * node + 1, need, most - left);
}

Stock ZoneCapacity::stock(const Room& need) const {
  uint32_t count = fits(need, kEnoughFrom);
  if (count >= kEnoughFrom) return Stock::kEnough;
  if (count >= kNormalFrom) return Stock::kNormal;
  return count > 0 ? Stock::kUnder : Stock::kWithout;
}

}  // namespace terrane
