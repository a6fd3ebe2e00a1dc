// Which peering connections of a region another account than the requester's can accept there, by
// that account: the table lists them under their requesters. Derived from the records.
#pragma once

#include <map>

#include "region/network/peering_connection.h"

namespace terrane {

class PeeringOffers {
 public:
  void follow(const PeeringConnection* before, const PeeringConnection* after) {
    if (before && is_offer(*before) && !after) {
      auto& offers = offers_[before->accepter.account];
      offers.erase(before->sequence);
      if (offers.empty()) offers_.erase(before->accepter.account);
    }
    if (after && is_offer(*after) && !before)
      offers_[after->accepter.account].emplace(after->sequence, after);
  }

  // Those of the account, by their creation numbers.
  const std::map<uint64_t, const PeeringConnection*>& of(AccountId account) const {
    static const std::map<uint64_t, const PeeringConnection*> kNone;
    auto found = offers_.find(account);
    return found == offers_.end() ? kNone : found->second;
  }

 private:
  static bool is_offer(const PeeringConnection& connection) {
    return connection.accepted_here && connection.accepter.account != connection.account;
  }

  std::map<AccountId, std::map<uint64_t, const PeeringConnection*>> offers_;
};

}  // namespace terrane
