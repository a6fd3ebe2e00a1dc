// Which region offers which product (M-16…M-19): everyone may ask, and operators change it while
// the cloud runs.
#include "actions/terrane/products.h"

#include <algorithm>
#include <shared_mutex>

#include "actions/convert.h"
#include "actions/region_visits.h"
#include "contract/terrane.h"
#include "region/product_manager.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

constexpr ErrorKind kNoRegion{
    "ResourceNotFound.Region",
    "There is no region {} in this cloud; DescribeProductAvailability lists its regions.",
    "本云不存在地域 {}，可通过 DescribeProductAvailability 查询。"};

// What one region says of one product.
struct Offer {
  const Region* region;
  const Product* product;
  bool available;
  std::optional<Time> changed;  // by an operator
};

Result<std::vector<const Region*>> regions_of(const CloudCall& call,
                                              const contract::List<contract::Text>& names) {
  std::vector<const Region*> found;
  for (std::string_view name : names) {
    const Region* region = call.catalogue.find_region(name);
    if (!region) return refuse(kNoRegion, name);
    found.push_back(region);
  }
  if (names.empty())
    for (const Region& region : call.catalogue.regions()) found.push_back(&region);
  return found;
}

Result<std::vector<const Product*>> products_of(const CloudCall& call,
                                                const contract::List<contract::Text>& names) {
  std::vector<const Product*> found;
  for (std::string_view name : names) {
    const Product* product = call.catalogue.find_product(name);
    if (!product) return refuse(product_manager::kNoSuchProduct, name);
    found.push_back(product);
  }
  if (names.empty())
    for (const Product& product : call.catalogue.products()) found.push_back(&product);
  return found;
}

// Adds what the region says of each product; refused where it cannot be asked.
Result<void> ask(CloudCall& call, const Region& place, std::span<const Product* const> products,
                 std::vector<Offer>& offers) {
  TRY(RegionCell * region, call.cloud.reach(place.index));
  std::shared_lock reading(region->cell.lock());
  call.tickets.add_copy(region->cell);
  for (const Product* product : products) {
    const ProductOffer* said = region->product_offers.find(product->id);
    offers.push_back({&place, product, region->offers(product->id),
                      said ? std::optional(said->changed) : std::nullopt});
  }
  return {};
}

api::ProductAvailability to_api(const CloudCall& call, const Offer& offer) {
  return {.Product = offer.product->id,
          .ProductName = offer.product->name.in(call.language),
          .Region = offer.region->id,
          .RegionName = offer.region->name.in(call.language),
          .Available = offer.available,
          .ChangedTime = offer.changed ? to_iso8601(call.arena, *offer.changed) : contract::Text()};
}

// By product, and then by region.
Result<api::DescribeProductAvailabilityResponse> describe_product_availability(
    CloudCall& call, const api::DescribeProductAvailabilityRequest& request) {
  TRY(auto regions, regions_of(call, request.Regions));
  TRY(auto products, products_of(call, request.Products));
  std::vector<Offer> offers;
  std::vector<std::string_view> silent;
  for (const Region* region : regions)
    if (!ask(call, *region, products, offers)) silent.push_back(region->id);
  if (request.Available)
    std::erase_if(offers, [&](const Offer& one) { return one.available != *request.Available; });
  std::ranges::stable_sort(offers, {}, [&](const Offer& offer) { return offer.product; });
  auto shown = call.arena.create_array<api::ProductAvailability>(offers.size());
  std::ranges::transform(offers, shown.begin(), [&](const Offer& o) { return to_api(call, o); });
  return api::DescribeProductAvailabilityResponse{
      .TotalCount = shown.size(),
      .ProductAvailabilitySet = contract::List<api::ProductAvailability>(shown),
      .UnavailableRegions = contract::list_of<contract::Text>(call.arena, silent)};
}

Result<api::ModifyProductAvailabilityResponse> modify_product_availability(
    CloudCall& call, const api::ModifyProductAvailabilityRequest& request) {
  const Region* place = call.catalogue.find_region(request.Region);
  if (!place) return refuse(kNoRegion, request.Region);
  CHECKED(operate_in(call, *place, [&](Change& change) {
    return product_manager::set(change, request.Product, *request.Available);
  }));
  return api::ModifyProductAvailabilityResponse{};
}

constexpr Handler kHandlers[] = {
    cloud_read<describe_product_availability>("terrane", "DescribeProductAvailability"),
    for_operators(cloud_write<modify_product_availability>("terrane", "ModifyProductAvailability")),
};

}  // namespace

std::span<const Handler> product_handlers() {
  return kHandlers;
}

}  // namespace terrane
