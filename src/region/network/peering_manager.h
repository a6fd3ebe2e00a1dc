// Operations on VPC peering connections (M-12, M-13). Each is refused as a whole or done as a
// whole, in its region; what the other end's region must know of it goes there by letter.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "region/network/peering_letters.h"
#include "region/network/peering_rules.h"

namespace terrane::peering_manager {

// The account's connection of this ID. Errors: kMalformedId, kNotFound.
Result<const PeeringConnection*> find(const RegionCell& region, AccountId account,
                                      std::string_view id);

struct NewConnection {
  std::string_view vpc;
  std::string_view other_vpc;
  std::string_view other_account;
  std::string_view other_region;
  peering_rules::WantedTerms terms;
  std::vector<TagPair> tags;
};
// Source: vpc.CreateVpcPeeringConnection.
Result<const PeeringConnection*> create(Change& change, const NewConnection& wanted);
// Source: vpc.AcceptVpcPeeringConnection.
Result<void> accept(Change& change, std::string_view id);
// Source: vpc.RejectVpcPeeringConnection.
Result<void> reject(Change& change, std::string_view id);
// Source: vpc.DeleteVpcPeeringConnection.
Result<void> remove(Change& change, std::string_view id);

struct ConnectionChange {  // what is absent stays
  std::optional<std::string> name;
  std::optional<int64_t> bandwidth_mbps;
  std::optional<std::string> charge;
};
// Source: vpc.ModifyVpcPeeringConnection.
Result<void> modify(Change& change, std::string_view id, const ConnectionChange& wanted);

// The VPC has other ranges than before: the other ends of its connections learn of them.
void tell_ranges(Change& change, VpcId vpc);

// --- What a region does by itself. ---
// Seven days have passed, and nobody decided.
void expire(RegionCell& region, Transaction& transaction, const PeeringConnection& connection);
// Letters from the region `from`.
void take(RegionCell& region, Transaction& transaction, std::string_view from,
          const RequestPeering& letter);
void take(RegionCell& region, Transaction& transaction, std::string_view from,
          const ChangePeering& letter);
void take(RegionCell& region, Transaction& transaction, std::string_view from,
          const AnswerPeering& letter);
void take(RegionCell& region, Transaction& transaction, std::string_view from,
          const EndPeering& letter);

}  // namespace terrane::peering_manager
