// What a cell does by itself when its time has come. A record says when it wants attention next:
//   Time due() const;   not set: never
// and whoever watches its table acts on it then, in the order of the times. The times are the
// records' own, so a restart forgets nothing, and what fell due meanwhile is done first.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <vector>

#include "cell/cell.h"

namespace terrane {

class Agenda {
 public:
  // Before the cell is opened.
  explicit Agenda(Cell& cell);

  // Acts on each record of the table that is due, under the cell's lock, in a transaction that is
  // then committed. It must leave the record due later, or never, or gone.
  template <class T>
  void watch(Table<T>& table, std::function<void(Transaction&, const T&)> act) {
    size_t watched = acts_.size();
    acts_.push_back([&table, act = std::move(act)](Transaction& transaction, AnyId id) {
      act(transaction, *table.find(typename T::Key(id)));
    });
    table.observe([this, watched](const T* before, const T* after) {
      Time then = before ? before->due() : Time{}, now = after ? after->due() : Time{};
      if (then == now) return;
      if (then.is_set()) entries_.erase({then, before->id, watched});
      if (now.is_set()) add({now, after->id, watched});
    });
  }

  // Begins to act: the records are loaded.
  void open();

 private:
  struct Entry {
    Time due;
    AnyId id;
    size_t watched;
    auto operator<=>(const Entry&) const = default;
  };
  void add(Entry entry);
  void run();

  Cell& cell_;
  bool is_open_ = false;
  std::vector<std::function<void(Transaction&, AnyId)>> acts_;
  std::set<Entry> entries_;  // guarded by the cell's lock
  std::unique_ptr<Worker> worker_;
};

}  // namespace terrane
