// Structs of different shapes that share members: one fills the gaps of the other, by name.
#pragma once

#include "contract/shape.h"

namespace terrane::contract {

// Gives each member that is absent in `to` the value that a member of the same name and type has in
// `from`. Nested objects are taken whole, not merged. What is taken is shared, not copied.
void fill_absent(const Shape& to_shape, void* to, const Shape& from_shape, const void* from);

template <class To, class From>
void fill_absent(To& to, const From& from) {
  fill_absent(shape_of<To>(), &to, shape_of<From>(), &from);
}

}  // namespace terrane::contract
