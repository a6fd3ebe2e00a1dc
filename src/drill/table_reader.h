// What the parts of a drill file are read with: lengths of time, calls, and names, each of which is
// declared once and may only be used after that.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <string>
#include <string_view>

#include "drill/drill.h"
#include "drill/names.h"
#include "model/catalogue.h"
#include "model/toml_reader.h"

namespace terrane::drill {

inline constexpr ErrorKind kNotAKind{"InvalidDrill", "{}:{}: key \"{}\" must name {}",
                                     "{}:{}:键 \"{}\" 必须引用{}"};

// What a name of the file stands for.
struct Declared {
  std::string_view kind;  // "vpc", "instance", …; "saved": of a call's reply
  std::string region;
  std::string account;
  std::string vpc;    // of a subnet or a balancer
  std::string range;  // of a VPC
  unsigned count = 1;
  uint16_t port = 0;  // of a balancer
};

class DrillNames {
 public:
  // What `otherwise` says where the key is absent.
  Duration length(TomlTable& table, std::string_view key, Duration otherwise);
  Duration length(TomlTable& table, std::string_view key);

  void declare(TomlTable& table, const std::string& name, Declared declared);
  const Declared* find(std::string_view name) const;
  // What the key names, which must be of one of these kinds ("instance, address"); null after a
  // mistake.
  const Declared* named(TomlTable& table, std::string_view key, std::string_view kinds);
  const Declared* named(TomlTable& table, std::string_view key, std::string_view name,
                        std::string_view kinds);
  // The key's region, which the catalogue must have, or its zone's.
  std::string region(TomlTable& table, std::string_view key, std::string_view name);
  // The account that the table names, or `otherwise`.
  std::string account(TomlTable& table, std::string_view otherwise = kUser);
  void add_account(const std::string& name) { accounts_.insert(name); }

  // "service", "action", "region", "account", "parameters", "save", "refused", "wait" of the table.
  ApiRequest call(TomlTable& table);
  // The call in the table `key`; the rest of it must be nothing.
  std::optional<ApiRequest> call(TomlTable& table, std::string_view key);

  void use(const Catalogue& catalogue) { catalogue_ = &catalogue; }

 private:
  void check_names(TomlTable& table, std::string_view key, std::string_view json);

  const Catalogue* catalogue_ = nullptr;
  std::map<std::string, Declared, std::less<>> declared_;
  std::set<std::string, std::less<>> accounts_{std::string(kUser), std::string(kOperator)};
};

}  // namespace terrane::drill
