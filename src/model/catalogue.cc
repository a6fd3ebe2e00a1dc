#include "model/catalogue.h"

#include <algorithm>
#include <utility>

namespace terrane {
namespace {

constexpr ErrorKind kNoSuchCatalogue{"InvalidCatalogue",
                                     "no catalogue \"{}\" is built in; there are: {}",
                                     "没有内置名为 \"{}\" 的目录,可用的有:{}"};

// For tables short enough that walking them beats hashing.
template <class Row>
const Row* find_row(const std::vector<Row>& rows, std::string Row::*name, std::string_view wanted) {
  auto found = std::ranges::find(rows, wanted, name);
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

uint32_t Prices::prepaid_percent(uint32_t months) const {
  if (months >= 60) return five_years_percent;
  if (months >= 36) return three_years_percent;
  if (months >= 24) return two_years_percent;
  if (months >= 12) return one_year_percent;
  return 100;
}

Catalogue::Catalogue(CatalogueContents contents) : contents_(std::move(contents)) {
  auto places = std::make_unique<Places>();
  places->regions = std::exchange(contents_.regions, {});
  places->zones = std::exchange(contents_.zones, {});
  publish(std::move(places));
  for (size_t i = 0; i < instance_types().size(); ++i)
    types_by_name_.emplace(instance_types()[i].name, uint16_t(i));
}

Catalogue::Catalogue(Catalogue&& other) noexcept
    : contents_(std::move(other.contents_)),
      versions_(std::move(other.versions_)),
      places_(other.places_.exchange(nullptr)),
      types_by_name_(std::move(other.types_by_name_)) {}

Catalogue& Catalogue::operator=(Catalogue&& other) noexcept {
  contents_ = std::move(other.contents_);
  versions_ = std::move(other.versions_);
  places_ = other.places_.exchange(nullptr);
  types_by_name_ = std::move(other.types_by_name_);
  return *this;
}

void Catalogue::add_zone(Zone zone) {
  auto places = std::make_unique<Places>(*versions_.back());
  zone.index = {uint16_t(places->zones.size())};
  places->regions[zone.region.value].zones.push_back(zone.index);
  places->zones.push_back(std::move(zone));
  publish(std::move(places));
}

void Catalogue::add_region(Region region, std::vector<Zone> zones) {
  auto places = std::make_unique<Places>(*versions_.back());
  check(places->regions.size() < kMostRegions, "a cloud has room for the regions it is given");
  region.index = {uint16_t(places->regions.size())};
  region.zones.clear();
  for (Zone& zone : zones) {
    zone.index = {uint16_t(places->zones.size())};
    zone.region = region.index;
    region.zones.push_back(zone.index);
    places->zones.push_back(std::move(zone));
  }
  places->regions.push_back(std::move(region));
  publish(std::move(places));
}

void Catalogue::publish(std::unique_ptr<Places> places) {
  places->zones_by_id.clear();
  for (const Zone& zone : places->zones) places->zones_by_id.emplace(zone.id, zone.index.value);
  versions_.push_back(std::move(places));
  places_.store(versions_.back().get(), std::memory_order_release);
}

Result<Catalogue> Catalogue::built_in(std::string_view name) {
  std::string known;
  for (const CatalogueFile& file : built_in_catalogue_files()) {
    std::string_view stem = file.name.substr(0, file.name.rfind('.'));
    // A part, not a whole catalogue.
    if (stem == "common" || stem == "databases" || stem == "cities") continue;
    if (stem == name) return parse(file, built_in_catalogue_files());
    known += known.empty() ? "" : ", ";
    known += stem;
  }
  return refuse(kNoSuchCatalogue, name, known);
}

const Product* Catalogue::find_product(std::string_view id) const {
  return find_row(products(), &Product::id, id);
}

const Region* Catalogue::find_region(std::string_view id) const {
  return find_row(regions(), &Region::id, id);
}

const Region* Catalogue::find_region_by_short_code(std::string_view code) const {
  return find_row(regions(), &Region::short_code, code);
}

const Zone* Catalogue::find_zone(std::string_view id) const {
  const Places& now = places();
  auto found = now.zones_by_id.find(id);
  return found == now.zones_by_id.end() ? nullptr : &now.zones[found->second];
}

const InstanceFamily* Catalogue::find_instance_family(std::string_view id) const {
  return find_row(instance_families(), &InstanceFamily::id, id);
}

const InstanceType* Catalogue::find_instance_type(std::string_view name) const {
  auto found = types_by_name_.find(name);
  return found == types_by_name_.end() ? nullptr : &instance_types()[found->second];
}

const PublicImage* Catalogue::find_public_image(std::string_view id) const {
  return find_row(public_images(), &PublicImage::id, id);
}

const DiskType* Catalogue::find_disk_type(std::string_view id) const {
  return find_row(disk_types(), &DiskType::id, id);
}

const InternetChargeType* Catalogue::find_internet_charge_type(std::string_view id) const {
  return find_row(internet_charge_types(), &InternetChargeType::id, id);
}

bool Catalogue::offers(const Region& region, std::string_view product) const {
  return find_product(product) && std::ranges::find(region.lacks, product) == region.lacks.end();
}

bool Catalogue::offers(const Zone& zone, const InstanceType& type) const {
  const std::vector<ZoneIndex>& zones = family_of(type).zones;
  return zones.empty() || std::ranges::find(zones, index_of(zone)) != zones.end();
}

}  // namespace terrane
