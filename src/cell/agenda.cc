#include "cell/agenda.h"

namespace terrane {
namespace {

constexpr size_t kActsAtOnce = 256;  // then calls get their turn
constexpr Duration kAgainAfter = seconds(1);

}  // namespace

Agenda::Agenda(Cell& cell)
    : cell_(cell), worker_(cell.env().workers.start("agenda", [this] { run(); })) {}

void Agenda::open() {
  is_open_ = true;
  run();  // before anybody looks
}

void Agenda::add(Entry entry) {
  auto added = entries_.insert(entry).first;
  if (is_open_ && added == entries_.begin()) worker_->wake_at(entry.due);
}

void Agenda::run() {
  std::unique_lock writing(cell_.lock());
  if (!is_open_ || cell_.commits().failed()) return;
  Time now = cell_.now();
  // What is due waits with everything else that is to be stored; it still happens at its own time.
  if (!cell_.commits().accepts()) return worker_->wake_at(now + kAgainAfter);
  Transaction transaction;
  for (size_t acted = 0; acted < kActsAtOnce && !entries_.empty(); ++acted) {
    Entry entry = *entries_.begin();
    if (entry.due > now) break;
    transaction.at = entry.due;
    acts_[entry.watched](transaction, entry.id);
    check(!entries_.contains(entry), "what was due has been done");
  }
  cell_.commit(transaction);
  if (!entries_.empty()) worker_->wake_at(entries_.begin()->due);
}

}  // namespace terrane
