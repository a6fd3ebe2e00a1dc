// Images an instance may start from (M-21). Public ones are the catalogue's, the same in every
// region.
#pragma once

#include "region/region_cell.h"

namespace terrane::images {

inline constexpr ErrorKind kMalformedId{"InvalidImageId.Malformed",
                                        "{} is not an image's ID (img- and 8 characters).",
                                        "{} 不是合法的镜像 ID（img- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "InvalidImageId.NotFound",
    "There is no image {} in this region; DescribeImages lists those there are.",
    "本地域不存在镜像 {}，可通过 DescribeImages 查询。"};

// The image of this ID that the account may use in the region.
Result<const PublicImage*> find(const RegionCell& region, AccountId account, std::string_view id);

}  // namespace terrane::images
