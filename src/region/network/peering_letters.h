// What the two sides of a peering connection write to each other (cell/mailbox.h). Their order from
// one side to the other is that in which things happened there.
#pragma once

#include <string_view>
#include <tuple>
#include <vector>

#include "region/network/peering_connection.h"

namespace terrane {

// To the accepter: there is a new request.
struct RequestPeering {
  static constexpr std::string_view kTopic = "request-peering";

  PeeringConnectionId id;
  PeeringEnd requester;
  PeeringEnd accepter;
  PeeringTerms terms;
  Time created;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("id", &RequestPeering::id), named("requester", &RequestPeering::requester),
        named("accepter", &RequestPeering::accepter), named("terms", &RequestPeering::terms),
        named("created", &RequestPeering::created));
  };
};

// To the accepter: what the requester said of it has changed.
struct ChangePeering {
  static constexpr std::string_view kTopic = "change-peering";

  PeeringConnectionId id;
  PeeringTerms terms;
  std::vector<Cidr> ranges;

  static constexpr auto kFields = [] {
    return std::tuple(named("id", &ChangePeering::id), named("terms", &ChangePeering::terms),
                      named("ranges", &ChangePeering::ranges));
  };
};

// To the requester: what was decided; while it is active also again, when the ranges have changed.
struct AnswerPeering {
  static constexpr std::string_view kTopic = "answer-peering";

  PeeringConnectionId id;
  PeeringState state = PeeringState::kPending;
  std::vector<Cidr> ranges;  // of the accepter, where it accepted

  static constexpr auto kFields = [] {
    return std::tuple(named("id", &AnswerPeering::id), named("state", &AnswerPeering::state),
                      named("ranges", &AnswerPeering::ranges));
  };
};

// To either: it was deleted.
struct EndPeering {
  static constexpr std::string_view kTopic = "end-peering";

  PeeringConnectionId id;

  static constexpr auto kFields = [] { return std::tuple(named("id", &EndPeering::id)); };
};

}  // namespace terrane
