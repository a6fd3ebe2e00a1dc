// What every Describe has in common: by IDs or by filters, newest first, a page at a time.
#pragma once

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "contract/types.h"
#include "region/region_cell.h"

namespace terrane {

// The codes differ between services; each service's page of handlers names its own.
struct ListingErrors {
  ErrorKind malformed_id;     // {} = the ID
  ErrorKind ids_and_filters;  // both were given
  ErrorKind unknown_filter;   // {} = the filter's name, {} = the names there are
  ErrorKind too_many_values;  // {} = the filter's name, {} = the limit
  ErrorKind bad_page;         // {} = the parameter, {} = its range
};
extern const ListingErrors kVpcListingErrors;
extern const ListingErrors kCvmListingErrors;

// One filter of a kind: `matches` says whether the record has one of the filter's values. A name
// that ends in ':' is a prefix ("tag:"); what follows it is handed over as `suffix`.
template <class T>
struct FilterRule {
  std::string_view name;
  bool (*matches)(const RegionCell& region, const T& record, std::string_view suffix,
                  std::string_view value);
  // Appends every record of the account with the value, and perhaps others', where an index knows
  // them; null where only looking at all of the account's tells.
  void (*lookup)(const RegionCell& region, AccountId account, std::string_view value,
                 std::vector<const T*>& found) = nullptr;
};

struct Page {
  uint64_t offset = 0;
  uint64_t limit = 20;
};
inline constexpr uint64_t kPageLimit = 100;

// Offsets and limits, which services spell as numbers or as text. Absent ones take the defaults.
Result<Page> page_of(const ListingErrors& errors, std::optional<int64_t> offset,
                     std::optional<int64_t> limit, uint64_t limit_max = kPageLimit);
Result<Page> page_of(const ListingErrors& errors, std::string_view offset, std::string_view limit,
                     uint64_t limit_max = kPageLimit);

template <class T>
struct Listed {
  std::vector<const T*> page;
  uint64_t total = 0;

  // Counts one more record, and takes it where it belongs to the page that is wanted.
  void add(const T& record, const Page& wanted) {
    if (total >= wanted.offset && page.size() < wanted.limit) page.push_back(&record);
    ++total;
  }
};

inline constexpr size_t kFiltersMax = 10;
inline constexpr size_t kFilterValuesMax = 100;

// The filters of a request, which is any list of structs with Name and Values, each found among the
// rules of a kind. Good for as long as the request.
template <class T>
class ChosenFilters {
 public:
  template <class Filters>
  static Result<ChosenFilters> choose(const Filters& filters, std::span<const FilterRule<T>> rules,
                                      const ListingErrors& errors) {
    if (filters.size() > kFiltersMax)
      return refuse(errors.too_many_values, "Filters", std::to_string(kFiltersMax));
    ChosenFilters chosen;
    for (const auto& filter : filters) {
      auto rule = std::find_if(rules.begin(), rules.end(), [&](const FilterRule<T>& candidate) {
        return candidate.name.ends_with(':') ? filter.Name.starts_with(candidate.name)
                                             : filter.Name == candidate.name;
      });
      if (rule == rules.end()) return refuse(errors.unknown_filter, filter.Name, names_of(rules));
      if (filter.Values.size() > kFilterValuesMax)
        return refuse(errors.too_many_values, filter.Name, std::to_string(kFilterValuesMax));
      std::string_view suffix =
          rule->name.ends_with(':') ? filter.Name.substr(rule->name.size()) : std::string_view();
      chosen.filters_.push_back({&*rule, suffix, &filter.Values});
    }
    return chosen;
  }

  bool empty() const { return filters_.empty(); }

  // All records that may pass, in no order, some perhaps twice; nothing where no index knows.
  std::optional<std::vector<const T*>> look_up(const RegionCell& region, AccountId account) const {
    auto indexed = std::ranges::find_if(
        filters_, [](const Chosen& filter) { return filter.rule->lookup != nullptr; });
    if (indexed == filters_.end()) return std::nullopt;
    std::vector<const T*> found;
    for (std::string_view value : *indexed->values)
      indexed->rule->lookup(region, account, value, found);
    return found;
  }

