// TOML, read key by key with every mistake placed: file, line and key. It hides the TOML library,
// which is slow to compile, from everyone else.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace terrane {

// The ways a file can be wrong. Arguments: file, line, key or detail, then what the words ask for.
inline constexpr ErrorKind kMalformedToml{"InvalidCatalogue", "{}:{}: not valid TOML: {}",
                                          "{}:{}:不是合法的 TOML:{}"};
inline constexpr ErrorKind kMissingKey{"InvalidCatalogue", "{}:{}: key \"{}\" is missing; add it",
                                       "{}:{}:缺少键 \"{}\",请补充"};
inline constexpr ErrorKind kWrongValue{"InvalidCatalogue", "{}:{}: key \"{}\" must be {}",
                                       "{}:{}:键 \"{}\" 的值必须是 {}"};
inline constexpr ErrorKind kUnknownKey{"InvalidCatalogue",
                                       "{}:{}: key \"{}\" is not known here; correct or remove it",
                                       "{}:{}:此处没有键 \"{}\",请改正或删除"};
inline constexpr ErrorKind kUnknownName{"InvalidCatalogue",
                                        "{}:{}: key \"{}\" names \"{}\", which is declared nowhere",
                                        "{}:{}:键 \"{}\" 引用的 \"{}\" 没有声明"};
inline constexpr ErrorKind kNoSuchPlace{"InvalidCatalogue",
                                        "{}:{}: nothing can be set at \"{}\": {} is no table",
                                        "{}:{}:无法设置 \"{}\":{} 不是表"};
inline constexpr ErrorKind kDuplicateName{
    "InvalidCatalogue", "{}:{}: key \"{}\" repeats \"{}\", which is already taken",
    "{}:{}:键 \"{}\" 的值 \"{}\" 已被使用"};

// Keeps the first mistake met; reading goes on with harmless values, so a parser reads straight
// down and asks at the end.
class TomlMistakes {
 public:
  void add(const ErrorKind& kind, std::string_view file, unsigned line, std::string_view key,
           std::string_view detail = {});
  const std::optional<Error>& first() const { return first_; }

 private:
  std::optional<Error> first_;
};

// One table of a file. Cheap to copy; lives no longer than its TomlFile.
class TomlTable {
 public:
  // A string that must be there and must not be empty.
  std::string text(std::string_view key);
  // `otherwise` where the key is absent.
  std::string text_or(std::string_view key, std::string_view otherwise);
  std::vector<std::string> texts(std::string_view key);  // empty where absent
  bool flag(std::string_view key);                       // false where absent
  int64_t integer(std::string_view key, int64_t least, int64_t most);
  std::optional<int64_t> optional_integer(std::string_view key, int64_t least, int64_t most);
  double number(std::string_view key, double least, double most);
  std::optional<double> optional_number(std::string_view key, double least, double most);
  // Exactly `count` numbers, each from `least` to `most`; zeroes after a mistake.
  std::vector<double> numbers(std::string_view key, size_t count, double least, double most);
  std::optional<TomlTable> table(std::string_view key);
  std::vector<TomlTable> tables(std::string_view key);  // empty where absent
  // The tables in the table `key`, each under its name, in the order of the file.
  std::vector<std::pair<std::string, TomlTable>> named_tables(std::string_view key);
  // The value of `key`, whatever it is, as JSON; nothing where absent.
  std::optional<std::string> json(std::string_view key);
  bool has(std::string_view key) const;
  unsigned line() const;  // where the table begins

  // A mistake the caller found in the value of `key`.
  void refuse(const ErrorKind& kind, std::string_view key, std::string_view detail);
  // Every key that was not read is a mistake: call it when the table has been read.
  void finish();

 private:
  friend class TomlFile;
  struct State;
  explicit TomlTable(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

class TomlFile {
 public:
  // `mistakes` takes what is found while parsing and reading, and must outlive the file.
  TomlFile(std::string_view name, std::string_view text, TomlMistakes& mistakes);
  TomlTable root() const;
  // Puts a value in the place of what the path ("a.b.0.c") leads to, or adds it there. What is not
  // TOML is a string. A path that leads nowhere is a mistake.
  void set(std::string_view path, std::string_view value);

 private:
  struct Document;
  std::shared_ptr<Document> document_;
};

}  // namespace terrane
