#include "store/rocksdb/rocksdb_store.h"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <filesystem>

#include "store/rocksdb/log_damage.h"
#include "store/rocksdb/rocksdb_options.h"

namespace terrane {
namespace {

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
  return refuse(status.IsCorruption() ? kDamaged : kUnusable, directory, status.ToString());
}

enum class Access : char { kRead, kWrite };

class RocksDbStore final : public Store {
 public:
  RocksDbStore(const RocksDbEngine::Shared& shared, std::string directory)
      : shared_(shared), directory_(std::move(directory)) {}

  Result<void> load(const Visitor& visitor) override {
    if (!holds_commits()) return {};
    TRY(auto database, open(Access::kRead));
    std::unique_ptr<rocksdb::Iterator> record(database->NewIterator(rocksdb_load_options()));
    for (record->SeekToFirst(); record->Valid(); record->Next())
      visitor(record->key().ToStringView(), record->value().ToStringView());
    if (!record->status().ok()) return failed(directory_, record->status());
    return {};
  }

  Result<void> commit(const Batch& batch) override {
    if (closed_) return refuse(kClosed, directory_);
    closed_ = true;  // until the batch is known to be durable
    if (!writer_) {
      CHECKED(make_directory(directory_, 0700));
      TRY(writer_, open(Access::kWrite));
    }
    changes_.Clear();
    batch.visit([&](std::string_view key, std::string_view value) { changes_.Put(key, value); },
                [&](std::string_view key) { changes_.Delete(key); });
    rocksdb::WriteOptions options;
    options.sync = true;
    if (auto status = writer_->Write(options, &changes_); !status.ok())
      return failed(directory_, status);
    closed_ = false;
    return {};
  }

 private:
  // False for a directory that does not exist, and for one whose making was cut short: its first
  // file of content is made after the one named here.
  bool holds_commits() const {
    if (!std::filesystem::exists(directory_)) return false;
    for (auto& file : std::filesystem::directory_iterator(directory_)) {
      auto name = file.path().filename();
      if (name == "CURRENT" || name.extension() == ".log" || name.extension() == ".sst")
        return true;
    }
    return false;
  }

  Result<std::unique_ptr<rocksdb::DB>> open(Access access) const {
    rocksdb::Options options = rocksdb_options(shared_);
    options.create_if_missing = !holds_commits();
    if (!options.create_if_missing && !logs_are_readable(directory_))
      return refuse(kDamaged, directory_, "its log is unreadable in the middle");
    rocksdb::DB* database = nullptr;
    auto status = access == Access::kRead
                      ? rocksdb::DB::OpenForReadOnly(options, directory_, &database)
                      : rocksdb::DB::Open(options, directory_, &database);
    if (!status.ok()) return failed(directory_, status);
    return std::unique_ptr<rocksdb::DB>(database);
  }

  const RocksDbEngine::Shared& shared_;
  const std::string directory_;
  std::unique_ptr<rocksdb::DB> writer_;  // from the first commit on
  rocksdb::WriteBatch changes_;          // kept for its memory
  bool closed_ = false;
};

}  // namespace

RocksDbEngine::RocksDbEngine(std::string directory, DirectoryLock lock)
    : directory_(std::move(directory)),
      lock_(std::move(lock)),
      shared_(std::make_unique<Shared>()) {}

RocksDbEngine::~RocksDbEngine() = default;

Result<std::unique_ptr<RocksDbEngine>> RocksDbEngine::open(const std::string& directory) {
  CHECKED(make_directory(directory, 0700));
  TRY(auto lock, DirectoryLock::take(directory));
  return std::unique_ptr<RocksDbEngine>(new RocksDbEngine(directory, std::move(lock)));
}

std::unique_ptr<Store> RocksDbEngine::store(std::string_view name) {
  return std::make_unique<RocksDbStore>(*shared_, directory_ + "/" + std::string(name));
}

}  // namespace terrane
