// Copying custom images to other regions (M-21), and what is shared by others to one's own.
#pragma once

#include <vector>

#include "region/image/copies.h"
#include "region/image/image_manager.h"

namespace terrane::image_copies {

inline constexpr ErrorKind kNoRegion{"MissingParameter",
                                     "DestinationRegions is empty; name at least one region.",
                                     "DestinationRegions 为空，请至少指定一个地域。"};
inline constexpr ErrorKind kUnknownRegion{
    "InvalidRegion.NotFound", "There is no region {}; DescribeRegions lists those there are.",
    "不存在地域 {}，可通过 DescribeRegions 查询。"};
inline constexpr ErrorKind kOwnRegion{
    "InvalidParameterValue.InvalidRegion",
    "The image is in {} already; DestinationRegions names other regions.",
    "镜像已位于 {}，DestinationRegions 应为其他地域。"};
inline constexpr ErrorKind kOnlyOwnRegion{
    "InvalidParameterValue.InvalidRegion",
    "Image {} is another account's: it can be copied to an image of your own in {} only.",
    "镜像 {} 由其他账号共享，只能复制为本账号在 {} 的自定义镜像。"};
inline constexpr ErrorKind kNotOffered{"InvalidRegion.Unavailable",
                                       "Region {} does not offer {}, so it takes no images.",
                                       "地域 {} 未提供{}，不能接收镜像。"};
inline constexpr ErrorKind kIsolated{
    "UnsupportedOperation.Region",
    "Nothing is copied between the finance regions and the others: not from {} to {}.",
    "金融专区与其他地域之间不能复制镜像：不支持从 {} 到 {}。"};
inline constexpr ErrorKind kPublic{"InvalidParameterValue.InvalidImageId",
                                   "Image {} is public: every region has it, under the same ID.",
                                   "镜像 {} 是公共镜像，所有地域均可使用，ID 相同。"};
inline constexpr ErrorKind kOnItsWay{
    "FailedOperation.InvalidImageState",
    "A copy of image {} is on its way to region {}; try again when it is there.",
    "镜像 {} 正在复制到地域 {}，请稍后重试。"};
inline constexpr ErrorKind kOneNameForMany{
    "InvalidImageName.Duplicate",
    "ImageName would name {} copies in one region; copy one image at a time, or leave it out.",
    "ImageName 将用于同一地域的 {} 个副本，请每次复制一个镜像，或不填。"};
inline constexpr ErrorKind kNameLength{"InvalidParameterValue",
                                       "ImageName may have at most 60 characters.",
                                       "ImageName 最多 60 个字符。"};
inline constexpr ErrorKind kNoEncryption{
    "UnsupportedOperation.EncryptedImagesNotSupported",
    "Encrypted images are not offered here; leave Encrypt out.",
    "不支持加密镜像，请去掉 Encrypt。"};
inline constexpr ErrorKind kNoKey{"InvalidParameter.InvalidKmsKeyId",
                                  "There is no key {}; leave KmsKeyId out.",
                                  "不存在密钥 {}，请去掉 KmsKeyId。"};

struct Wanted {
  image_manager::Ids images;
  copies::Destinations regions;
  std::string_view name;  // of the copies; empty: as their images
};
struct Begun {
  ImageId id;
  const Region* region;
};
// The copies, by their images and then by region. Source: cvm.SyncImages.
Result<std::vector<Begun>> begin(Change& change, const Wanted& wanted);

// A region that has the image asks for a copy.
void receive(RegionCell& region, Transaction& transaction, std::string_view from,
             const CopyImage& letter);

// Its time has come: it is finished, or was shown long enough (Image::due).
void act_on_due(RegionCell& region, Transaction& transaction, const Image& image);

}  // namespace terrane::image_copies
