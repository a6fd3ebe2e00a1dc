#include "contract/form.h"

#include <algorithm>
#include <array>

#include "contract/spelling.h"
#include "contract/utf8.h"

namespace terrane::contract {
namespace {

int hexadecimal(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

// Null data() if the encoding is broken.
Text decode_text(Text encoded, Arena& arena) {
  if (encoded.empty()) return "";
  Text plain = encoded;
  if (encoded.find_first_of("%+") != Text::npos) {
    std::span<char> bytes = arena.create_array<char>(encoded.size());
    size_t size = 0;
    for (size_t i = 0; i < encoded.size(); ++i) {
      char byte = encoded[i] == '+' ? ' ' : encoded[i];
      if (byte == '%') {
        int high = i + 2 < encoded.size() ? hexadecimal(encoded[i + 1]) : -1;
        int low = i + 2 < encoded.size() ? hexadecimal(encoded[i + 2]) : -1;
        if (high < 0 || low < 0) return {};
        byte = static_cast<char>(high * 16 + low);
        i += 2;
      }
      bytes[size++] = byte;
    }
    plain = Text(bytes.data(), size);
  }
  return is_utf8(plain) ? plain : Text();
}

bool is_number(Text segment) {
  return !segment.empty() && segment.find_first_not_of("0123456789") == Text::npos;
}

// Numbers first and by value (they hold no leading zeros), then names.
bool segment_less(Text left, Text right) {
  bool number = is_number(left);
  if (number != is_number(right)) return number;
  if (number && left.size() != right.size()) return left.size() < right.size();
  return left < right;
}

struct Entry {
  std::span<const Text> path;
  Text value;
};

std::span<const Text> split_path(Text name, Arena& arena) {
  std::span<Text> path = arena.create_array<Text>(1 + std::ranges::count(name, '.'));
  for (Text& segment : path) {
    size_t dot = name.find('.');
    segment = name.substr(0, dot);
    if (is_number(segment))
      segment.remove_prefix(std::min(segment.find_first_not_of('0'), segment.size() - 1));
    name.remove_prefix(dot == Text::npos ? name.size() : dot + 1);
  }
  return path;
}

size_t common_beginning(std::span<const Text> left, std::span<const Text> right) {
  return std::ranges::mismatch(left, right).in1 - left.begin();
}

// Adds entries in the order of their paths, so that a group's names come one after another.
class FormTreeBuilder {
 public:
  explicit FormTreeBuilder(Arena& arena) : arena_(arena) {
    open_[0].node = arena.create<Node>(Node::Kind::kFormGroup);
  }

  const Node* root() const { return open_[0].node; }

  void add(const Entry& entry) {
    std::span<const Text> groups = entry.path.first(entry.path.size() - 1);
    depth_ = common_beginning(groups, groups_);
    for (Text group : groups.subspan(depth_)) {
      Node* node = arena_.create<Node>(Node::Kind::kFormGroup, 0u, group);
      open_[depth_].append(node);
      open_[++depth_] = {node, nullptr};
    }
    groups_ = groups;
    open_[depth_].append(
        arena_.create<Node>(Node::Kind::kFormText, 0u, entry.path.back(), entry.value));
  }

 private:
  Arena& arena_;
  std::array<OpenNode, kMaxDepth + 1> open_;
  size_t depth_ = 0;
  std::span<const Text> groups_;  // that are open, below the root
};

}  // namespace

Result<std::span<const FormPair>> read_form_pairs(std::string_view form, Arena& arena) {
  size_t count = form.empty() ? 0 : 1 + std::ranges::count(form, '&');
  if (count > kMaxValues) return refuse(kTooManyValues, std::to_string(kMaxValues));
  std::span<FormPair> pairs = arena.create_array<FormPair>(count);
  size_t size = 0;
  while (!form.empty()) {
    std::string_view part = form.substr(0, form.find('&'));
    form.remove_prefix(std::min(part.size() + 1, form.size()));
    if (part.empty()) continue;
    std::string_view name = part.substr(0, part.find('='));
    std::string_view value = part.substr(std::min(name.size() + 1, part.size()));
    FormPair pair{decode_text(name, arena), decode_text(value, arena)};
    if (!present(pair.name) || !present(pair.value)) return refuse(kMalformedForm, excerpt(name));
    pairs[size++] = pair;
  }
  return pairs.first(size);
}

Result<const Node*> form_tree(std::span<const FormPair> pairs, Arena& arena) {
  std::span<Entry> entries = arena.create_array<Entry>(pairs.size());
  size_t values = 0;
  for (size_t i = 0; i < pairs.size(); ++i) {
    size_t depth = 1 + std::ranges::count(pairs[i].name, '.');
    if (depth > kMaxDepth) return refuse(kTooDeep, std::to_string(kMaxDepth));
    values += depth;
    if (values > kMaxValues) return refuse(kTooManyValues, std::to_string(kMaxValues));
    entries[i] = {split_path(pairs[i].name, arena), pairs[i].value};
  }
  std::ranges::sort(entries, [](const Entry& left, const Entry& right) {
    return std::ranges::lexicographical_compare(left.path, right.path, segment_less);
  });
  FormTreeBuilder builder(arena);
  for (const Entry& entry : entries) builder.add(entry);
  return builder.root();
}

bool is_common_parameter(Text name) {
  static constexpr Text kNames[] = {"Action", "Version",  "Region",       "Timestamp",
                                    "Nonce",  "SecretId", "Signature",    "SignatureMethod",
                                    "Token",  "Language", "RequestClient"};
  return std::ranges::find(kNames, name) != std::end(kNames);
}

}  // namespace terrane::contract
