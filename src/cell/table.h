// A cell's records of one kind, in memory: by key, and by account in the order of creation.
//
// A record type says, in one struct:
//   static constexpr std::string_view kTable;   permanent name of its table
//   using Key = ...;  Key id;                   what it is found by (cell/key_text.h)
//   static constexpr auto kFields;              what is stored (base/fields.h); the key is not
//   among it
// and, where they apply:
//   AccountId account; uint64_t sequence; uint32_t position;   to be listed by account
//   template <class Refer> void references(Refer refer) const; what it refers to (D7)
#pragma once

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <concepts>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "cell/key_text.h"
#include "cell/ledger.h"
#include "cell/message_pack.h"
#include "store/store.h"

namespace terrane {

template <class T>
concept ListedByAccount = requires(T record) {
  record.account;
  record.sequence;
  record.position;
};

template <class T>
concept Refers = requires(const T record) { record.references([](AnyId) {}); };

template <class T>
concept LivesInAZone = requires(const T record) {
  { record.zone } -> std::convertible_to<uint32_t>;
};

class Transaction;

// What a transaction and the store need of any table.
class TableBase {
 public:
  explicit TableBase(std::string_view name) : name_(name) {}
  virtual ~TableBase() = default;
  TableBase(const TableBase&) = delete;
  TableBase& operator=(const TableBase&) = delete;
  std::string_view name() const { return name_; }

  // The kind of resource its records are, and how many there are, of one account or of all; no kind
  // for records that are no resources.
  virtual std::optional<Kind> kind() const = 0;
  virtual size_t count(std::optional<AccountId> account) const = 0;
  // The public number of the zone that a record of this table is in; 0 where it is in none.
  virtual uint32_t zone_of(const void* record) const = 0;
  // Whose the record is, nobody's if of no account; and what it is found by.
  virtual AccountId account_of(const void* record) const = 0;
  virtual std::string key_of(const void* record) const = 0;

  // Reads stored records: each is put, under its key. From any thread, in any order;
  // finish_loading() once after the last.
  virtual Result<void> load(const Batch& records) = 0;
  virtual void finish_loading() = 0;
  // The highest creation number among the loaded records; 0 for tables that do not number them.
  virtual uint64_t newest_sequence() const = 0;
  // Shows every record as it is stored.
  virtual void dump(const Store::Visitor& visitor) const = 0;

  // Makes the record with this key be what `value` says, or be gone: how a replica follows (D3).
  virtual Result<void> follow(Transaction& transaction, std::string_view key,
                              std::optional<std::string_view> value) = 0;

  // For Transaction alone: a record is told apart by its address, `before` is a copy of what it
  // was.
  virtual void undo_add(void* record) = 0;
  virtual void undo_change(void* record, void* before) = 0;
  virtual void undo_remove(void* record) = 0;
  virtual void forget(void* record_or_copy) = 0;
  virtual void store(const void* record, bool removed, Batch& batch, std::string& buffer) const = 0;
  virtual void settle() = 0;  // after a commit or an undo: what went may be tidied away

 private:
  std::string_view name_;
};

inline constexpr ErrorKind kRecordUnreadable{
    "InternalError", "The stored record {} cannot be read. Restore this cell's data from a copy.",
    "无法读取存储的记录 {}，请从备份恢复该地域的数据。"};

template <class T>
class Table : public TableBase {
 public:
  using Key = typename T::Key;
  // Told of every change, after it: (nullptr, added), (before, after), (removed, nullptr).
  using Observer = std::function<void(const T* before, const T* after)>;

  // The same, but told where the change is made, so that it may change more along with it; not of
  // what is loaded or undone, since what it changed then is loaded and undone by itself.
  using Companion = std::function<void(Transaction&, const T* before, const T* after)>;

  explicit Table(Ledger& ledger) : TableBase(T::kTable), ledger_(ledger) {}

  void observe(Observer observer) { observers_.push_back(std::move(observer)); }

  void accompany(Companion companion) { companions_.push_back(std::move(companion)); }

  const T* find(const Key& key) const {
    auto found = records_.find(key);
    return found == records_.end() ? nullptr : found->second.get();
  }
  size_t size() const { return records_.size(); }

  // Every record, in no order.
  template <class Visit>
  void each(Visit visit) const {
    for (const auto& [key, record] : records_) visit(*record);
  }

