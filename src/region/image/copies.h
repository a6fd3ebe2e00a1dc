// What copying an image and copying a snapshot to another region have in common (D3, M-21).
//
// The region that is asked gives the copy its ID, notes it in its table of copies, and writes to
// the other region in the same transaction. That one makes the copy when the letter arrives, or
// not, and writes back: that it goes about it, and how it ended. Each letter has its effect once,
// however often it is carried, so a copy is there once or was not taken for a reason that is kept.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "region/image/copy_letters.h"
#include "region/image/image_tables.h"
#include "region/region_cell.h"

namespace terrane::copies {

// The codes differ between services.
struct DestinationErrors {
  ErrorKind none_named;
  ErrorKind unknown;      // {} = the region
  ErrorKind own_region;   // {} = the region
  ErrorKind not_offered;  // {} = the region, {} = the product
  ErrorKind isolated;     // {} = the region asked, {} = the other: nothing crosses between the
                          // finance regions and the rest (M-18)
};

// The regions that copies are to go to, as a request names them.
struct Destinations {
  std::span<const std::string_view> names;
  // Those among them that do not offer the product now, as far as they could be asked: what a
  // region offers it alone knows, and it is asked again when the letter arrives.
  std::span<const std::string_view> lacking = {};
};

// The regions that are named, each once, each of which can take a copy that needs the product.
Result<std::vector<const Region*>> check_destinations(const RegionCell& region,
                                                      const Destinations& wanted,
                                                      std::string_view product,
                                                      const DestinationErrors& errors);

// The copy of the source that is on its way to the region; null for none.
const Copy* find_under_way(const RegionCell& region, AnyId source, std::string_view to);

// --- Where a copy comes from. ---

// Notes a new copy of the source, which is of the account, and returns the ID it will have.
AnyId begin(Change& change, AnyId source, const Region& to);
// The other region answered.
void take_news(RegionCell& region, Transaction& transaction, const CopyNews& news);
// 0 to 99, the least of all that are on their way.
int percent_of(const RegionCell& region, AnyId source, Time now);

// --- Where it goes to. ---

// How long it takes to come.
Duration length_of(const Catalogue& catalogue, uint64_t size_gib);
// What was asked for as `promised` is being made as `given`, or is there already.
void accept(RegionCell& region, Transaction& transaction, std::string_view from, AnyId promised,
            AnyId given, const Work& work);
void decline(RegionCell& region, Transaction& transaction, std::string_view from, AnyId promised,
             CopyFailure failure);
// An image or a snapshot is finished: where it came from is told, if it came from anywhere.
void finish(RegionCell& region, Transaction& transaction, AnyId id);

// Why a copy was not taken, in a sentence; `to` is the region that did not.
std::string reason_of(CopyFailure failure, std::string_view to, Language language);

}  // namespace terrane::copies
