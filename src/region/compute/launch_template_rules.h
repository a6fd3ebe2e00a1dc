// What holds for every launch template, on one page.
//
// Scope: one region. ID: lt-. Limits: Limits::launch_templates per account and region,
// versions_per_launch_template. A version never changes, and its number is not given again; the
// default one stays. What a template says is checked when instances are run from it.
#pragma once

#include <string_view>

#include "base/error.h"
#include "base/text.h"
#include "region/compute/instance_tags.h"
#include "region/compute/launch_template.h"

namespace terrane::launch_template_rules {

inline constexpr ErrorKind kMalformedId{"InvalidParameterValue.LaunchTemplateIdMalformed",
                                        "{} is not a launch template's ID (lt- and 8 characters).",
                                        "{} 不是合法的启动模板 ID（lt- 加 8 位字符）。"};
inline constexpr ErrorKind kNotFound{
    "InvalidParameterValue.LaunchTemplateNotFound",
    "There is no launch template {} in this region; DescribeLaunchTemplates lists yours.",
    "本地域不存在启动模板 {}，可通过 DescribeLaunchTemplates 查询。"};
inline constexpr ErrorKind kVersionNotFound{
    "InvalidParameterValue.LaunchTemplateIdVerNotExisted",
    "Launch template {} has no version {}; DescribeLaunchTemplateVersions lists those there are.",
    "启动模板 {} 没有版本 {}，可通过 DescribeLaunchTemplateVersions 查询。"};
inline constexpr ErrorKind kVersionToRunNotFound{
    "InvalidParameterValue.LaunchTemplateVersion",
    "Launch template {} has no version {}; DescribeLaunchTemplateVersions lists those there are.",
    "启动模板 {} 没有版本 {}，可通过 DescribeLaunchTemplateVersions 查询。"};
inline constexpr ErrorKind kName{"InvalidParameterValue.InvalidLaunchTemplateName",
                                 "LaunchTemplateName must have 1 to 128 characters.",
                                 "LaunchTemplateName 的长度应为 1 到 128 个字符。"};
inline constexpr ErrorKind kDescription{
    "InvalidParameterValue.InvalidLaunchTemplateVersionDescription",
    "LaunchTemplateVersionDescription may have at most 256 characters.",
    "LaunchTemplateVersionDescription 最多 256 个字符。"};
inline constexpr ErrorKind kTooMany{
    "LimitExceeded.LaunchTemplateQuota",
    "This account has {} launch templates in this region, which is the limit; delete one first.",
    "本账号在该地域已有 {} 个启动模板，达到上限，请先删除。"};
inline constexpr ErrorKind kTooManyVersions{
    "LimitExceeded.LaunchTemplateVersionQuota",
    "Launch template {} has {} versions, which is the limit; delete one first.",
    "启动模板 {} 已有 {} 个版本，达到上限，请先删除。"};
inline constexpr ErrorKind kDefaultStays{
    "InvalidParameterValue.LaunchTemplateDefaultVersion",
    "Version {} is the default of launch template {} and stays; make another the default first.",
    "版本 {} 是启动模板 {} 的默认版本，不能删除，请先更换默认版本。"};
inline constexpr ErrorKind kDefaultAlready{
    "InvalidParameterValue.LaunchTemplateIdVerSetAlready",
    "Version {} is the default of launch template {} already.",
    "版本 {} 已是启动模板 {} 的默认版本。"};

inline constexpr ErrorKind kNoVersionNamed{
    "MissingParameter", "LaunchTemplateVersions is empty; name at least one version.",
    "LaunchTemplateVersions 为空，请至少指定一个版本。"};

// With the codes that CreateLaunchTemplate documents, and those any action may answer.
inline constexpr TagErrors kTagErrors{
    .key_length = {"InvalidParameterValue", kCvmTagErrors.key_length.english,
                   kCvmTagErrors.key_length.chinese},
    .reserved_key = kCvmTagErrors.reserved_key,
    .value_length = {"InvalidParameterValue", kCvmTagErrors.value_length.english,
                     kCvmTagErrors.value_length.chinese},
    .key_twice = {"InvalidParameterValue", kCvmTagErrors.key_twice.english,
                  kCvmTagErrors.key_twice.chinese},
    .too_many = {"InvalidParameterValue.LimitExceeded", kCvmTagErrors.too_many.english,
                 kCvmTagErrors.too_many.chinese}};

inline Result<void> check_name(std::string_view name) {
  size_t length = count_characters(name);
  if (length < 1 || length > 128) return refuse(kName);
  return {};
}
inline Result<void> check_description(std::string_view description) {
  if (count_characters(description) > 256) return refuse(kDescription);
  return {};
}

}  // namespace terrane::launch_template_rules
