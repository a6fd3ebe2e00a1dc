// All changes of one call, made at once in memory, and undone together unless the call commits: a
// refused call leaves nothing behind.
#pragma once

#include <vector>

#include "base/time.h"
#include "cell/table.h"

namespace terrane {

// What a transaction did to a record.
enum class Touch : uint8_t { kAdded, kChanged, kRemoved };

// Changes, and ends, under the cell's writer lock. What it changes is seen at once by everything
// that looks.
class Transaction {
 public:
  Transaction() = default;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() { undo(); }

  template <class T>
  const T& add(Table<T>& table, T record) {
    T* added = table.add(std::move(record));
    entries_.push_back({&table, Touch::kAdded, added, nullptr});
    table.bring_along(*this, nullptr, added);
    return *added;
  }

  // Applies `change(T&)` to the record, which must be there; the key and account may not change.
  template <class T, class Change>
  const T& change(Table<T>& table, const typename T::Key& key, Change change) {
    T* record = table.mutable_record(key);
    T* before = new T(*record);
    change(*record);
    entries_.push_back({&table, Touch::kChanged, record, before});
    table.tell(before, record);
    table.bring_along(*this, before, record);
    return *record;
  }

  template <class T>
  void remove(Table<T>& table, const typename T::Key& key) {
    T* record = table.remove(key);
    entries_.push_back({&table, Touch::kRemoved, record, nullptr});
    table.bring_along(*this, record, nullptr);
  }

  // When it happens, where that is not simply when it is made: what was due happened at its time.
  Time at;

  bool empty() const { return entries_.empty(); }
  // Calls visit(const TableBase&, const void* record, Touch) for everything it did, in order; the
  // record is as it is now, or as it was when it went.
  template <class Visit>
  void each_touched(Visit visit) const {
    for (const Entry& entry : entries_) visit(*entry.table, entry.record, entry.operation);
  }
  // Puts the final state of everything touched into `batch`, one change per key.
  void write(Batch& batch) const;
  // The end: what was changed stays, or is as it was.
  void keep();
  void undo();

 private:
  struct Entry {
    TableBase* table;
    Touch operation;
    void* record;
    void* before;
  };
  void settle();

  std::vector<Entry> entries_;
};

template <class T>
Result<void> Table<T>::follow(Transaction& transaction, std::string_view key,
                              std::optional<std::string_view> value) {
  T record;
  if (!parse_key(key, record.id) || (value && !message_pack::decode(*value, record)))
    return refuse(kRecordUnreadable, std::string(name()) + "/" + std::string(key));
  bool known = find(record.id) != nullptr;
  Key id = record.id;
  if (!value) {
    if (known) transaction.remove(*this, id);
  } else if (!known) {
    transaction.add(*this, std::move(record));
  } else {
    transaction.change(*this, id, [&](T& followed) {
      if constexpr (ListedByAccount<T>) record.position = followed.position;
      followed = std::move(record);
    });
  }
  return {};
}

}  // namespace terrane
