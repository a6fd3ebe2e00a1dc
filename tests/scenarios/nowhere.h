// A region that lacks a product.
#pragma once

#include <string>
#include <string_view>

namespace terrane {

// Changes to a catalogue: region ap-nowhere, with zone ap-nowhere-1, that does not offer the
// product.
inline std::string nowhere_without(std::string_view product) {
  return R"(
[[region]]
id = "ap-nowhere"
short = "nw"
number = 99
territory = "china"
name = ["Nowhere", "无"]
location = [1.0, 2.0]
lacks = [")" +
         std::string(product) + R"("]
[[region.zone]]
id = "ap-nowhere-1"
number = 990001
name = ["Nowhere Zone I", "无一区"]
)";
}

}  // namespace terrane
