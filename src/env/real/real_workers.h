#pragma once

#include "env/env.h"

namespace terrane {

// A thread per worker. It starts at the worker's first wake-up, so that workers with nothing to do
// cost neither start-up time nor memory.
class RealWorkers final : public Workers {
 public:
  std::unique_ptr<Worker> start(std::string_view name, std::function<void()> work) override;
};

}  // namespace terrane
