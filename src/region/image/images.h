// Images an instance may start from (M-21): public ones, which are the catalogue's and the same in
// every region, and custom ones, its account's own or shared with it.
#pragma once

#include <string>
#include <string_view>

#include "region/image/image_tables.h"
#include "region/region_cell.h"

namespace terrane::images {

inline constexpr ErrorKind kMalformedId{"InvalidImageId.Malformed",
                                        "{} is not an image's ID (img- and 8 characters).",
                                        "{} 不是合法的镜像 ID（img- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "InvalidImageId.NotFound",
    "There is no image {} in this region; DescribeImages lists those there are, and SyncImages "
    "copies one from another region.",
    "本地域不存在镜像 {}，可通过 DescribeImages 查询，或通过 SyncImages 从其他地域复制。"};
inline constexpr ErrorKind kNotReady{
    "InvalidParameterValue.InvalidImageState",
    "Image {} is {}; instances start from it once DescribeImages shows it as NORMAL.",
    "镜像 {} 的状态为 {}，待 DescribeImages 显示其状态为 NORMAL 后才能启动实例。"};

// One of the two, never both.
struct AnyImage {
  const PublicImage* published = nullptr;
  const Image* custom = nullptr;

  ImageId id() const { return custom ? custom->id : *ImageId::parse(published->id); }
  uint32_t size_gib() const { return custom ? custom->size_gib : published->size_gib; }
  const std::string& name() const { return custom ? custom->name : published->name; }
  const std::string& os_name() const { return custom ? custom->os_name : published->os_name; }
  const std::string& platform() const { return custom ? custom->platform : published->platform; }
  const std::string& architecture() const {
    return custom ? custom->architecture : published->architecture;
  }
  // The ID of the public image that it comes from, which is its own where it is public.
  const std::string& origin() const { return custom ? custom->origin : published->id; }
};

// What the API calls the state of a custom image, as its account sees it.
std::string_view state_of(const RegionCell& region, const Image& image);

// The image of this ID that the account may use in the region, whatever its state.
Result<AnyImage> find(const RegionCell& region, AccountId account, std::string_view id);
// The same, for an instance to start from. Errors: those above, kNotReady.
Result<AnyImage> find_to_start(const RegionCell& region, AccountId account, std::string_view id);

// What an instance is started from is noted on it.
void start_from(Instance& instance, const AnyImage& image);
// The public image that an instance's system disk comes from: its image may be gone. Null where
// the catalogue has it no longer.
const PublicImage* origin_of(const Catalogue& catalogue, const Instance& instance);

}  // namespace terrane::images
