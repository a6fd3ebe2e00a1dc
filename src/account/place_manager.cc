#include "account/place_manager.h"

#include <algorithm>
#include <cmath>

#include "account/place_rules.h"
#include "base/text.h"

namespace terrane::place_manager {
namespace {

using namespace place_rules;

// Public addresses follow from a region's number modulo this: no two regions share a range.
constexpr uint32_t kRanges = Catalogue::kMostRegions;

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
}

Result<void> check_region_id(std::string_view id) {
  size_t words = 0;
  for (std::string_view rest = id; words < 6; ++words) {
    size_t dash = rest.find('-');
    if (!is_word(rest.substr(0, dash))) return refuse(kBadRegion, id);
    if (dash == std::string_view::npos) break;
    rest.remove_prefix(dash + 1);
  }
  if (words < 1 || words > 4 || id.size() > 64) return refuse(kBadRegion, id);
  return {};
}

Result<void> check_zone_id(std::string_view id, std::string_view region) {
  std::string_view number = id.substr(std::min(id.size(), region.size()));
  bool is_of_region = id.starts_with(region) && number.starts_with('-') && number.size() <= 5 &&
                      number.find_first_not_of("0123456789", 1) == std::string_view::npos;
  if (!is_of_region || number.size() < 2 || number[1] == '0') return refuse(kBadZone, id, region);
  return {};
}

Result<void> check_name(const LocalizedText& name) {
  for (const std::string* text : {&name.english, &name.chinese}) {
    bool is_plain =
        std::ranges::none_of(*text, [](unsigned char c) { return c < ' ' || c == 0x7f; });
    size_t length = count_characters(*text);
    if (!is_plain || length > kNameLimit || (length == 0 && text == &name.english))
      return refuse(kBadName);
  }
  return {};
}

// What is said in one language only is said alike in both.
std::string chinese_of(const LocalizedText& text) {
  return text.chinese.empty() ? text.english : text.chinese;
}

Result<bool> choice(std::string_view value, std::string_view usual, std::string_view other,
                    const ErrorKind& otherwise) {
  if (value.empty() || value == usual) return false;
  if (value == other) return true;
  return refuse(otherwise, value);
}

bool is_region_number_free(const Catalogue& catalogue, uint32_t number) {
  return std::ranges::none_of(catalogue.regions(), [&](const Region& other) {
    return other.number % kRanges == number % kRanges;
  });
}

Result<uint32_t> region_number(const Catalogue& catalogue, std::optional<int64_t> wanted) {
  if (wanted) {
    bool is_free =
        *wanted >= 1 && *wanted <= INT32_MAX && is_region_number_free(catalogue, uint32_t(*wanted));
    if (!is_free) return refuse(kBadNumber, std::to_string(*wanted));
    return uint32_t(*wanted);
  }
  for (uint32_t number = 1; number <= kRanges; ++number)
    if (is_region_number_free(catalogue, number)) return number;
  return refuse(kTooManyRegions, std::to_string(catalogue.regions().size()));
}

bool is_zone_number_free(const AccountCell& plane, const Catalogue& catalogue, uint32_t number) {
  bool is_free =
      std::ranges::find(catalogue.zones(), number, &Zone::number) == catalogue.zones().end();
  plane.added_zones.each([&](const AddedZone& other) { is_free &= other.number != number; });
  return is_free;
}

// The wanted number or, if none is, the first from `first` on that is free.
Result<uint32_t> zone_number(const AccountCell& plane, const Catalogue& catalogue, uint32_t first,
                             std::optional<int64_t> wanted) {
  if (wanted) {
    bool is_free = *wanted >= 1 && *wanted <= INT32_MAX &&
                   is_zone_number_free(plane, catalogue, uint32_t(*wanted));
    if (!is_free) return refuse(kBadNumber, std::to_string(*wanted));
    return uint32_t(*wanted);
  }
  while (!is_zone_number_free(plane, catalogue, first)) ++first;
  return first;
}

// What is not said is as in `like`.
Result<HostPlan> host_plan(const HostPlan& wanted, const HostPlan& like) {
  HostPlan plan;
  for (uint32_t HostPlan::*member :
       {&HostPlan::racks, &HostPlan::switches_per_rack, &HostPlan::hosts_per_switch,
        &HostPlan::cores, &HostPlan::memory_gib, &HostPlan::local_disk_gib}) {
    plan.*member = wanted.*member ? wanted.*member : like.*member;
    if (plan.*member > kMostHosts) return refuse(kBadHosts);
  }
  if (double(plan.racks) * plan.switches_per_rack * plan.hosts_per_switch > kMostHosts)
    return refuse(kBadHosts);
  return plan;
}

struct Surroundings {
  std::string_view region;
  uint32_t first_number;  // of zones: where free ones are looked for
  HostPlan hosts;
};

Result<void> note_zone(AccountChange& change, const Catalogue& catalogue,
                       const Surroundings& around, const NewZone& wanted) {
  AccountCell& plane = change.plane;
  CHECKED(check_zone_id(wanted.id, around.region));
  if (catalogue.find_zone(wanted.id) || plane.added_zones.find(wanted.id))
    return refuse(kZoneExists, wanted.id);
  if (catalogue.zones().size() >= kMostZones)
    return refuse(kTooManyZones, std::to_string(kMostZones));
  CHECKED(check_name(wanted.name));
  TRY(bool needs_ticket, choice(wanted.access, "OPEN", "TICKET", kBadAccess));
  TRY(HostPlan hosts, host_plan(wanted.hosts, around.hosts));
  TRY(uint32_t number, zone_number(plane, catalogue, around.first_number, wanted.number));
  change.transaction.add(plane.added_zones, AddedZone{.id = wanted.id,
                                                      .order = plane.added_zones.size(),
                                                      .added = change.now,
                                                      .region = std::string(around.region),
                                                      .number = number,
                                                      .name = wanted.name.english,
                                                      .chinese_name = chinese_of(wanted.name),
                                                      .needs_ticket = needs_ticket,
                                                      .sold_out = wanted.sold_out,
                                                      .racks = hosts.racks,
                                                      .switches_per_rack = hosts.switches_per_rack,
                                                      .hosts_per_switch = hosts.hosts_per_switch,
                                                      .cores = hosts.cores,
                                                      .memory_gib = hosts.memory_gib,
                                                      .local_disk_gib = hosts.local_disk_gib});
  return {};
}

Result<std::string> short_code(const Catalogue& catalogue, const NewRegion& wanted) {
  std::string code = wanted.short_code;
  if (code.empty()) {
    std::string_view id = wanted.id;
    code = id.substr(id.find('-') + 1);
    std::erase(code, '-');
    code.resize(std::min<size_t>(code.size(), 8));
  }
  if (!is_word(code) || code.size() < 2 || code.size() > 8 ||
      catalogue.find_region_by_short_code(code))
    return refuse(kBadShortCode, code);
  return code;
}

Result<void> check_territory(const Catalogue& catalogue, std::string_view id) {
  std::string known;
  for (const Territory& territory : catalogue.territories()) {
    if (territory.id == id) return {};
    (known += known.empty() ? "" : ", ") += territory.id;
  }
  return refuse(kNoSuchTerritory, id, known);
}

Result<void> check_surroundings(const Catalogue& catalogue, const NewRegion& wanted) {
  CHECKED(check_territory(catalogue, wanted.territory));
  if (!(std::abs(wanted.location.latitude) <= 90 && std::abs(wanted.location.longitude) <= 180))
    return refuse(kBadLocation);
  for (const std::string& product : wanted.lacks)
    if (!catalogue.find_product(product)) return refuse(kNoSuchProduct, product);
  return {};
}

}  // namespace

