#include "store/rocksdb/log_damage.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <vector>

#include "env/real/files.h"

namespace rocksdb::crc32c {
uint32_t Extend(uint32_t checksum, const char* bytes, size_t size);  // in the library, in no header
}

// The log's format: blocks of 32 KiB; records lie one after the other within a block, the rest of a
// block too short for a header is zeros. A record: masked CRC-32C of type and payload (4 bytes),
// size of the payload (2), type (1), payload. A commit is one kFull record, or a kFirst with what
// follows it.
namespace terrane {
namespace {

constexpr size_t kBlockBytes = 32 * 1024;
constexpr size_t kHeaderBytes = 7;
constexpr size_t kEmptyBatchBytes = kHeaderBytes + 12;  // RocksDB starts some logs with one
enum Type : uint8_t { kZero = 0, kFull = 1, kFirst = 2, kMiddle = 3, kLast = 4 };

template <class Number>
Number read_number(std::string_view bytes, size_t position) {
  Number number;
  std::memcpy(&number, bytes.data() + position, sizeof number);
  return number;
}

uint32_t masked_checksum(std::string_view bytes) {
  uint32_t plain = rocksdb::crc32c::Extend(0, bytes.data(), bytes.size());
  return ((plain >> 15) | (plain << 17)) + 0xa282ead8;
}

size_t block_end(size_t position, std::string_view log) {
  return std::min((position / kBlockBytes + 1) * kBlockBytes, log.size());
}

// The position after the record that starts here; nothing if no readable one does.
std::optional<size_t> end_of_record(std::string_view log, size_t position) {
  size_t limit = block_end(position, log);
  if (position + kHeaderBytes > limit) return std::nullopt;
  size_t end = position + kHeaderBytes + read_number<uint16_t>(log, position + 4);
  uint8_t type = static_cast<uint8_t>(log[position + 6]);
  if (end > limit || type == kZero || type > kLast) return std::nullopt;
  if (masked_checksum(log.substr(position + 6, end - position - 6)) !=
      read_number<uint32_t>(log, position))
    return std::nullopt;
  return end;
}

bool starts_commit(std::string_view log, size_t position) {
  uint8_t type = static_cast<uint8_t>(log[position + 6]);
  return type == kFull || type == kFirst;
}

// How many bytes can be read before the first record that cannot.
size_t readable_bytes(std::string_view log) {
  size_t position = 0;
  while (position < log.size()) {
    if (block_end(position, log) - position < kHeaderBytes) {
      position = block_end(position, log);
    } else if (auto end = end_of_record(log, position)) {
      position = *end;
    } else {
      break;
    }
  }
  return position;
}

bool only_last_commit_is_torn(std::string_view log) {
  // Nothing behind the first unreadable record tells where the next one starts: any byte may.
  for (size_t at = readable_bytes(log); at + kHeaderBytes <= log.size(); ++at)
    if (starts_commit(log, at) && end_of_record(log, at)) return false;
  return true;
}

}  // namespace

bool logs_are_readable(const std::string& directory) {
  std::vector<std::string> logs;
  bool has_tables = false, has_logs = false;
  for (auto& file : std::filesystem::directory_iterator(directory)) {
    has_tables |= file.path().extension() == ".sst";
    if (file.path().extension() != ".log") continue;
    has_logs = true;
    if (file.file_size() > kEmptyBatchBytes) logs.push_back(file.path());
  }
  if (!has_logs) return !has_tables;  // only a store that never held anything has no log
  std::sort(logs.begin(), logs.end(), [](const std::string& a, const std::string& b) {
    return std::pair(a.size(), a) < std::pair(b.size(), b);  // by number
  });
  for (const std::string& log : logs) {
    auto bytes = read_file(log);
    if (!bytes) return false;
    bool readable = log == logs.back() ? only_last_commit_is_torn(*bytes)
                                       : readable_bytes(*bytes) == bytes->size();
    if (!readable) return false;
  }
  return true;
}

}  // namespace terrane
