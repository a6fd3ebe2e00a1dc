#include "store/rocksdb/rocksdb_options.h"

#include <rocksdb/memtablerep.h>
#include <rocksdb/table.h>

#include <cstdarg>
#include <cstdio>

namespace terrane {
namespace {

constexpr size_t kMebibyte = 1 << 20;

// Errors go to standard error; the rest of RocksDB's own log, and its files, are not kept.
class ErrorLog final : public rocksdb::Logger {
 public:
  ErrorLog() : Logger(rocksdb::ERROR_LEVEL) {}
  using Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    std::fputs("rocksdb: ", stderr);
    std::vfprintf(stderr, format, arguments);
    std::fputc('\n', stderr);
  }
};

rocksdb::BlockBasedTableOptions table_options(const RocksDbEngine::Shared& shared) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = shared.blocks;
  table.cache_index_and_filter_blocks = true;  // so that the cache bounds them, too
  table.block_size = 16 * 1024;                // read in order: larger blocks compress better
  table.format_version = 5;
  return table;
}

}  // namespace

RocksDbEngine::Shared::Shared()
    : blocks(rocksdb::NewLRUCache(8 * kMebibyte, 0)),
      write_buffers(std::make_shared<rocksdb::WriteBufferManager>(64 * kMebibyte)),
      log(std::make_shared<ErrorLog>()) {}

rocksdb::Options rocksdb_options(const RocksDbEngine::Shared& shared) {
  rocksdb::Options options;
  options.create_if_missing = true;
  options.info_log = shared.log;

  // One writer.
  options.allow_concurrent_memtable_write = false;
  options.enable_write_thread_adaptive_yield = false;
  // Nothing is read back while it runs: so what is in memory is sorted when it goes to disk, not
  // record by record.
  options.memtable_factory = std::make_shared<rocksdb::VectorRepFactory>();

  // Memory is small, and shared by all cells.
  options.write_buffer_manager = shared.write_buffers;
  options.write_buffer_size = 8 * kMebibyte;  // what a start replays into memory at most
  options.max_write_buffer_number = 4;
  options.arena_block_size = 256 * 1024;
  options.max_open_files = 256;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table_options(shared)));
  options.compression = rocksdb::kLZ4Compression;
  options.level_compaction_dynamic_level_bytes = true;
  options.compaction_readahead_size = 2 * kMebibyte;

  // Opening is quick: nothing is opened, measured or started that the first request does not need.
  options.skip_stats_update_on_db_open = true;
  options.skip_checking_sst_file_sizes_on_db_open = true;  // load() reads every one of them
  options.max_file_opening_threads = 1;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;

  // Damage is an error, never a loss. The log may end in a torn commit, which goes; log_damage.h
  // sees to it that nothing else does.
  options.paranoid_checks = true;
  options.track_and_verify_wals_in_manifest = true;
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  return options;
}

rocksdb::ReadOptions rocksdb_load_options() {
  rocksdb::ReadOptions options;
  options.verify_checksums = true;
  options.fill_cache = false;
  options.readahead_size = 2 * kMebibyte;
  return options;
}

}  // namespace terrane
