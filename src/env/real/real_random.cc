#include "env/real/real_random.h"

#include <sys/random.h>

#include <cerrno>
#include <cstddef>

#include "base/error.h"

namespace terrane {
namespace {

struct Page {
  uint64_t numbers[128];
  size_t used = 128;

  void fill() {
    char* bytes = reinterpret_cast<char*>(numbers);
    for (size_t filled = 0; filled < sizeof numbers;) {
      ssize_t count = getrandom(bytes + filled, sizeof numbers - filled, 0);
      check(count > 0 || errno == EINTR, "the system gives no random numbers");
      if (count > 0) filled += static_cast<size_t>(count);
    }
    used = 0;
  }
};

}  // namespace

uint64_t RealRandom::next() {
  thread_local Page page;
  if (page.used == std::size(page.numbers)) page.fill();
  uint64_t number = page.numbers[page.used];
  page.numbers[page.used++] = 0;  // a number given out is nowhere else in memory
  return number;
}

}  // namespace terrane
