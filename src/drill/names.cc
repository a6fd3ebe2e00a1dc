#include "drill/names.h"

#include <charconv>

namespace terrane::drill {
namespace {

namespace json = boost::json;

void collect(const json::value& value, std::set<std::string, std::less<>>& names) {
  if (const auto* text = value.if_string()) {
    if (text->starts_with('$')) names.emplace(std::string_view(*text).substr(1));
  } else if (const auto* list = value.if_array()) {
    for (const json::value& element : *list) collect(element, names);
  } else if (const auto* object = value.if_object()) {
    for (const auto& member : *object) collect(member.value(), names);
  }
}

}  // namespace

const json::value* find_in(const json::value& value, std::string_view path) {
  const json::value* at = &value;
  while (at && !path.empty()) {
    size_t dot = path.find('.');
    std::string_view step = path.substr(0, dot);
    path = dot == path.npos ? std::string_view() : path.substr(dot + 1);
    if (const auto* object = at->if_object()) {
      at = object->if_contains(step);
    } else if (const auto* list = at->if_array()) {
      size_t index = list->size();
      std::from_chars(step.data(), step.data() + step.size(), index);
      at = index < list->size() ? &(*list)[index] : nullptr;
    } else {
      at = nullptr;
    }
  }
  return at;
}

std::set<std::string, std::less<>> names_in(std::string_view text) {
  std::set<std::string, std::less<>> names;
  collect(json::parse(json::string_view(text)), names);
  return names;
}

void Names::save(std::string_view name, Named named) {
  // A list of one is also what is in it, and each element has a name of its own.
  if (const auto* list = named.value.if_array()) {
    json::array elements = *list;
    for (size_t i = 0; i < elements.size(); ++i)
      save(std::string(name) + "-" + std::to_string(i + 1),
           {elements[i], named.region, named.account});
    if (elements.size() == 1) named.value = elements[0];
  }
  if (const auto* text = named.value.if_string()) by_id_[std::string(*text)] = name;
  named_.insert_or_assign(std::string(name), std::move(named));
}

const Names::Named* Names::find(std::string_view name) const {
  auto found = named_.find(name);
  return found == named_.end() ? nullptr : &found->second;
}

std::string Names::id(std::string_view name) const {
  const Named* named = find(name);
  const auto* text = named ? named->value.if_string() : nullptr;
  return text ? std::string(*text) : std::string(name);
}

std::string_view Names::name_of(std::string_view id) const {
  auto found = by_id_.find(id);
  return found == by_id_.end() ? id : std::string_view(found->second);
}

std::string Names::fill_in(std::string_view text) const {
  return json::serialize(filled(json::parse(json::string_view(text))));
}

json::value Names::filled(const json::value& value) const {
  if (const auto* text = value.if_string()) {
    const Named* named = text->starts_with('$') ? find(std::string_view(*text).substr(1)) : nullptr;
    return named ? named->value : value;
  }
  if (const auto* list = value.if_array()) {
    json::array out;
    for (const json::value& element : *list) {
      json::value replaced = filled(element);
      const auto* several = element.is_string() ? replaced.if_array() : nullptr;
      if (several)
        out.insert(out.end(), several->begin(), several->end());
      else
        out.push_back(std::move(replaced));
    }
    return out;
  }
  if (const auto* object = value.if_object()) {
    json::object out;
    for (const auto& member : *object) out[member.key()] = filled(member.value());
    return out;
  }
  return value;
}

}  // namespace terrane::drill
