// The tables of a region's custom images and of the copies it sends to others and takes from them,
// and what is derived from them.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <span>
#include <vector>

#include "cell/cell.h"
#include "region/image/arrival.h"
#include "region/image/copy.h"
#include "region/image/image.h"

namespace terrane {

// Built once, in this header's source file.
extern template class Table<Image>;
extern template class Table<Copy>;
extern template class Table<Arrival>;

struct ImageTables {
  explicit ImageTables(Cell& cell);

  // The images of other accounts that the account may use, in the order in which they were shared.
  std::span<const Image* const> shared_with(AccountId account) const;
  // The copies of an image or a snapshot that are still on their way to other regions.
  std::span<const Copy* const> copies_of(AnyId source) const;

  Table<Image> images;
  Table<Copy> copies;
  Table<Arrival> arrivals;

 private:
  void follow(const Image* before, const Image* after);
  void follow(const Copy* before, const Copy* after);

  // Only of accounts, images and snapshots that have any.
  boost::unordered_flat_map<AccountId, std::vector<const Image*>, std::hash<AccountId>> by_reader_;
  boost::unordered_flat_map<AnyId, std::vector<const Copy*>, std::hash<AnyId>> by_source_;
};

}  // namespace terrane
