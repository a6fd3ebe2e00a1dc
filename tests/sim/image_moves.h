#pragma once

#include "sim/workload.h"

namespace terrane::sim {

// Copies have names of another form, which say nothing of who made them: the other region may not
// take one, and nobody is told when it comes.
inline constexpr Listing kImages{.kind = "image",
                                 .service = "cvm",
                                 .action = "DescribeImages",
                                 .list = "ImageSet",
                                 .id = "ImageId",
                                 .name = "ImageName"};
inline constexpr std::string_view kCopyPrefix = "copy_";

std::span<const Move> image_moves();

}  // namespace terrane::sim
