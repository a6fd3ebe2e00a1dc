#pragma once

#include <chrono>

#include "env/env.h"

namespace terrane {

// The machine's wall clock.
class RealClock final : public Clock {
 public:
  Time now() const override {
    using namespace std::chrono;
    return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
  }
};

}  // namespace terrane
