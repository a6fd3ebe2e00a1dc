#include "base/interned_text.h"

#include <atomic>
#include <cstring>
#include <functional>
#include <iterator>
#include <mutex>

#include "base/error.h"

namespace terrane {
namespace {

// Numbers by the hash of their text, each in the first free place from there on. Nothing is ever
// taken out, so looking needs no lock.
std::atomic<uint16_t> places[2 * InternedText::kLimit];

}  // namespace

std::string_view InternedText::kept_[kLimit];

// The text's number, or 0 with `place` where it belongs.
uint16_t InternedText::find(std::string_view text, size_t& place) {
  for (place = std::hash<std::string_view>()(text);; ++place) {
    place %= std::size(places);
    uint16_t number = places[place].load(std::memory_order_acquire);
    if (number == 0 || kept_[number] == text) return number;
  }
}

InternedText::InternedText(std::string_view text) {
  if (text.empty()) return;
  size_t place;
  number_ = find(text, place);
  if (number_ != 0) return;
  static std::mutex adding;
  static size_t count = 0;
  std::lock_guard lock(adding);
  number_ = find(text, place);
  if (number_ != 0) return;
  check(count + 1 < kLimit, "interned names are of a bounded set");
  number_ = static_cast<uint16_t>(++count);
  char* characters = new char[text.size()];  // never freed: records outlive every static
  std::memcpy(characters, text.data(), text.size());
  kept_[number_] = {characters, text.size()};
  places[place].store(number_, std::memory_order_release);
}

}  // namespace terrane
