// The rules of a security group in the form in which they are asked, and who asks them: the first
// rule that fits a packet decides; a packet that none fits is dropped.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "reach/flow.h"

namespace terrane::reach {

struct PortRange {
  uint16_t first = 1;
  uint16_t last = 65535;
  bool operator==(const PortRange&) const = default;
};

struct Rule {
  static constexpr size_t kPortsMax = 15;  // ranges of one rule

  uint16_t index = 0;  // in its group and direction, as the API counts: from 0
  Protocol protocol = Protocol::kAll;
  bool accepts = true;
  uint8_t port_count = 0;  // 0: every port
  std::array<PortRange, kPortsMax> ports{};
  Cidr range;             // whom it is about: this range,
  SecurityGroupId group;  // or, where set, what is in this group
  bool operator==(const Rule&) const = default;

  std::span<const PortRange> port_ranges() const { return {ports.data(), port_count}; }
};

enum class Direction : uint8_t { kIngress, kEgress };

struct Filter {
  std::vector<Rule> ingress;
  std::vector<Rule> egress;

  const std::vector<Rule>& rules(Direction direction) const {
    return direction == Direction::kIngress ? ingress : egress;
  }
};

// One of the groups that are asked, the first of them first.
struct AskedGroup {
  SecurityGroupId id;
  const Filter* filter;
};

// The other end as rules see it.
struct Peer {
  Ipv4 address;
  std::span<const SecurityGroupId> groups;  // none where it is in another region, or outside
};

struct Judgement {
  bool accepts = false;
  SecurityGroupId group;       // whose rule decided; the last one where none fits
  const Rule* rule = nullptr;  // null: no rule fits
};

// What the groups say of the traffic. All of it must be accepted; of what is refused, the first
// rule that refuses is told.
Judgement judge(std::span<const AskedGroup> groups, Direction direction, const Peer& peer,
                const Traffic& traffic);

}  // namespace terrane::reach
