#include "reach/filter.h"

#include <algorithm>

namespace terrane::reach {
namespace {

bool is_about(const Rule& rule, const Peer& peer) {
  if (!rule.group) return rule.range.contains(peer.address);
  return std::ranges::find(peer.groups, rule.group) != peer.groups.end();
}

bool fits_packet(const Rule& rule, const Traffic& packet) {
  if (rule.protocol == Protocol::kAll) return true;
  if (rule.protocol != packet.protocol) return false;
  if (rule.port_count == 0 || !has_ports(rule.protocol)) return true;
  return std::ranges::any_of(rule.port_ranges(), [&](PortRange range) {
    return range.first <= packet.first && packet.first <= range.last;
  });
}

Judgement judge_packet(std::span<const AskedGroup> groups, Direction direction, const Peer& peer,
                       const Traffic& packet) {
  for (const AskedGroup& group : groups)
    for (const Rule& rule : group.filter->rules(direction))
      if (fits_packet(rule, packet) && is_about(rule, peer)) return {rule.accepts, group.id, &rule};
  return {false, groups.empty() ? SecurityGroupId() : groups.back().id, nullptr};
}

// Traffic that no rule has decided yet: pieces of one protocol each, ports without gaps.
class Undecided {
 public:
  explicit Undecided(const Traffic& traffic) {
    if (traffic.protocol != Protocol::kAll) {
      pieces_.push_back(traffic);
      return;
    }
    for (Protocol each : {Protocol::kTcp, Protocol::kUdp, Protocol::kIcmp, Protocol::kGre})
      pieces_.push_back({.protocol = each});
  }

  bool empty() const { return pieces_.empty(); }
  bool touched_by(const Rule& rule) const {
    return std::ranges::any_of(pieces_, [&](const Traffic& piece) {
      bool touched = false;
      each_range(rule, piece, [&](PortRange range) {
        touched = touched || (range.first <= piece.last && piece.first <= range.last);
      });
      return touched;
    });
  }
  void take_away(const Rule& rule) {
    std::vector<Traffic> whole = std::exchange(pieces_, {});
    for (const Traffic& piece : whole) {
      std::vector<Traffic> left{piece};
      each_range(rule, piece, [&](PortRange range) { left = without(left, range); });
      pieces_.insert(pieces_.end(), left.begin(), left.end());
    }
  }

 private:
  // Calls visit(range) for the ports that the rule is about, of the piece's protocol.
  template <class Visit>
  static void each_range(const Rule& rule, const Traffic& piece, Visit visit) {
    if (rule.protocol != Protocol::kAll && rule.protocol != piece.protocol) return;
    if (rule.port_count == 0 || !has_ports(piece.protocol)) return visit(PortRange{0, 65535});
    for (PortRange range : rule.port_ranges()) visit(range);
  }
  static std::vector<Traffic> without(const std::vector<Traffic>& pieces, PortRange range) {
    std::vector<Traffic> left;
    for (const Traffic& piece : pieces) {
      if (range.last < piece.first || piece.last < range.first) {
        left.push_back(piece);
        continue;
      }
      if (piece.first < range.first)
        left.push_back({piece.protocol, piece.first, uint16_t(range.first - 1)});
      if (range.last < piece.last)
        left.push_back({piece.protocol, uint16_t(range.last + 1), piece.last});
    }
    return left;
  }

  std::vector<Traffic> pieces_;
};

Judgement judge_all(std::span<const AskedGroup> groups, Direction direction, const Peer& peer,
                    const Traffic& traffic) {
  Undecided undecided(traffic);
  for (const AskedGroup& group : groups) {
    for (const Rule& rule : group.filter->rules(direction)) {
      if (!is_about(rule, peer) || !undecided.touched_by(rule)) continue;
      if (!rule.accepts) return {false, group.id, &rule};
      undecided.take_away(rule);
      if (undecided.empty()) return {true, group.id, &rule};
    }
  }
  return {false, groups.empty() ? SecurityGroupId() : groups.back().id, nullptr};
}

}  // namespace

Judgement judge(std::span<const AskedGroup> groups, Direction direction, const Peer& peer,
                const Traffic& traffic) {
  return traffic.is_one_packet() ? judge_packet(groups, direction, peer, traffic)
                                 : judge_all(groups, direction, peer, traffic);
}

}  // namespace terrane::reach
