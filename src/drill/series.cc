#include "drill/series.h"

#include <algorithm>

#include "drill/length.h"

namespace terrane::drill {

void Counts::add(const Request& request) {
  ++sent;
  if (request.fate == Fate::kLost) {
    ++lost;
    return;
  }
  ++served;
  if (request.fate == Fate::kSlow) ++slow;
}

void Series::served(Duration at, Duration took, bool slow) {
  requests_.push_back({at, took, slow ? Fate::kSlow : Fate::kServed});
}

void Series::lost(Duration at, std::string_view reason) {
  auto known = std::ranges::find(reasons_, reason);
  if (known == reasons_.end()) known = reasons_.emplace(known, reason);
  requests_.push_back({at, {}, Fate::kLost, uint16_t(known - reasons_.begin())});
}

void Series::sort() {
  std::ranges::stable_sort(requests_, {}, &Request::at);
}

std::pair<size_t, size_t> Series::within(Duration from, Duration until) const {
  auto position = [&](Duration at) {
    return size_t(std::ranges::lower_bound(requests_, at, {}, &Request::at) - requests_.begin());
  };
  return {position(from), position(until)};
}

Counts Series::counts(Duration from, Duration until) const {
  Counts counts;
  auto [first, end] = within(from, until);
  for (size_t i = first; i < end; ++i) counts.add(requests_[i]);
  return counts;
}

std::optional<Duration> Series::percentile(Duration from, Duration until, double share) const {
  std::vector<Duration> lengths;
  auto [first, end] = within(from, until);
  for (size_t i = first; i < end; ++i)
    if (requests_[i].fate != Fate::kLost) lengths.push_back(requests_[i].took);
  if (lengths.empty()) return std::nullopt;
  size_t rank = std::min(lengths.size() - 1, size_t(share * double(lengths.size())));
  std::ranges::nth_element(lengths, lengths.begin() + ptrdiff_t(rank));
  return lengths[rank];
}

std::optional<Duration> Series::recovery(Duration from, Duration until) const {
  auto [first, end] = within(from, until);
  for (size_t i = end; i > first; --i) {
    if (requests_[i - 1].fate != Fate::kLost) continue;
    if (i == end) return std::nullopt;
    return requests_[i].at - from;
  }
  return Duration{};
}

std::vector<Counts> Series::per_slot(Duration width, Duration until) const {
  auto count = size_t((until.microseconds + width.microseconds - 1) / width.microseconds);
  std::vector<Counts> slots(count);
  for (const Request& request : requests_)
    if (size_t slot = size_t(request.at.microseconds / width.microseconds); slot < count)
      slots[slot].add(request);
  return slots;
}

std::vector<Outage> Series::outages() const {
  std::vector<Outage> outages;
  for (const Request& request : requests_) {
    if (request.fate != Fate::kLost) continue;
    if (outages.empty() || request.at - outages.back().last > Outage::kGap)
      outages.push_back({request.at, request.at, 0, request.reason});
    outages.back().last = request.at;
    ++outages.back().lost;
  }
  return outages;
}

}  // namespace terrane::drill
