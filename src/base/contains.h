#pragma once

#include <algorithm>

namespace terrane {

template <class List, class Element>
bool contains(const List& list, const Element& element) {
  return std::ranges::find(list, element) != std::ranges::end(list);
}

}  // namespace terrane
