// Which products there are, and the regions and zones that offer each (M-1, M-16…M-19).
#include "actions/listing.h"
#include "actions/product_offers.h"
#include "actions/region/places.h"
#include "contract/api.h"
#include "contract/region.h"

namespace terrane {
namespace {

namespace api = contract::region;

constexpr ErrorKind kUnknownProduct{"InvalidParameter",
                                    "There is no product {}; DescribeProducts lists them.",
                                    "不存在产品 {}，可通过 DescribeProducts 查询。"};

constexpr ListingErrors kPageErrors{.bad_page = {"InvalidParameterValue",
                                                 "{} must be a whole number from {}.",
                                                 "{} 必须是 {} 之间的整数。"}};

Result<void> check_product(const Catalogue& catalogue, std::string_view product) {
  if (!catalogue.find_product(product)) return refuse(kUnknownProduct, product);
  return {};
}

// The members ending in MC are what a console shows: the territory, and the names and numbers
// again. The contract gives RegionTypeMC no meaning of its own, so it stays null.
api::RegionInfo to_api(const CloudCall& call, const Region& region) {
  return {.Region = region.id,
          .RegionName = region.name.in(call.language),
          .RegionState = kAvailable,
          .RegionTypeMC = std::nullopt,
          .LocationMC = call.catalogue.territory(region.territory).name.in(call.language),
          .RegionNameMC = region.name.in(call.language),
          .RegionIdMC = call.arena.copy(std::to_string(region.number))};
}

// A region that lacks the product is left out (M-19). Scene asks for regions opened to chosen
// accounts as well: here every account sees every region.
Result<api::DescribeRegionsResponse> describe_regions(CloudCall& call,
                                                      const api::DescribeRegionsRequest& request) {
  CHECKED(check_product(call.catalogue, request.Product));
  const std::vector<Region>& regions = call.catalogue.regions();
  auto shown = call.arena.create_array<api::RegionInfo>(regions.size());
  size_t count = 0;
  for (const Region& region : regions)
    if (region_offers(call, region, request.Product)) shown[count++] = to_api(call, region);
  return api::DescribeRegionsResponse{
      .TotalCount = count, .RegionSet = contract::List<api::RegionInfo>(shown.first(count))};
}

// The zones that have the product: all of the region's, or none where the region lacks it (M-19).
template <class Response, class ZoneInfo, class Request>
Result<Response> describe_zones(RegionRead& call, const Request& request) {
  CHECKED(check_product(call.catalogue, request.Product));
  Response response{};
  response.TotalCount = 0;
  if (!call.region.offers(request.Product)) return response;
  response.ZoneSet = shown_zones<ZoneInfo>(call, [&](const Zone& zone) {
    auto shown = to_api_zone<ZoneInfo>(call, zone);
    shown.ZoneType = "AVAILABILITY_ZONE";
    shown.ZoneIdMC = shown.ZoneId;
    return shown;
  });
  response.TotalCount = response.ZoneSet.size();
  return response;
}

Result<api::DescribeProductsResponse> describe_products(
    CloudCall& call, const api::DescribeProductsRequest& request) {
  TRY(Page page, page_of(kPageErrors, request.Offset, request.Limit));
  const std::vector<Product>& products = call.catalogue.products();
  size_t first = std::min<size_t>(page.offset, products.size());
  auto shown = call.arena.create_array<api::RegionProduct>(
      std::min<size_t>(page.limit, products.size() - first));
  for (size_t i = 0; i < shown.size(); ++i) shown[i].Name = products[first + i].id;
  return api::DescribeProductsResponse{.Products = contract::List<api::RegionProduct>(shown),
                                       .TotalCount = int64_t(products.size())};
}

constexpr Handler kRegionHandlers[] = {
    cloud_read<describe_products>("region", "DescribeProducts"),
    cloud_read<describe_regions>("region", "DescribeRegions"),
    region_read<
        describe_zones<api::DescribeZonesResponse, api::ZoneInfo, api::DescribeZonesRequest>>(
        "region", "DescribeZones"),
};

constexpr Handler kApiHandlers[] = {
    region_read<describe_zones<contract::api::DescribeZonesResponse, contract::api::ZoneInfo,
                               contract::api::DescribeZonesRequest>>("api", "DescribeZones"),
};

}  // namespace

std::span<const Handler> region_handlers() {
  return kRegionHandlers;
}
std::span<const Handler> api_handlers() {
  return kApiHandlers;
}

}  // namespace terrane
