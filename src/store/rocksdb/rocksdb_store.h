// The embedded engine: one RocksDB directory per cell.
#pragma once

#include <memory>
#include <string>

#include "store/store.h"

namespace terrane {

// The memory and threads that the stores of one process share, however many cells it serves.
class RocksDbEngine {
 public:
  RocksDbEngine();
  ~RocksDbEngine();

  // Opens the store in `directory`. Refuses a directory another process has open, and one whose
  // files are damaged. A directory that does not exist is an empty store, and made by the first
  // commit, so that cells nobody uses cost nothing.
  Result<std::unique_ptr<Store>> open(const std::string& directory);

  struct Shared;

 private:
  std::shared_ptr<Shared> shared_;  // lives as long as the last store
};

}  // namespace terrane
