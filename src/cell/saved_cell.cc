#include "cell/saved_cell.h"

#include <algorithm>
#include <map>
#include <set>

#include "cell/event_log.h"

namespace terrane {
namespace {

constexpr std::string_view kMagic = "terrane-cell";

constexpr ErrorKind kNotReadable{
    "FailedOperation.StateUnreadable",
    "The file of cell {} is not what was saved. Restore it from a copy, or delete the state.",
    "单元 {} 的状态文件已损坏，请从备份恢复该文件或删除该状态。"};
constexpr ErrorKind kUnknownTable{
    "UnsupportedOperation.StateFormat",
    "The state holds records of {}, which this version does not know. Use the version that saved "
    "it, or a newer one.",
    "状态中存在本版本不认识的记录 {}，请使用保存它的版本或更新版本。"};

uint64_t digest_of(std::string_view bytes) {
  uint64_t digest = 14695981039346656037ull;  // FNV-1a
  for (unsigned char c : bytes) digest = (digest ^ c) * 1099511628211ull;
  return digest;
}

void put_bytes(std::string& out, std::string_view bytes) {
  char head[5];
  out.append(head, size_t(mp_encode_binl(head, uint32_t(bytes.size())) - head)).append(bytes);
}

// Reads what put it there; anything else makes it fail.
class Scanner {
 public:
  explicit Scanner(std::string_view bytes)
      : begin_(bytes.data()), at_(begin_), end_(begin_ + bytes.size()) {}

  bool failed() const { return failed_; }
  bool at_end() const { return at_ == end_; }
  std::string_view before() const { return {begin_, size_t(at_ - begin_)}; }
  std::string_view text() { return take(MP_STR, mp_decode_str); }
  std::string_view bytes() { return take(MP_BIN, mp_decode_bin); }
  uint64_t number() { return next_is(MP_UINT) ? mp_decode_uint(&at_) : 0; }

