// A region's tables as explain() sees them, with what fails there or, to ask what if, with what is
// assumed to fail. Valid under the region's lock.
#pragma once

#include "fault/failing.h"
#include "reach/view.h"
#include "region/region_cell.h"

namespace terrane {

class RegionView final : public reach::View {
 public:
  explicit RegionView(const RegionCell& region);
  RegionView(const RegionCell& region, const Failing& failing)
      : region_(region), failing_(failing) {}

  RegionIndex region() const override { return region_.index; }
  std::optional<reach::Endpoint> find(AnyId resource) const override;
  std::optional<reach::Endpoint> at(VpcId vpc, Ipv4 address) const override;
  std::optional<reach::Endpoint> at_public(Ipv4 address) const override;
  reach::PublicSide public_side(const reach::Endpoint& endpoint) const override;
  reach::Way way(const reach::Endpoint& from, Ipv4 to) const override;
  std::optional<reach::PeeringSide> peering(PeeringConnectionId id, VpcId from) const override;
  std::optional<reach::Forwarding> forwarding(AnyId balancer,
                                              const reach::Traffic& traffic) const override;
  const reach::Filter* filter(SecurityGroupId group) const override;

 private:
  reach::Way::Kind kind_of(const StoredRoute& route, const Vpc& vpc, reach::Way& way) const;

  const RegionCell& region_;
  const Failing& failing_;
};

}  // namespace terrane
