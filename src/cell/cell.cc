#include "cell/cell.h"

#include "cell/event_log.h"
#include "cell/loader.h"

namespace terrane {

Cell::Cell(std::string name, Env env, std::unique_ptr<Store> store)
    : name_(std::move(name)),
      env_(env),
      store_(std::move(store)),
      events_(std::make_unique<EventLog>(env_.random)),
      commits_(name_, *store_, env_) {}

Cell::~Cell() = default;

void Cell::attach(TableBase& table) {
  tables_.push_back(&table);
  events_->watch(table);
}

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
  uint64_t sequence = commits_.append(batch);
  note(transaction, sequence);
  transaction.keep();
  return sequence;
}

// What is durable by now was announced before it was noted.
void Cell::note(const Transaction& transaction, uint64_t sequence) {
  events_->note(transaction, now(), sequence);
  if (sequence <= commits_.durable()) commits_.announce();
}

}  // namespace terrane
