#include <algorithm>

#include "contract/shape.h"

namespace terrane::contract {
namespace {

template <class Entry>
const Entry* find_by_name(std::span<const Entry> entries, Text name) {
  auto found = std::ranges::lower_bound(entries, name, {}, &Entry::name);
  return found != entries.end() && found->name == name ? &*found : nullptr;
}

}  // namespace

const Service* find_service(Text name) {
  return find_by_name(services(), name);
}

const Action* find_action(const Service& service, Text name) {
  return find_by_name(service.actions, name);
}

const Field* find_field(const Shape& shape, Text name) {
  auto name_of = [&](uint16_t index) { return shape.fields[index].name(); };
  auto found = std::ranges::lower_bound(shape.by_name, name, {}, name_of);
  return found != shape.by_name.end() && name_of(*found) == name ? &shape.fields[*found] : nullptr;
}

const Service* find_service(Text version, Text action) {
  for (const Service& service : services())
    if (service.version == version && find_action(service, action)) return &service;
  return nullptr;
}

}  // namespace terrane::contract
