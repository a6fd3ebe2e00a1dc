#include "model/toml_reader.h"

#include <algorithm>
#include <charconv>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include <toml++/toml.h>

namespace terrane {

void TomlMistakes::add(const ErrorKind& kind, std::string_view file, unsigned line,
                       std::string_view key, std::string_view detail) {
  if (first_) return;
  first_.emplace(kind, std::vector<std::string>{std::string(file), std::to_string(line),
                                                std::string(key), std::string(detail)});
}

struct TomlFile::Document {
  std::string name;
  TomlMistakes* mistakes;
  toml::parse_result parsed;
  toml::table empty;  // read in place of a file that could not be parsed
};

namespace {

void append_json(std::string& json, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  json += '"';
  for (unsigned char c : text) {
    if (c == '"' || c == '\\') json += '\\';
    if (c < 0x20) {
      ((json += "\\u00") += kDigits[c >> 4]) += kDigits[c & 15];
    } else {
      json += char(c);
    }
  }
  json += '"';
}

void append_json(std::string& json, const toml::node& node) {
  char separator = 0;
  auto next = [&](char opening) { json += std::exchange(separator, ',') ? ',' : opening; };
  if (const auto* table = node.as_table()) {
    for (auto&& [key, value] : *table) {
      next('{');
      append_json(json, key.str());
      json += ':';
      append_json(json, value);
    }
    json += table->empty() ? "{}" : "}";
  } else if (const auto* array = node.as_array()) {
    for (const toml::node& element : *array) {
      next('[');
      append_json(json, element);
    }
    json += array->empty() ? "[]" : "]";
  } else if (const auto* text = node.as_string()) {
    append_json(json, std::string_view(text->get()));
  } else if (const auto* whole = node.as_integer()) {
    json += std::to_string(whole->get());
  } else if (const auto* number = node.as_floating_point()) {
    json += std::to_string(number->get());
  } else if (const auto* truth = node.as_boolean()) {
    json += truth->get() ? "true" : "false";
  } else {
    json += "null";  // dates and times, which no parameter is
  }
}

// The place that one step of a path leads to; a table that is missing is made.
toml::node* step(toml::node& from, std::string_view name) {
  if (toml::table* table = from.as_table()) {
    if (toml::node* found = table->get(name)) return found;
    return &table->insert(name, toml::table()).first->second;
  }
  toml::array* array = from.as_array();
  size_t index = 0;
  auto read = std::from_chars(name.data(), name.data() + name.size(), index);
  bool is_index = read.ec == std::errc() && read.ptr == name.data() + name.size();
  return array && is_index ? array->get(index) : nullptr;
}

bool put(toml::node& place, std::string_view name, const toml::node& value) {
  if (toml::table* table = place.as_table()) {
    table->insert_or_assign(name, value);
    return true;
  }
  toml::array* array = place.as_array();
  toml::node* found = step(place, name);
  if (!array || !found) return false;
  auto at = std::ranges::find_if(*array, [&](const toml::node& node) { return &node == found; });
  array->replace(at, value);
  return true;
}

}  // namespace

// What the copies of one TomlTable share: where it is, and which of its keys were read.
struct TomlTable::State {
  const toml::table* table;
  std::string_view file;
  TomlMistakes* mistakes;
  std::vector<std::string_view> read;

  unsigned line_of(const toml::node& node) const { return node.source().begin.line; }

  const toml::node* find(std::string_view key) {
    read.push_back(key);
    return table->get(key);
  }

  const toml::node* require(std::string_view key) {
    const toml::node* node = find(key);
    if (!node) mistakes->add(kMissingKey, file, line_of(*table), key);
    return node;
  }

