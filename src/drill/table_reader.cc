#include "drill/table_reader.h"

#include "contract/shape.h"
#include "drill/length.h"

namespace terrane::drill {
namespace {

constexpr std::string_view kLength = "a length of time such as \"90s\", \"1m30s\" or \"250ms\"";

bool is_among(std::string_view kinds, std::string_view kind) {
  while (!kinds.empty()) {
    size_t comma = kinds.find(", ");
    if (kinds.substr(0, comma) == kind) return true;
    kinds = comma == kinds.npos ? std::string_view() : kinds.substr(comma + 2);
  }
  return false;
}

}  // namespace

Duration DrillNames::length(TomlTable& table, std::string_view key, Duration otherwise) {
  std::string text = table.text_or(key, "");
  if (text.empty()) return otherwise;
  auto length = parse_length(text);
  if (!length) table.refuse(kWrongValue, key, kLength);
  return length.value_or(otherwise);
}

Duration DrillNames::length(TomlTable& table, std::string_view key) {
  auto length = parse_length(table.text(key));
  if (!length && table.has(key)) table.refuse(kWrongValue, key, kLength);
  return length.value_or(Duration{});
}

void DrillNames::declare(TomlTable& table, const std::string& name, Declared declared) {
  for (unsigned i = 1; declared.count > 0 && i <= declared.count; ++i)
    if (std::string element = name + "-" + std::to_string(i); !find(element))
      declared_.emplace(element, declared).first->second.count = 1;
  if (!declared_.emplace(name, std::move(declared)).second)
    table.refuse(kDuplicateName, name, name);
}

const Declared* DrillNames::find(std::string_view name) const {
  auto found = declared_.find(name);
  return found == declared_.end() ? nullptr : &found->second;
}

const Declared* DrillNames::named(TomlTable& table, std::string_view key, std::string_view kinds) {
  std::string name = table.text(key);
  return name.empty() ? nullptr : named(table, key, name, kinds);
}

const Declared* DrillNames::named(TomlTable& table, std::string_view key, std::string_view name,
                                  std::string_view kinds) {
  const Declared* found = find(name);
  if (!found) {
    table.refuse(kUnknownName, key, name);
  } else if (!is_among(kinds, found->kind) && found->kind != "saved") {
    table.refuse(kNotAKind, key, "one of: " + std::string(kinds));
    found = nullptr;
  }
  return found;
}

std::string DrillNames::region(TomlTable& table, std::string_view key, std::string_view name) {
  const Region* region = catalogue_->find_region(name);
  if (const Zone* zone = catalogue_->find_zone(name)) region = &catalogue_->region(zone->region);
  if (!region && !name.empty())
    table.refuse(kWrongValue, key, "a region or zone of catalogue " + catalogue_->name());
  return region ? region->id : std::string();
}

std::string DrillNames::account(TomlTable& table, std::string_view otherwise) {
  std::string name = table.text_or("account", otherwise);
  if (!accounts_.contains(name)) table.refuse(kUnknownName, "account", name);
  return name;
}

void DrillNames::check_names(TomlTable& table, std::string_view key, std::string_view json) {
  for (const std::string& name : names_in(json)) {
    // How many a reply has is known when it comes: "$more-2" may be one of them.
    const Declared* several = find(std::string_view(name).substr(0, name.rfind('-')));
    if (!find(name) && !(several && several->kind == "saved"))
      table.refuse(kUnknownName, key, "$" + name);
  }
}

ApiRequest DrillNames::call(TomlTable& table) {
  ApiRequest call{.service = table.text("service"), .action = table.text("action")};
  call.line = table.line();
  const contract::Service* service = contract::find_service(call.service);
  if (!call.service.empty() && !service) {
    table.refuse(kWrongValue, "service", "a service of the API, such as \"cvm\"");
  } else if (service && !call.action.empty() && !contract::find_action(*service, call.action)) {
    table.refuse(kWrongValue, "action", "an action of " + call.service);
  }
  call.account = account(table, call.service == "terrane" ? kOperator : kUser);
  call.region = region(table, "region", table.text_or("region", ""));
  if (auto parameters = table.json("parameters")) call.parameters = *parameters;
  if (!call.parameters.starts_with('{')) {
    table.refuse(kWrongValue, "parameters", "a table");
    call.parameters = "{}";
  }
  check_names(table, "parameters", call.parameters);
  call.refused = table.text_or("refused", "");
  call.wait = length(table, "wait", {});
  if (auto saves = table.table("save")) {
    auto json = *table.json("save");
    const boost::json::value parsed = boost::json::parse(json);
    for (const auto& member : parsed.as_object()) {
      std::string name(member.key());
      std::string path = saves->text(name);
      // How many there will be is known when it runs.
      declare(*saves, name,
              {.kind = "saved", .region = call.region, .account = call.account, .count = 0});
      call.saves.push_back({name, path});
    }
  }
  return call;
}

std::optional<ApiRequest> DrillNames::call(TomlTable& table, std::string_view key) {
  auto inner = table.table(key);
  if (!inner) return std::nullopt;
  ApiRequest request = call(*inner);
  inner->finish();
  return request;
}

}  // namespace terrane::drill
