#include "region/database/database_parameter_rules.h"

#include <algorithm>
#include <cctype>

namespace terrane {
namespace {

constexpr ErrorKind kUnknown{
    "InvalidParameter",
    "There is no parameter {} in MySQL {} here; DescribeInstanceParams lists those there are.",
    "参数 {} 不存在（MySQL {}），可通过 DescribeInstanceParams 查询。"};
constexpr ErrorKind kValue{"InvalidParameter", "Parameter {} cannot be {}; it may be {}.",
                           "参数 {} 不能为 {}，取值范围：{}。"};
constexpr ErrorKind kFixed{"OperationDenied",
                           "Parameter {} is chosen when a database is made, and stays.",
                           "参数 {} 只能在创建时指定，不能修改。"};

std::string range_of(const DatabaseParameter& parameter) {
  if (parameter.type == ParameterType::kInteger)
    return std::to_string(parameter.least) + " - " + std::to_string(parameter.most);
  std::string names;
  for (const std::string& value : parameter.values) (names += names.empty() ? "" : " | ") += value;
  return names.empty() ? "1024" : names;
}

// MySQL does not mind in which case the names are that a parameter may have for its value.
bool allows(const DatabaseParameter& parameter, std::string_view value) {
  auto is_alike = [](char a, char b) { return std::tolower(a) == std::tolower(b); };
  return parameter.allows(value) ||
         (parameter.type == ParameterType::kEnum &&
          std::ranges::any_of(parameter.values, [&](const std::string& known) {
            return std::ranges::equal(known, value, is_alike);
          }));
}

}  // namespace

constexpr ParameterErrors kNewParameterErrors{
    .unknown = kUnknown, .value = kValue, .fixed = kFixed};
constexpr ParameterErrors kChangedParameterErrors{
    .unknown = kUnknown,
    .value = {"InvalidParameterValue.InvalidParameterValueError", kValue.english, kValue.chinese},
    .fixed = kFixed};

Result<void> check_parameters(const DatabaseOffers& offers, std::string_view version,
                              std::span<const ParameterValue> wanted, bool is_new,
                              const ParameterErrors& errors) {
  for (const ParameterValue& parameter : wanted) {
    const DatabaseParameter* known = offers.find_parameter(parameter.name, version);
    if (!known) return refuse(errors.unknown, parameter.name, version);
    if (known->fixed && !is_new) return refuse(errors.fixed, parameter.name);
    if (!allows(*known, parameter.value))
      return refuse(errors.value, parameter.name, parameter.value, range_of(*known));
  }
  return {};
}

std::string_view value_of(const DatabaseParameter& parameter,
                          std::span<const ParameterValue> changed) {
  auto found = std::ranges::find(changed, parameter.name, &ParameterValue::name);
  return found == changed.end() ? parameter.otherwise : found->value;
}

void set_parameters(const DatabaseOffers& offers, std::string_view version,
                    std::span<const ParameterValue> wanted, ParameterValues& changed) {
  for (const ParameterValue& parameter : wanted) {
    std::erase_if(changed, [&](const ParameterValue& old) { return old.name == parameter.name; });
    const DatabaseParameter* known = offers.find_parameter(parameter.name, version);
    if (known && known->otherwise != parameter.value) changed.push_back(parameter);
  }
}

bool needs_restart(const DatabaseOffers& offers, std::string_view version,
                   std::span<const ParameterValue> wanted) {
  return std::ranges::any_of(wanted, [&](const ParameterValue& parameter) {
    const DatabaseParameter* known = offers.find_parameter(parameter.name, version);
    return known && known->restarts;
  });
}

ParameterValues performance_parameters(const DatabaseOffers& offers, std::string_view version) {
  ParameterValues values;
  for (const DatabaseParameter& parameter : offers.parameters)
    if (!parameter.performance.empty() && parameter.is_of(version))
      values.push_back({parameter.name, parameter.performance});
  return values;
}

}  // namespace terrane