Result<void> add_region(AccountChange& change, const Catalogue& catalogue,
                        const NewRegion& wanted) {
  AccountCell& plane = change.plane;
  CHECKED(check_region_id(wanted.id));
  if (catalogue.find_region(wanted.id) || plane.added_regions.find(wanted.id))
    return refuse(kRegionExists, wanted.id);
  if (catalogue.regions().size() >= Catalogue::kMostRegions)
    return refuse(kTooManyRegions, std::to_string(catalogue.regions().size()));
  CHECKED(check_name(wanted.name));
  CHECKED(check_surroundings(catalogue, wanted));
  TRY(bool finance, choice(wanted.isolation, "STANDARD", "FINANCE", kBadIsolation));
  TRY(std::string code, short_code(catalogue, wanted));
  TRY(uint32_t number, region_number(catalogue, wanted.number));
  change.transaction.add(plane.added_regions,
                         AddedRegion{.id = wanted.id,
                                     .order = plane.added_regions.size(),
                                     .added = change.now,
                                     .short_code = code,
                                     .number = number,
                                     .name = wanted.name.english,
                                     .chinese_name = chinese_of(wanted.name),
                                     .territory = wanted.territory,
                                     .latitude = wanted.location.latitude,
                                     .longitude = wanted.location.longitude,
                                     .finance = finance,
                                     .login_advice = wanted.login_advice.english,
                                     .chinese_login_advice = chinese_of(wanted.login_advice),
                                     .lacks = wanted.lacks});
  if (wanted.zones.empty()) return refuse(kNoZones);
  // As in the catalogue, each region's zones have ten thousand numbers of their own.
  uint32_t highest = std::ranges::max(catalogue.zones(), {}, &Zone::number).number;
  Surroundings around{wanted.id, (highest / 10'000 + 1) * 10'000 + 1,
                      catalogue.zones().front().hosts};
  for (const NewZone& zone : wanted.zones) CHECKED(note_zone(change, catalogue, around, zone));
  return {};
}

Result<void> add_zone(AccountChange& change, const Catalogue& catalogue, std::string_view region,
                      const NewZone& wanted) {
  const Region* place = catalogue.find_region(region);
  if (!place) return refuse(kNoSuchRegion, region);
  const Zone& beside = catalogue.zone(place->zones.front());
  return note_zone(change, catalogue, {place->id, beside.number + 1, beside.hosts}, wanted);
}

}  // namespace terrane::place_manager
