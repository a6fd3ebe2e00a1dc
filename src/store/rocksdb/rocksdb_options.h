#pragma once

#include <rocksdb/cache.h>
#include <rocksdb/options.h>
#include <rocksdb/write_buffer_manager.h>

#include <memory>

#include "store/rocksdb/rocksdb_store.h"

namespace terrane {

struct RocksDbEngine::Shared {
  Shared();
  std::shared_ptr<rocksdb::Cache> blocks;
  std::shared_ptr<rocksdb::WriteBufferManager> write_buffers;
  std::shared_ptr<rocksdb::Logger> log;
};

// How a cell uses RocksDB: everything is read once, at the start; after that it only writes, from
// one thread, each commit synced.
rocksdb::Options rocksdb_options(const RocksDbEngine::Shared& shared);
// For reading everything once, from start to end.
rocksdb::ReadOptions rocksdb_load_options();

}  // namespace terrane
