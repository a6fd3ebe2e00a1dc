// The room in a zone: racks of switches of hosts, and how much of each host is free. Stock is this,
// and nothing else: an instance starts only where a host has room for it.
#pragma once

#include <compare>
#include <cstdint>
#include <expected>
#include <span>
#include <vector>

#include "model/catalogue.h"

namespace terrane {

// What an instance takes of its host.
struct Room {
  uint32_t cores = 0;
  uint32_t memory_gib = 0;
  uint32_t local_disk_gib = 0;
  bool operator==(const Room&) const = default;
};

// A host of one zone, counted through its switches and racks.
struct HostIndex {
  uint32_t value;
  auto operator<=>(const HostIndex&) const = default;
};

// What the members of a placement group must not share more than agreed; named HOST, SW and RACK in
// the public API.
enum class SpreadLevel : uint8_t { kHost, kSwitch, kRack };

struct Spread {
  SpreadLevel level;
  std::span<const HostIndex> members;  // where the group's instances are; a host once for each
  uint32_t most_together = 1;          // members that may share one host, switch or rack
};

enum class NoRoom : uint8_t {
  kSoldOut,  // the zone sells nothing new
  kFull,     // no host has so much room
  kSpread,   // those that have it hold as much of the placement group as they may
};

// How the public API names stock.
enum class Stock : uint8_t { kEnough, kNormal, kUnder, kWithout };

// Changed under the region's writer lock: it has none of its own.
class ZoneCapacity {
 public:
  explicit ZoneCapacity(const HostPlan& plan, bool sold_out = false);

  // Takes room on a host that fits, where any does: rather on one with more free cores, and of
  // equals on one in the emptier part of the zone. Nothing is taken when it is refused. Logarithmic
  // in hosts, unless many have cores left but no memory, or memory but no cores.
  std::expected<HostIndex, NoRoom> place(const Room& need, const Spread* spread = nullptr);
  // The host place() would take room on; nothing is taken.
  std::expected<HostIndex, NoRoom> choose(const Room& need, const Spread* spread = nullptr) const;
  // Takes room on a host that is known: at restart, or to resize an instance where it is. False,
  // and nothing taken, where the host has not so much. What already runs does not ask whether the
  // zone is sold out (M-2).
  bool take(HostIndex host, const Room& need);
  // Gives back what place() or take() took.
  void release(HostIndex host, const Room& taken);

  // A closed host gives no room to anything new; what is there keeps its own.
  void set_closed(HostIndex host, bool closed);

  // How many instances of this size fit now, counted up to `most`; none in a zone that is sold out.
  uint32_t fits(const Room& need, uint32_t most) const;
  Stock stock(const Room& need) const;

  // An operator sells the zone out, or restocks it (M-2).
  void set_sold_out(bool sold_out) { sold_out_ = sold_out; }
  bool sold_out() const { return sold_out_; }

  uint32_t host_count() const { return host_count_; }
  uint32_t hosts_per_rack() const { return hosts_per_rack_; }
  Room free(HostIndex host) const;
  // Counted through the zone, from 0.
  uint32_t switch_of(HostIndex host) const { return host.value / hosts_per_switch_; }
  uint32_t rack_of(HostIndex host) const { return host.value / hosts_per_rack_; }

 private:
  // The most free of each kind on any open host below, and the free cores of all those. One host's
  // maxima need not belong together, so a node with enough of each may still hold no host that
  // fits.
  struct Node {
    Room most;
    uint64_t free_cores = 0;
  };
  struct Host {
    Room free;
    bool closed = false;
  };
  struct Blocked;

  std::expected<HostIndex, NoRoom> find(const Room& need, const Blocked& blocked) const;
  int64_t find_below(uint32_t node, uint32_t first, uint32_t width, const Room& need,
                     const Blocked& blocked) const;
  uint32_t count_below(uint32_t node, const Room& need, uint32_t most) const;
  void update(HostIndex host);

  uint32_t host_count_;
  uint32_t hosts_per_switch_;
  uint32_t hosts_per_rack_;
  uint32_t leaves_;  // host_count_ rounded up to a power of two
  Room whole_;       // a host with nothing on it
  bool sold_out_;
  std::vector<Host> hosts_;
  std::vector<Node> nodes_;  // a binary tree: children of i at 2i and 2i + 1, hosts from leaves_ on
};

}  // namespace terrane
