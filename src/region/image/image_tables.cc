#include "region/image/image_tables.h"

#include <algorithm>

namespace terrane {

template class Table<Image>;
template class Table<Copy>;
template class Table<Arrival>;
namespace {

// A record changes in place, so `before` is a copy and is told apart by its ID.
template <class Lists, class Key, class T>
void take_out(Lists& lists, const Key& key, const T& record) {
  auto found = lists.find(key);
  std::erase_if(found->second, [&](const T* listed) { return listed->id == record.id; });
  if (found->second.empty()) lists.erase(found);
}

template <class Lists, class Key>
auto list_of(const Lists& lists, const Key& key) {
  using Element = typename Lists::mapped_type::value_type;
  auto found = lists.find(key);
  return found == lists.end() ? std::span<const Element>()
                              : std::span<const Element>(found->second);
}

}  // namespace

ImageTables::ImageTables(Cell& cell)
    : images(cell.ledger()), copies(cell.ledger()), arrivals(cell.ledger()) {
  cell.attach(images);
  cell.attach(copies);
  cell.attach(arrivals);
  images.observe([this](const Image* before, const Image* after) { follow(before, after); });
  copies.observe([this](const Copy* before, const Copy* after) { follow(before, after); });
}

std::span<const Image* const> ImageTables::shared_with(AccountId account) const {
  return list_of(by_reader_, account);
}

std::span<const Copy* const> ImageTables::copies_of(AnyId source) const {
  return list_of(by_source_, source);
}

void ImageTables::follow(const Image* before, const Image* after) {
  if (before && after && before->shared_with == after->shared_with) return;
  if (before)
    for (const ImageShare& share : before->shared_with)
      take_out(by_reader_, share.account, *before);
  if (after)
    for (const ImageShare& share : after->shared_with) by_reader_[share.account].push_back(after);
}

void ImageTables::follow(const Copy* before, const Copy* after) {
  bool was_listed = before && before->under_way(), is_listed = after && after->under_way();
  if (was_listed && is_listed) return;
  if (was_listed) take_out(by_source_, before->source, *before);
  if (is_listed) by_source_[after->source].push_back(after);
}

}  // namespace terrane
