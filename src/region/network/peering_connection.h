// A peering connection of two VPCs, in one region or two, of one account or two: the one way of
// private connectivity between regions and between accounts (M-12, M-13). What a region stores of
// one that has an end in it; where both ends are, it has one record.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/ipv4.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/tag_pair.h"
#include "region/network/peering_lifecycle.h"

namespace terrane {

struct PeeringEnd {
  AccountId account{};
  std::string region;
  VpcId vpc;
  // Its VPC's ranges, as far as they were told: empty at the end whose region keeps the record, and
  // of the accepter until it accepts.
  std::vector<Cidr> ranges;
  bool operator==(const PeeringEnd&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &PeeringEnd::account), named("region", &PeeringEnd::region),
                      named("vpc", &PeeringEnd::vpc), named("ranges", &PeeringEnd::ranges));
  };
};

// What the requester may change at any time.
struct PeeringTerms {
  std::string name;
  int64_t bandwidth_mbps = 0;  // between regions
  std::string charge;          // as the API names it
  std::string qos;
  bool operator==(const PeeringTerms&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("name", &PeeringTerms::name),
                      named("bandwidth", &PeeringTerms::bandwidth_mbps),
                      named("charge", &PeeringTerms::charge), named("qos", &PeeringTerms::qos));
  };
};

struct PeeringConnection {
  static constexpr std::string_view kTable = "peering-connection";
  using Key = PeeringConnectionId;

  PeeringConnectionId id;  // the same at both ends
  AccountId account{};     // of the requester where its end is here, else of the accepter
  uint64_t sequence = 0;
  uint32_t position = 0;
  PeeringEnd requester;
  PeeringEnd accepter;
  bool requested_here = false;  // the requester's end is in this region
  bool accepted_here = false;   // the accepter's end is
  PeeringTerms terms;
  PeeringState state = PeeringState::kPending;
  Time created;
  std::vector<TagPair> tags;  // of this end's own account

  static constexpr Duration kKeptPending = days(7);
  // Whether nobody has decided is known where the accepter is.
  Time due() const {
    return accepted_here && state == PeeringState::kPending ? created + kKeptPending : Time{};
  }
  bool is_live() const { return state == PeeringState::kPending || state == PeeringState::kActive; }
  bool is_of(AccountId wanted) const {
    return (requested_here && requester.account == wanted) ||
           (accepted_here && accepter.account == wanted);
  }

  // A request ties the VPC of who made it; that of who received it only once it is accepted.
  template <class Refer>
  void references(Refer refer) const {
    if (requested_here && is_live()) refer(requester.vpc);
    if (accepted_here && state == PeeringState::kActive) refer(accepter.vpc);
  }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &PeeringConnection::account),
        named("sequence", &PeeringConnection::sequence),
        named("requester", &PeeringConnection::requester),
        named("accepter", &PeeringConnection::accepter),
        named("requested_here", &PeeringConnection::requested_here),
        named("accepted_here", &PeeringConnection::accepted_here),
        named("terms", &PeeringConnection::terms), named("state", &PeeringConnection::state),
        named("created", &PeeringConnection::created), named("tags", &PeeringConnection::tags));
  };
};

}  // namespace terrane
