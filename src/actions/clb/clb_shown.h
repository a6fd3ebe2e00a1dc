// Load balancers and what is theirs, as service `clb` shows them.
#pragma once

#include "actions/call.h"
#include "actions/listing.h"
#include "contract/clb.h"
#include "region/balancer/target_health.h"

namespace terrane {

// For whatever lists load balancers.
inline constexpr ListingErrors kLoadBalancerListingErrors{
    .malformed_id = load_balancer_rules::kMalformedId,
    .ids_and_filters = {"InvalidParameter", "Give IDs or Filters, not both.",
                        "ID 列表与 Filters 不能同时指定。"},
    .unknown_filter = {"InvalidParameterValue.InvalidFilter",
                       "There is no filter {}. The filters here are: {}.",
                       "不支持过滤条件 {}，可用的过滤条件：{}。"},
    .too_many_values = {"InvalidParameterValue.Length", "{} may hold at most {} values.",
                        "{} 最多包含 {} 个值。"},
    .bad_page = {"InvalidParameterValue.Range", "{} must be a whole number from {}.",
                 "{} 必须是 {} 之间的整数。"}};

contract::clb::LoadBalancer to_api(const RegionRead& call, const LoadBalancer& balancer);
const contract::clb::InternetAccessible* traffic_of(Arena& arena, const LoadBalancer& balancer);
const contract::clb::LBChargePrepaid* prepaid_of(Arena& arena, const LoadBalancer& balancer);
contract::List<contract::Text> flags_of(Arena& arena, const LoadBalancer& balancer);
// The zones it works in, the master first, by their names.
contract::List<contract::Text> zones_of(Arena& arena, const RegionCell& region,
                                        const LoadBalancer& balancer);

const contract::clb::HealthCheck* to_api(Arena& arena, const HealthCheck& check);
const contract::clb::CertificateOutput* to_api(Arena& arena, const TlsSettings& tls);

// A target as it is shown.
struct ShownTarget {
  std::string_view type;  // "CVM" or "ENI"
  std::string_view instance;
  std::string_view interface;
  std::string_view name;
  std::string_view address;
  std::string_view public_address;
  std::string_view zone;
  uint32_t zone_number = 0;
  std::string_view registered;
};
ShownTarget shown_target(Arena& arena, const RegionCell& region, const Target& target);
contract::List<contract::clb::Backend> to_api(Arena& arena, const RegionCell& region,
                                              const std::vector<Target>& targets);
contract::List<contract::clb::BasicTargetGroupInfo> shown_groups(Arena& arena,
                                                                 const RegionCell& region,
                                                                 const Forwarding& forwarding);
// A list of one text, or of none where it is empty.
contract::List<contract::Text> one_text(Arena& arena, std::string_view text);

}  // namespace terrane