 private:
  bool next_is(mp_type type) {
    const char* next = at_;
    failed_ = failed_ || at_ == end_ || mp_check(&next, end_) != 0 || mp_typeof(*at_) != type;
    return !failed_;
  }
  template <class Decode>
  std::string_view take(mp_type type, Decode decode) {
    if (!next_is(type)) return {};
    uint32_t size = 0;
    const char* data = decode(&at_, &size);
    return {data, size};
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  bool failed_ = false;
};

std::string_view table_of(std::string_view key) {
  return key.substr(0, key.find('/'));
}

template <class Visit>
void each_record(const Cell& cell, Visit visit) {
  std::string key;
  for (const TableBase* table : cell.tables())
    table->dump([&](std::string_view id, std::string_view value) {
      key = table->name();
      (key += '/') += id;
      visit(key, value);
    });
}

using Records = std::map<std::string, std::string, std::less<>>;  // the same cell, the same bytes

std::string written(std::string_view cell, const Records& records) {
  std::string bytes;
  message_pack::Writer writer(bytes);
  writer.text(kMagic);
  writer.unsigned_integer(SavedCell::kFormat);
  writer.text(cell);
  writer.unsigned_integer(records.size());
  for (const auto& [key, value] : records) {
    writer.text(key);
    put_bytes(bytes, value);
  }
  writer.unsigned_integer(digest_of(bytes));
  return bytes;
}

}  // namespace

std::string SavedCell::save(const Cell& cell) {
  Records records;
  each_record(cell,
              [&](std::string_view key, std::string_view value) { records.emplace(key, value); });
  return written(cell.name(), records);
}

SavedCell SavedCell::of_nothing(std::string_view cell) {
  return *read(written(cell, {}));
}

SavedCell SavedCell::with_tables_of(const Cell& now,
                                    std::span<const std::string_view> tables) const {
  auto is_named = [&](std::string_view key) {
    return std::ranges::find(tables, table_of(key)) != tables.end();
  };
  Records records;
  for (const auto& [key, value] : records_)
    if (!is_named(key)) records.emplace(key, value);
  each_record(now, [&](std::string_view key, std::string_view value) {
    if (is_named(key)) records.emplace(key, value);
  });
  return *read(written(cell_, records));
}

Result<SavedCell> SavedCell::read(std::string bytes) {
  SavedCell saved;
  saved.bytes_ = std::make_shared<const std::string>(std::move(bytes));
  Scanner scanner(*saved.bytes_);
  bool known = scanner.text() == kMagic && scanner.number() == kFormat;
  saved.cell_ = scanner.text();
  uint64_t count = scanner.number();
  for (uint64_t i = 0; known && i < count && !scanner.failed(); ++i) {
    std::string_view key = scanner.text();
    saved.records_.emplace_back(key, scanner.bytes());
  }
  std::string_view digested = scanner.before();
  uint64_t digest = scanner.number();
  if (!known || scanner.failed() || !scanner.at_end() || digest != digest_of(digested))
    return refuse(kNotReadable, saved.cell_);
  return saved;
}

CellDifference difference(const Cell& cell, const SavedCell& saved) {
  using Kind = CellDifference::Kind;
  std::map<std::string_view, std::string_view> then(saved.records().begin(), saved.records().end());
  std::map<std::string, Kind> found;
  CellDifference difference;
  each_record(cell, [&](const std::string& key, std::string_view value) {
    auto before = then.find(key);
    if (before == then.end()) {
      found.emplace(key, Kind::kAdded);
      difference.back.erase(key);
      return;
    }
    if (before->second != value) {
      found.emplace(key, Kind::kChanged);
      difference.back.put(key, before->second);
    }
    then.erase(before);
  });
  for (const auto& [key, value] : then) {
    found.emplace(key, Kind::kRemoved);
    difference.back.put(key, value);
  }
  for (auto& [key, kind] : found) difference.entries.push_back({kind, key});
  return difference;
}

Result<CellReplacement> CellReplacement::prepare(Cell& cell, SavedCell saved) {
  std::set<std::string_view> tables;
  for (const TableBase* table : cell.tables()) tables.insert(table->name());
  for (const auto& [key, value] : saved.records()) {
    std::string_view table = table_of(key);
    if (!tables.contains(table)) return refuse(kUnknownTable, table);
  }
  return CellReplacement(cell, std::move(saved));
}

void CellReplacement::read() {
  std::map<std::string_view, Batch> by_table;
  for (const auto& [key, value] : saved_.records()) {
    std::string_view table = table_of(key);
    by_table[table].put(key.substr(table.size() + 1), value);
  }
  for (TableBase* table : cell_->tables())
    if (auto records = by_table.find(table->name()); records != by_table.end())
      check(table->load(records->second).has_value(), "a state that was saved can be read");
}

// What refers to others goes before them. Whatever goes along with it, or is written on that
// occasion, is a record, too, and goes the same way.
void CellReplacement::clear() {
  Transaction transaction;
  transaction.at = cell_->now();
  const auto& tables = cell_->tables();
  bool is_empty = false;
  while (!is_empty) {
    is_empty = true;
    for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
      std::vector<std::string> keys;
      (*table)->dump([&](std::string_view key, std::string_view) { keys.emplace_back(key); });
      for (const std::string& key : keys)
        check((*table)->follow(transaction, key, std::nullopt).has_value(), "a key can be read");
      is_empty = is_empty && keys.empty();
    }
  }
  transaction.keep();
}

uint64_t CellReplacement::replace() {
  Batch back = difference(*cell_, saved_).back;
  clear();
  for (TableBase* table : cell_->tables()) {
    table->finish_loading();
    cell_->seen_sequence(table->newest_sequence());
  }
  cell_->events().forget();
  return back.empty() ? cell_->commits().newest() : cell_->commits().append(back);
}

}  // namespace terrane