  // The account's records, oldest first; null where one went.
  std::span<const T* const> of(AccountId account) const
    requires ListedByAccount<T>
  {
    auto found = lists_.find(account);
    if (found == lists_.end()) return {};
    return {found->second.records.data(), found->second.records.size()};
  }
  size_t count_of(AccountId account) const
    requires ListedByAccount<T>
  {
    auto found = lists_.find(account);
    return found == lists_.end() ? 0 : found->second.live;
  }

  std::optional<Kind> kind() const override {
    if constexpr (ListedByAccount<T> && requires { Key::kKind; }) return Key::kKind;
    return std::nullopt;
  }
  size_t count(std::optional<AccountId> account) const override {
    if constexpr (ListedByAccount<T>)
      if (account) return count_of(*account);
    return account ? 0 : size();
  }
  uint32_t zone_of(const void* record) const override {
    if constexpr (LivesInAZone<T>) return static_cast<const T*>(record)->zone;
    return 0;
  }
  AccountId account_of(const void* record) const override {
    if constexpr (requires(const T one) {
                    { one.account } -> std::convertible_to<AccountId>;
                  })
      return static_cast<const T*>(record)->account;
    return AccountId::kNone;
  }
  std::string key_of(const void* record) const override {
    return std::string(key_text(static_cast<const T*>(record)->id));
  }

  Result<void> follow(Transaction& transaction, std::string_view key,
                      std::optional<std::string_view> value) override;

  Result<void> load(const Batch& records) override {
    std::vector<Loaded> decoded;
    decoded.reserve(records.count());
    Result<void> outcome;
    auto decode = [&](std::string_view key, std::string_view value) {
      auto record = std::make_unique<T>();
      if (!parse_key(key, record->id) || !message_pack::decode(value, *record))
        outcome = refuse(kRecordUnreadable, std::string(name()) + "/" + std::string(key));
      uint64_t sequence = 0;
      if constexpr (ListedByAccount<T>) sequence = record->sequence;
      decoded.push_back({sequence, std::move(record)});
    };
    records.visit(decode, [](std::string_view) {});
    std::lock_guard lock(loading_);
    std::ranges::move(decoded, std::back_inserter(loaded_));
    return outcome;
  }

  void finish_loading() override {
    std::vector<Loaded> loaded = std::exchange(loaded_, std::vector<Loaded>());
    std::sort(loaded.begin(), loaded.end());
    if (!loaded.empty()) newest_sequence_ = loaded.back().sequence;
    records_.reserve(loaded.size());
    // Records lie in memory in the order of their keys. So a million of them are waited for, one
    // by one, unless they are fetched ahead.
    constexpr size_t kAhead = 16;
    for (size_t at = 0; at < loaded.size(); ++at) {
      if (at + kAhead < loaded.size()) prefetch(loaded[at + kAhead].record.get());
      appear(insert(std::move(loaded[at].record)));
    }
  }

  uint64_t newest_sequence() const override { return newest_sequence_; }

  void dump(const Store::Visitor& visitor) const override {
    std::string value;
    for (const auto& [key, record] : records_) {
      value.clear();
      message_pack::encode(*record, value);
      visitor(key_text(key), value);
    }
  }

 private:
  friend class Transaction;

  struct List {
    std::vector<const T*> records;
    size_t live = 0;
  };

  // Read from the store, and not shown to anyone yet.
  struct Loaded {
    uint64_t sequence;  // beside the record, so that sorting need not look at it
    std::unique_ptr<T> record;
    bool operator<(const Loaded& other) const {
      return sequence != other.sequence ? sequence < other.sequence : record->id < other.record->id;
    }
  };

  static void prefetch(const T* record) {
    constexpr size_t kLine = 64;
    auto* bytes = reinterpret_cast<const char*>(record);
    for (size_t offset = 0; offset < sizeof(T); offset += kLine) __builtin_prefetch(bytes + offset);
  }

  T* insert(std::unique_ptr<T> record) {
    T* address = record.get();
    check(records_.emplace(address->id, std::move(record)).second, "a new record's key is free");
    return address;
  }

  T* add(T&& value) {
    T* address = insert(std::make_unique<T>(std::move(value)));
    appear(address);
    return address;
  }