  // Whether the record has, for each filter, one of its values.
  bool passes(const RegionCell& region, const T& record) const {
    return std::ranges::all_of(filters_, [&](const Chosen& filter) {
      return std::ranges::any_of(*filter.values, [&](std::string_view value) {
        return filter.rule->matches(region, record, filter.suffix, value);
      });
    });
  }

 private:
  struct Chosen {
    const FilterRule<T>* rule;
    std::string_view suffix;
    const contract::List<contract::Text>* values;
  };

  static std::string names_of(std::span<const FilterRule<T>> rules) {
    std::string names;
    for (const FilterRule<T>& rule : rules) (names += names.empty() ? "" : ", ") += rule.name;
    return names;
  }

  std::vector<Chosen> filters_;
};

// The account's records that the IDs name, or that pass all filters. An ID that names nothing of
// the account in this region is passed over: it does not exist for the caller (M-8, M-13). Filters
// are any list of structs with Name and Values.
template <class T, class Filters>
Result<Listed<T>> list_records(const RegionCell& region, const Table<T>& table, AccountId account,
                               const contract::List<contract::Text>& ids, const Filters& filters,
                               std::span<const FilterRule<T>> rules, Page page,
                               const ListingErrors& errors) {
  Listed<T> listed;
  if (!ids.empty()) {
    if (!filters.empty()) return refuse(errors.ids_and_filters);
    if (ids.size() > kFilterValuesMax)
      return refuse(errors.too_many_values, "IDs", std::to_string(kFilterValuesMax));
    for (std::string_view text : ids) {
      auto id = T::Key::parse(text);
      if (!id) return refuse(errors.malformed_id, text);
      const T* record = table.find(*id);
      if (record && record->account == account) listed.add(*record, page);
    }
    return listed;
  }
  TRY(auto chosen, ChosenFilters<T>::choose(filters, rules, errors));
  if (chosen.empty()) {  // no filter: the page can be found without looking at what is before it
    listed.total = table.count_of(account);
    uint64_t skipped = 0;
    auto records = table.of(account);
    for (size_t at = records.size(); at-- > 0 && listed.page.size() < page.limit;)
      if (records[at] && skipped++ >= page.offset) listed.page.push_back(records[at]);
    return listed;
  }
  if (auto found = chosen.look_up(region, account)) {
    std::erase_if(*found, [&](const T* record) { return record->account != account; });
    std::sort(found->begin(), found->end(),
              [](const T* a, const T* b) { return a->sequence > b->sequence; });
    found->erase(std::unique(found->begin(), found->end()), found->end());
    for (const T* record : *found)
      if (chosen.passes(region, *record)) listed.add(*record, page);
    return listed;
  }
  auto records = table.of(account);
  for (size_t at = records.size(); at-- > 0;)
    if (records[at] && chosen.passes(region, *records[at])) listed.add(*records[at], page);
  return listed;
}

// The records that the IDs name, all of which must be there: `find` refuses what is not the
// account's.
template <class T>
Result<std::vector<const T*>> find_all(const RegionCell& region, AccountId account,
                                       const contract::List<contract::Text>& ids,
                                       Result<const T*> (*find)(const RegionCell&, AccountId,
                                                                std::string_view),
                                       const ListingErrors& errors) {
  if (ids.size() > kFilterValuesMax)
    return refuse(errors.too_many_values, "IDs", std::to_string(kFilterValuesMax));
  std::vector<const T*> records;
  for (std::string_view id : ids) {
    TRY(const T* record, find(region, account, id));
    records.push_back(record);
  }
  return records;
}

// Tag filters, for any record with tags: "tag-key", "tag:<key>".
template <class T>
bool has_tag_key(const RegionCell&, const T& record, std::string_view, std::string_view value) {
  return std::any_of(record.tags.begin(), record.tags.end(),
                     [&](const TagPair& tag) { return tag.key == value; });
}
template <class T>
bool has_tag_value(const RegionCell&, const T& record, std::string_view key,
                   std::string_view value) {
  return std::any_of(record.tags.begin(), record.tags.end(),
                     [&](const TagPair& tag) { return tag.key == key && tag.value == value; });
}

}  // namespace terrane
