// Expected failures are values: a permanent code, the parameter's path, a sentence in both
// languages.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.h"

namespace terrane {

// One way to refuse a call. Each is a constant on the page of the rule it belongs to, so a rule,
// its code and its words are read together. "{}" marks where the arguments of refuse() go, in
// order.
struct ErrorKind {
  std::string_view code;     // as the public API names it; never changes
  std::string_view english;  // says what is wrong and what to do
  std::string_view chinese;
};

class Error {
 public:
  Error(const ErrorKind& kind, std::vector<std::string> arguments)
      : kind_(&kind), arguments_(std::move(arguments)) {}

  const ErrorKind& kind() const { return *kind_; }
  std::string_view code() const { return kind_->code; }
  std::string message(Language language) const;

 private:
  const ErrorKind* kind_;  // a constant; lives as long as the program
  std::vector<std::string> arguments_;
};

template <class T>
using Result = std::expected<T, Error>;

template <class... Arguments>
std::unexpected<Error> refuse(const ErrorKind& kind, Arguments&&... arguments) {
  return std::unexpected(Error(kind, {std::string(std::forward<Arguments>(arguments))...}));
}

// Stops the process with `what` on standard error: for states that cannot be, where going on could
// lose or leak something. Restarting is safe, because nothing acknowledged lives in memory alone.
[[noreturn]] void impossible(std::string_view what);

inline void check(bool holds, std::string_view what) {
  if (!holds) [[unlikely]]
    impossible(what);
}

}  // namespace terrane

// Returns the error of a Result, or binds its value: TRY(auto vpc, find_vpc(id));
#define TERRANE_CONCAT_(a, b) a##b
#define TERRANE_CONCAT(a, b) TERRANE_CONCAT_(a, b)
#define TRY(declaration, expression)                                              \
  auto TERRANE_CONCAT(result_, __LINE__) = (expression);                          \
  if (!TERRANE_CONCAT(result_, __LINE__))                                         \
    return std::unexpected(std::move(TERRANE_CONCAT(result_, __LINE__)).error()); \
  declaration = *std::move(TERRANE_CONCAT(result_, __LINE__))
// The same for a Result<void>.
#define CHECKED(expression) \
  if (auto checked = (expression); !checked) return std::unexpected(std::move(checked).error())
