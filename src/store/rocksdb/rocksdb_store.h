// The embedded engine: one RocksDB directory per cell.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "env/real/files.h"
#include "store/store.h"

namespace terrane {

// A data directory, which one process uses at a time, with a store per cell in it. The stores share
// memory and threads, however many they are.
class RocksDbEngine {
 public:
  // Makes the directory where missing. Refuses one that another process has open.
  static Result<std::unique_ptr<RocksDbEngine>> open(const std::string& directory);
  ~RocksDbEngine();  // after the last store

  // The store of the cell `name`, in the subdirectory of that name. Loading reads its files and
  // changes nothing; the first commit makes or reopens them. So a start waits for no disk write,
  // and a cell that nobody changes costs neither memory nor threads. Damaged files are refused by
  // load().
  std::unique_ptr<Store> store(std::string_view name);

  struct Shared;

 private:
  RocksDbEngine(std::string directory, DirectoryLock lock);

  const std::string directory_;
  const DirectoryLock lock_;
  const std::unique_ptr<Shared> shared_;
};

}  // namespace terrane
