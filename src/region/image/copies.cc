#include "region/image/copies.h"

#include <algorithm>

#include "region/block/block_tables.h"

namespace terrane::copies {
namespace {

constexpr ErrorKind kReasons[] = {
    {},
    {"", "Region {} did not take it: the account has as many there as it may; delete some first.",
     "地域 {} 未接收该副本：本账号在该地域的配额已用完，请先删除。"},
    {"", "Region {} did not take it: the account has another of this name there.",
     "地域 {} 未接收该副本：本账号在该地域已有同名资源。"},
    {"", "Region {} did not take it: it does not offer what the copy needs.",
     "地域 {} 未接收该副本：该地域未提供所需产品。"},
    {"", "Region {} did not take it: the account has no approved ticket for its zones.",
     "地域 {} 未接收该副本：本账号没有该地域可用区的已通过工单。"},
};

void change_copying_to(RegionCell& region, Transaction& transaction, AnyId source,
                       const std::string& to, bool is_copying) {
  if (source.kind() != Kind::kSnapshot) return;  // what leaves is seen in the table of copies
  transaction.change(region.block->snapshots, SnapshotId(source), [&](Snapshot& changed) {
    std::erase(changed.copying_to, to);
    if (is_copying) changed.copying_to.push_back(to);
  });
}

}  // namespace

Result<std::vector<const Region*>> check_destinations(const RegionCell& region,
                                                      const Destinations& wanted,
                                                      std::string_view product,
                                                      const DestinationErrors& errors) {
  if (wanted.names.empty()) return refuse(errors.none_named);
  const Catalogue& catalogue = region.catalogue;
  std::vector<const Region*> found;
  for (std::string_view name : wanted.names) {
    const Region* place = catalogue.find_region(name);
    if (!place) return refuse(errors.unknown, name);
    if (place->index == region.index) return refuse(errors.own_region, name);
    if (std::ranges::find(wanted.lacking, name) != wanted.lacking.end())
      return refuse(errors.not_offered, name, catalogue.find_product(product)->name.english);
    if (place->finance != region.place().finance)
      return refuse(errors.isolated, region.place().id, name);
    if (std::ranges::find(found, place->index, &Region::index) == found.end())
      found.push_back(place);
  }
  return found;
}

const Copy* find_under_way(const RegionCell& region, AnyId source, std::string_view to) {
  for (const Copy* copy : region.image->copies_of(source))
    if (copy->to == to) return copy;
  return nullptr;
}

AnyId begin(Change& change, AnyId source, const Region& to) {
  RegionCell& region = change.region;
  Table<Copy>& table = region.image->copies;
  AnyId id;
  do {
    id = AnyId::of(source.kind(), region.cell.env().random.below(kIdNumbers));
  } while (table.find(id) || region.catalogue.find_public_image(to_text(id)));
  change.transaction.add(table, Copy{.id = id,
                                     .account = change.account,
                                     .sequence = region.cell.next_sequence(),
                                     .source = source,
                                     .to = to.id,
                                     .begun = change.now});
  change_copying_to(region, change.transaction, source, to.id, true);
  return id;
}

void take_news(RegionCell& region, Transaction& transaction, const CopyNews& news) {
  const Copy* copy = region.image->copies.find(news.id);
  if (!copy || !copy->under_way()) return;
  const Copy& changed = transaction.change(region.image->copies, copy->id, [&](Copy& told) {
    told.given = news.given;
    told.state = news.state;
    told.failure = news.failure;
    told.work = news.work;
    if (!told.under_way()) told.ended = region.cell.now();
  });
  if (!changed.under_way())
    change_copying_to(region, transaction, changed.source, changed.to, false);
}

int percent_of(const RegionCell& region, AnyId source, Time now) {
  int least = 99;
  for (const Copy* copy : region.image->copies_of(source))
    least = std::min(least, copy->state == CopyState::kSent ? 0 : copy->work.percent(now));
  return least;
}

Duration length_of(const Catalogue& catalogue, uint64_t size_gib) {
  return {catalogue.durations().copy_per_gib.microseconds * int64_t(size_gib)};
}

void accept(RegionCell& region, Transaction& transaction, std::string_view from, AnyId promised,
            AnyId given, const Work& work) {
  CopyNews news{.id = promised,
                .given = given,
                .state = work.under_way() ? CopyState::kUnderWay : CopyState::kDone,
                .work = work};
  region.mailbox.send(transaction, from, news);
  if (work.under_way())
    transaction.add(region.image->arrivals,
                    Arrival{.id = given, .from = std::string(from), .promised = promised});
}

void decline(RegionCell& region, Transaction& transaction, std::string_view from, AnyId promised,
             CopyFailure failure) {
  region.mailbox.send(transaction, from,
                      CopyNews{.id = promised, .state = CopyState::kFailed, .failure = failure});
}

void finish(RegionCell& region, Transaction& transaction, AnyId id) {
  const Arrival* arrival = region.image->arrivals.find(id);
  if (!arrival) return;
  region.mailbox.send(transaction, arrival->from,
                      CopyNews{.id = arrival->promised, .given = id, .state = CopyState::kDone});
  transaction.remove(region.image->arrivals, id);
}

std::string reason_of(CopyFailure failure, std::string_view to, Language language) {
  if (failure == CopyFailure::kNone) return {};
  return Error(kReasons[size_t(failure)], {std::string(to)}).message(language);
}

}  // namespace terrane::copies
