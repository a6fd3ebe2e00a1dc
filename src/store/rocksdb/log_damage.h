// RocksDB's write-ahead log can end in a record that a power failure tore; such a commit was never
// acknowledged, and may go. By itself RocksDB takes damage in the middle for such an end, too, and
// drops every acknowledged commit behind it without a word. This tells the two apart.
#pragma once

#include <string>
#include <string_view>

namespace terrane {

// True when every commit in the store's logs is readable but for one at the very end: as each
// commit is durable before the next is written, nothing acknowledged can be missing from logs of
// that shape, except that damage to the last commit itself looks the same.
bool logs_are_readable(const std::string& directory);

}  // namespace terrane
