#pragma once

#include <string>

#include "contract/shape.h"

namespace terrane::contract {

// The member of `shape` that `name` most likely misspells; null data() if none is near.
Text closest_name(const Shape& shape, Text name);

// `text` cut short for people to read in a message.
std::string excerpt(Text text);

}  // namespace terrane::contract
