#pragma once

#include "env/env.h"

namespace terrane {

// The kernel's cryptographic generator: IDs, keys and passwords drawn from it cannot be guessed.
// Each thread takes a page of it at a time, which makes a number cost nanoseconds.
class RealRandom final : public Random {
 public:
  uint64_t next() override;
};

}  // namespace terrane
