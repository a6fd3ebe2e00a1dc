// Every request of one load: when it was sent, and what became of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace terrane::drill {

enum class Fate : uint8_t { kServed, kSlow, kLost };

struct Request {
  Duration at;
  Duration took;  // of one that was answered
  Fate fate = Fate::kServed;
  uint16_t reason = 0;  // of one that was lost: position in Series::reasons()
};

struct Counts {
  size_t sent = 0;
  size_t served = 0;  // slow ones too
  size_t slow = 0;
  size_t lost = 0;
  void add(const Request& request);
  // Percent of those sent; 100 where nothing was.
  double availability() const { return sent == 0 ? 100 : 100.0 * double(served) / double(sent); }
};

// From the first of a row of lost requests, with at most kGap between two, to the last.
struct Outage {
  static constexpr Duration kGap = seconds(2);
  Duration first, last;
  size_t lost = 0;
  uint16_t reason = 0;  // of the first
};

class Series {
 public:
  explicit Series(std::string name) : name_(std::move(name)) {}

  const std::string& name() const { return name_; }
  // In any order; sort() once after the last.
  void served(Duration at, Duration took, bool slow);
  void lost(Duration at, std::string_view reason);
  void sort();

  const std::vector<Request>& requests() const { return requests_; }
  const std::vector<std::string>& reasons() const { return reasons_; }

  // What follows is of requests sent from `from` on and before `until`, once sorted.
  Counts counts(Duration from, Duration until) const;
  // How long the slowest of the fastest `share` of those served took; nothing where none was.
  std::optional<Duration> percentile(Duration from, Duration until, double share) const;
  // How long after `from` nothing is lost any more: zero if nothing is, nothing if no request is
  // served after the last that is lost.
  std::optional<Duration> recovery(Duration from, Duration until) const;
  // Sent per second, in slots of `width` from zero to `until`.
  std::vector<Counts> per_slot(Duration width, Duration until) const;
  std::vector<Outage> outages() const;

 private:
  std::pair<size_t, size_t> within(Duration from, Duration until) const;

  std::string name_;
  std::vector<Request> requests_;
  std::vector<std::string> reasons_{""};
};

}  // namespace terrane::drill
