#include "store/rocksdb/rocksdb_store.h"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <filesystem>

#include "env/real/files.h"
#include "store/rocksdb/rocksdb_options.h"

namespace terrane {
namespace {

constexpr ErrorKind kInUse{
    "InternalError",
    "The directory {} is in use by another running terrane. Stop that one, or choose another "
    "directory.",
    "目录 {} 正被另一个运行中的 terrane 使用。请停止它，或另选一个目录。"};
constexpr ErrorKind kDamaged{
    "InternalError",
    "The store in {} is damaged and stays closed, so that nothing is lost unnoticed: {}. Restore "
    "the directory from a backup.",
    "{} 中的存储已损坏。为避免无声丢失数据，不予打开：{}。请从备份恢复该目录。"};
constexpr ErrorKind kUnusable{
    "InternalError",
    "The store in {} cannot be used: {}. Check the disk's space, permissions and health, then "
    "start again.",
    "无法使用 {} 中的存储：{}。请检查磁盘空间、权限和健康状况，然后重新启动。"};
constexpr ErrorKind kClosed{"InternalError",
                            "The store in {} failed before and takes no more changes: start again.",
                            "{} 中的存储此前已出错，不再接受更改：请重新启动。"};

std::unexpected<Error> failed(const std::string& directory, const rocksdb::Status& status) {
  std::string reason = status.ToString();
  if (status.IsIOError() && reason.find("LOCK: ") != std::string::npos)
    return refuse(kInUse, directory);
  if (status.IsCorruption()) return refuse(kDamaged, directory, reason);
  return refuse(kUnusable, directory, reason);
}

class RocksDbStore final : public Store {
 public:
  RocksDbStore(std::shared_ptr<RocksDbEngine::Shared> shared, std::string directory)
      : shared_(std::move(shared)), directory_(std::move(directory)) {}

  Result<void> open() {
    rocksdb::DB* database = nullptr;
    if (auto status = rocksdb::DB::Open(rocksdb_options(*shared_), directory_, &database);
        !status.ok())
      return failed(directory_, status);
    database_.reset(database);
    return {};
  }

  Result<void> load(const Visitor& visitor) override {
    if (!database_) return {};
    rocksdb::ReadOptions options;
    options.readahead_size = 2 << 20;
    options.fill_cache = false;
    options.verify_checksums = true;
    std::unique_ptr<rocksdb::Iterator> record(database_->NewIterator(options));
    for (record->SeekToFirst(); record->Valid(); record->Next())
      visitor(record->key().ToStringView(), record->value().ToStringView());
    if (!record->status().ok()) return failed(directory_, record->status());
    return {};
  }

  Result<void> commit(const Batch& batch) override {
    if (closed_) return refuse(kClosed, directory_);
    closed_ = true;  // until the batch is known to be durable
    if (!database_) {
      CHECKED(make_directory(directory_, 0700));
      CHECKED(open());
    }
    changes_.Clear();
    batch.visit([&](std::string_view key, std::string_view value) { changes_.Put(key, value); },
                [&](std::string_view key) { changes_.Delete(key); });
    rocksdb::WriteOptions options;
    options.sync = true;
    if (auto status = database_->Write(options, &changes_); !status.ok())
      return failed(directory_, status);
    closed_ = false;
    return {};
  }

 private:
  const std::shared_ptr<RocksDbEngine::Shared> shared_;
  const std::string directory_;
  std::unique_ptr<rocksdb::DB> database_;  // null: no such directory yet
  rocksdb::WriteBatch changes_;            // kept for its memory
  bool closed_ = false;
};

}  // namespace

RocksDbEngine::RocksDbEngine() : shared_(std::make_shared<Shared>()) {}
RocksDbEngine::~RocksDbEngine() = default;

Result<std::unique_ptr<Store>> RocksDbEngine::open(const std::string& directory) {
  auto store = std::make_unique<RocksDbStore>(shared_, directory);
  if (std::filesystem::exists(directory)) CHECKED(store->open());
  return store;
}

}  // namespace terrane
