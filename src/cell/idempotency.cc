#include "cell/idempotency.h"

namespace terrane {

template class Table<FirstAnswer>;

FirstAnswers::FirstAnswers(Cell& cell) : table_(cell.ledger()) {
  cell.attach(table_);
  table_.observe([this](const FirstAnswer* before, const FirstAnswer* after) {
    if (!before) oldest_first_.push_back(after->id);
  });
}

std::string FirstAnswers::key(AccountId account, std::string_view action, std::string_view token) {
  std::string key = std::to_string(static_cast<uint64_t>(account));
  ((key += '/') += action) += '/';
  return key += token;
}

const FirstAnswer* FirstAnswers::find(const std::string& key, Time now) const {
  const FirstAnswer* answer = table_.find(key);
  return answer && answer->expires > now ? answer : nullptr;
}

void FirstAnswers::keep(Cell& cell, Transaction& transaction, FirstAnswer answer, Time now) {
  constexpr int kAtMost = 4;  // let go per answer kept
  for (int tried = 0; tried < kAtMost && !oldest_first_.empty(); ++tried) {
    const FirstAnswer* oldest = table_.find(oldest_first_.front());
    if (oldest && oldest->expires > now) break;
    if (oldest) transaction.remove(table_, oldest->id);
    oldest_first_.pop_front();
  }
  if (table_.find(answer.id)) transaction.remove(table_, answer.id);
  answer.sequence = cell.next_sequence();
  answer.expires = now + kLife;
  transaction.add(table_, std::move(answer));
}

}  // namespace terrane