  T* mutable_record(const Key& key) {
    auto found = records_.find(key);
    check(found != records_.end(), "a record that is changed is there");
    return found->second.get();
  }

  // The record stays in memory, at its place in the list, until forget() or undo_remove().
  T* remove(const Key& key) {
    auto found = records_.find(key);
    check(found != records_.end(), "a record that is removed is there");
    T* record = found->second.release();
    records_.erase(found);
    if constexpr (ListedByAccount<T>) {
      List& list = lists_[record->account];
      list.records[record->position] = nullptr;
      --list.live;
      gappy_.push_back(record->account);
    }
    tell(record, nullptr);
    return record;
  }

  void appear(T* record) {
    if constexpr (ListedByAccount<T>) {
      List& list = lists_[record->account];
      record->position = static_cast<uint32_t>(list.records.size());
      list.records.push_back(record);
      ++list.live;
    }
    tell(nullptr, record);
  }

  void tell(const T* before, const T* after) {
    if constexpr (Refers<T>) {
      if (before && after) {
        update_references(*before, *after);
      } else if (before) {
        before->references([&](AnyId target) { ledger_.remove(before->id, target); });
      } else {
        after->references([&](AnyId target) { ledger_.add(after->id, target); });
      }
    }
    for (Observer& observer : observers_) observer(before, after);
  }

  void bring_along(Transaction& transaction, const T* before, const T* after) {
    for (Companion& companion : companions_) companion(transaction, before, after);
  }

  void update_references(const T& before, const T& after)
    requires Refers<T>
  {
    std::vector<AnyId> old_targets, new_targets;
    before.references([&](AnyId target) { old_targets.push_back(target); });
    after.references([&](AnyId target) { new_targets.push_back(target); });
    if (old_targets == new_targets) return;
    for (AnyId target : old_targets) ledger_.remove(before.id, target);
    for (AnyId target : new_targets) ledger_.add(after.id, target);
  }

  void undo_add(void* record) override {
    T* added = static_cast<T*>(record);
    tell(added, nullptr);
    if constexpr (ListedByAccount<T>) {
      List& list = lists_[added->account];
      list.records[added->position] = nullptr;
      --list.live;
    }
    records_.erase(added->id);
  }
  void undo_change(void* record, void* before) override {
    T *now = static_cast<T*>(record), *then = static_cast<T*>(before);
    std::swap(*now, *then);
    tell(then, now);
    delete then;
  }
  void undo_remove(void* record) override {
    T* removed = static_cast<T*>(record);
    if constexpr (ListedByAccount<T>) {
      List& list = lists_[removed->account];
      list.records[removed->position] = removed;
      ++list.live;
    }
    records_.emplace(removed->id, std::unique_ptr<T>(removed));
    tell(nullptr, removed);
  }
  void forget(void* record_or_copy) override { delete static_cast<T*>(record_or_copy); }

  void store(const void* record, bool removed, Batch& batch, std::string& buffer) const override {
    const T& value = *static_cast<const T*>(record);
    std::string key(name());
    key += '/';
    key += key_text(value.id);
    if (removed) return batch.erase(key);
    buffer.clear();
    message_pack::encode(value, buffer);
    batch.put(key, buffer);
  }

  // Closes the gaps of lists that are mostly gaps.
  void settle() override {
    if constexpr (ListedByAccount<T>) {
      for (AccountId account : gappy_) {
        List& list = lists_[account];
        if (list.records.size() < 64 || list.live * 2 > list.records.size()) continue;
        std::erase(list.records, nullptr);
        for (uint32_t position = 0; position < list.records.size(); ++position)
          const_cast<T*>(list.records[position])->position = position;
      }
      gappy_.clear();
    }
  }

  Ledger& ledger_;
  boost::unordered_flat_map<Key, std::unique_ptr<T>, std::hash<Key>> records_;
  boost::unordered_flat_map<AccountId, List, std::hash<AccountId>> lists_;
  std::vector<AccountId> gappy_;
  std::mutex loading_;          // guards loaded_
  std::vector<Loaded> loaded_;  // until finish_loading()
  uint64_t newest_sequence_ = 0;
  std::vector<Observer> observers_;
  std::vector<Companion> companions_;
};

}  // namespace terrane