  void wrong(const toml::node& node, std::string_view key, std::string_view expected) {
    mistakes->add(kWrongValue, file, line_of(node), key, expected);
  }
};

namespace {

std::string range_text(std::string_view what, double least, double most) {
  auto plain = [](double value) {
    std::string digits = std::to_string(value);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return digits;
  };
  return std::string(what) + " from " + plain(least) + " to " + plain(most);
}

}  // namespace

std::string TomlTable::text(std::string_view key) {
  const toml::node* node = state_->require(key);
  if (!node) return {};
  auto value = node->value_exact<std::string_view>();
  if (!value || value->empty()) {
    state_->wrong(*node, key, "a string that is not empty");
    return {};
  }
  return std::string(*value);
}

std::string TomlTable::text_or(std::string_view key, std::string_view otherwise) {
  return state_->table->contains(key) ? text(key) : (state_->find(key), std::string(otherwise));
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
  std::vector<std::string> found;
  const toml::node* node = state_->find(key);
  if (!node) return found;
  const toml::array* array = node->as_array();
  if (!array) state_->wrong(*node, key, "a list of strings");
  for (size_t i = 0; array && i < array->size(); ++i) {
    auto value = array->get(i)->value_exact<std::string_view>();
    if (value && !value->empty())
      found.emplace_back(*value);
    else
      state_->wrong(*array->get(i), key, "a list of strings, none of them empty");
  }
  return found;
}

bool TomlTable::flag(std::string_view key) {
  const toml::node* node = state_->find(key);
  if (!node) return false;
  auto value = node->value_exact<bool>();
  if (!value) state_->wrong(*node, key, "true or false");
  return value.value_or(false);
}

std::optional<int64_t> TomlTable::optional_integer(std::string_view key, int64_t least,
                                                   int64_t most) {
  const toml::node* node = state_->find(key);
  if (!node) return std::nullopt;
  auto value = node->value_exact<int64_t>();
  if (value && *value >= least && *value <= most) return *value;
  state_->wrong(*node, key, range_text("a whole number", double(least), double(most)));
  return least;
}

int64_t TomlTable::integer(std::string_view key, int64_t least, int64_t most) {
  return state_->require(key) ? *optional_integer(key, least, most) : least;
}

std::optional<double> TomlTable::optional_number(std::string_view key, double least, double most) {
  const toml::node* node = state_->find(key);
  if (!node) return std::nullopt;
  auto value = node->value<double>();
  if (node->is_number() && value && *value >= least && *value <= most) return *value;
  state_->wrong(*node, key, range_text("a number", least, most));
  return least;
}

double TomlTable::number(std::string_view key, double least, double most) {
  return state_->require(key) ? *optional_number(key, least, most) : least;
}

std::vector<double> TomlTable::numbers(std::string_view key, size_t count, double least,
                                       double most) {
  std::vector<double> found(count, 0.0);
  const toml::node* node = state_->require(key);
  if (!node) return found;
  const toml::array* array = node->as_array();
  bool right = array && array->size() == count;
  for (size_t i = 0; right && i < count; ++i) {
    const toml::node* element = array->get(i);
    // value<double>() has none for a whole number of more than 53 bits.
    const auto* whole = element->as_integer();
    found[i] = whole ? double(whole->get()) : element->value<double>().value_or(0);
    right = element->is_number() && found[i] >= least && found[i] <= most;
  }
  if (right) return found;
  state_->wrong(*node, key, std::to_string(count) + " " + range_text("numbers", least, most));
  return std::vector<double>(count, 0.0);
}

std::optional<TomlTable> TomlTable::table(std::string_view key) {
  const toml::node* node = state_->find(key);
  if (!node) return std::nullopt;
  if (const toml::table* found = node->as_table())
    return TomlTable(std::make_shared<State>(State{found, state_->file, state_->mistakes, {}}));
  state_->wrong(*node, key, "a table");
  return std::nullopt;
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
  std::vector<TomlTable> found;
  const toml::node* node = state_->find(key);
  if (!node) return found;
  const toml::array* array = node->as_array();
  if (!array) state_->wrong(*node, key, "a list of tables");
  for (size_t i = 0; array && i < array->size(); ++i) {
    if (const toml::table* element = array->get(i)->as_table())
      found.push_back(
          TomlTable(std::make_shared<State>(State{element, state_->file, state_->mistakes, {}})));
    else
      state_->wrong(*array->get(i), key, "a list of tables");
  }
  return found;
}

std::vector<std::pair<std::string, TomlTable>> TomlTable::named_tables(std::string_view key) {
  std::vector<std::pair<std::string, TomlTable>> found;
  auto outer = table(key);
  if (!outer) return found;
  std::vector<std::pair<unsigned, std::string>> names;
  for (auto&& [name, node] : *outer->state_->table)
    names.emplace_back(name.source().begin.line, name.str());
  std::ranges::stable_sort(names);
  for (const auto& [line, name] : names)
    if (auto inner = outer->table(name)) found.emplace_back(name, *inner);
  return found;
}

std::optional<std::string> TomlTable::json(std::string_view key) {
  const toml::node* node = state_->find(key);
  if (!node) return std::nullopt;
  std::string json;
  append_json(json, *node);
  return json;
}

bool TomlTable::has(std::string_view key) const {
  return state_->table->contains(key);
}

unsigned TomlTable::line() const {
  return state_->line_of(*state_->table);
}

void TomlTable::refuse(const ErrorKind& kind, std::string_view key, std::string_view detail) {
  const toml::node* node = state_->table->get(key);
  state_->mistakes->add(kind, state_->file, state_->line_of(node ? *node : *state_->table), key,
                        detail);
}

void TomlTable::finish() {
  for (auto&& [key, node] : *state_->table) {
    if (std::ranges::find(state_->read, key.str()) == state_->read.end())
      state_->mistakes->add(kUnknownKey, state_->file, key.source().begin.line, key.str());
  }
}

TomlFile::TomlFile(std::string_view name, std::string_view text, TomlMistakes& mistakes)
    : document_(new Document{std::string(name), &mistakes, toml::parse(text, name), {}}) {
  if (document_->parsed) return;
  const toml::parse_error& error = document_->parsed.error();
  mistakes.add(kMalformedToml, name, error.source().begin.line, error.description());
}

void TomlFile::set(std::string_view path, std::string_view value) {
  if (!document_->parsed) return;
  std::string source = "value = " + std::string(value);
  toml::parse_result parsed = toml::parse(source);
  toml::table text;
  text.insert("value", std::string(value));
  const toml::node& node = parsed ? *parsed.table().get("value") : *text.get("value");
  toml::node* place = &document_->parsed.table();
  std::string_view left = path;
  while (place) {
    size_t dot = left.find('.');
    std::string_view name = left.substr(0, dot);
    if (dot == left.npos) {
      if (put(*place, name, node)) return;
      place = nullptr;
    } else {
      place = step(*place, name);
      left.remove_prefix(dot + 1);
    }
  }
  document_->mistakes->add(kNoSuchPlace, document_->name, 0, path,
                           path.substr(0, path.size() - left.size()));
}

TomlTable TomlFile::root() const {
  const toml::table* table = document_->parsed ? &document_->parsed.table() : &document_->empty;
  return TomlTable(std::make_shared<TomlTable::State>(
      TomlTable::State{table, document_->name, document_->mistakes, {}}));
}

}  // namespace terrane
