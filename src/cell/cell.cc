#include "cell/cell.h"

#include "cell/loader.h"

namespace terrane {

Cell::Cell(std::string name, Env env, std::unique_ptr<Store> store)
    : name_(std::move(name)), env_(env), store_(std::move(store)), commits_(name_, *store_, env_) {}

Result<void> Cell::open() {
  Loader loader(tables_, env_.workers);
  CHECKED(
      store_->load([&](std::string_view key, std::string_view value) { loader.add(key, value); }));
  CHECKED(loader.finish());
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
