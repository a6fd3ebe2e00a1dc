#include "cell/loader.h"

#include <utility>

namespace terrane {
namespace {

constexpr ErrorKind kUnknownTable{
    "InternalError",
    "The data directory holds records of {}, which this version does not know. Use the version "
    "that wrote it, or a newer one.",
    "数据目录中存在本版本不认识的记录 {}，请使用写入它的版本或更新版本。"};

constexpr size_t kChunkBytes = 256 << 10;
constexpr size_t kMostWaiting = 8;  // chunks; with more, who reads decodes, too

}  // namespace

Loader::Loader(std::span<TableBase* const> tables, Workers& workers)
    : tables_(tables), helper_(workers.start("loader", [this] {
        while (decode_next(0)) continue;
      })) {}

void Loader::add(std::string_view key, std::string_view value) {
  if (failed_) return;
  size_t slash = key.find('/');
  std::string_view name = key.substr(0, slash);
  if (!filling_.table || filling_.table->name() != name) turn_to_table(name);
  if (!filling_.table) return;
  filling_.records.put(key.substr(slash + 1), value);
  if (filling_.records.size_bytes() < kChunkBytes) return;
  hand_over();
  helper_->wake();
  while (decode_next(kMostWaiting)) continue;
}

Result<void> Loader::finish() {
  hand_over();
  while (decode_next(0)) continue;
  helper_.reset();  // waits for what it decodes
  return std::move(outcome_);
}

void Loader::turn_to_table(std::string_view name) {
  hand_over();
  filling_.table = nullptr;
  for (TableBase* table : tables_)
    if (table->name() == name) filling_.table = table;
  if (!filling_.table) fail(refuse(kUnknownTable, std::string(name)).error());
}

void Loader::hand_over() {
  if (filling_.records.empty()) return;
  TableBase* table = filling_.table;
  std::lock_guard lock(mutex_);
  waiting_.push_back(std::exchange(filling_, Chunk{table, {}}));
}

// Decodes the chunk that waits longest; false when no more than these wait.
bool Loader::decode_next(size_t most_waiting) {
  Chunk chunk;
  {
    std::lock_guard lock(mutex_);
    if (waiting_.size() <= most_waiting) return false;
    chunk = std::move(waiting_.front());
    waiting_.pop_front();
  }
  auto loaded = chunk.table->load(chunk.records);
  if (!loaded) fail(std::move(loaded).error());
  return true;
}

void Loader::fail(Error error) {
  std::lock_guard lock(mutex_);
  if (!failed_.exchange(true)) outcome_ = std::unexpected(std::move(error));
}

}  // namespace terrane
