#include "cell/cell.h"

namespace terrane {
namespace {

constexpr ErrorKind kUnknownTable{
    "InternalError",
    "The data directory holds records of {}, which this version does not know. Use the version "
    "that "
    "wrote it, or a newer one.",
    "数据目录中存在本版本不认识的记录 {}，请使用写入它的版本或更新版本。"};

}  // namespace

Cell::Cell(std::string name, Env env, std::unique_ptr<Store> store)
    : name_(std::move(name)),
      env_(env),
      store_(std::move(store)),
      commits_(name_, *store_, env_.workers) {}

Result<void> Cell::open() {
  Result<void> outcome;
  TableBase* table = nullptr;  // keys come in order, so a table's records come together
  CHECKED(store_->load([&](std::string_view key, std::string_view value) {
    if (!outcome) return;
    size_t slash = key.find('/');
    std::string_view name = key.substr(0, slash);
    if (!table || table->name() != name) {
      table = nullptr;
      for (TableBase* candidate : tables_)
        if (candidate->name() == name) table = candidate;
      if (!table) {
        outcome = refuse(kUnknownTable, std::string(name));
        return;
      }
    }
    outcome = table->load(key.substr(slash + 1), value);
  }));
  CHECKED(outcome);
  for (TableBase* loaded : tables_) {
    loaded->finish_loading();
    seen_sequence(loaded->newest_sequence());
  }
  return {};
}

uint64_t Cell::commit(Transaction& transaction) {
  if (transaction.empty()) return commits_.newest();
  Batch batch;
  transaction.write(batch);
  transaction.keep();
  return commits_.append(batch);
}

}  // namespace terrane
