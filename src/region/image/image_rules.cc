#include "region/image/image_rules.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "region/compute/instance_tags.h"

namespace terrane::image_rules {

std::string snapshot_name(ImageId image) {
  return "Of image " + to_text(image);
}

const TagErrors& tag_errors() {
  static const TagErrors errors = [] {
    TagErrors documented = kCvmTagErrors;
    for (ErrorKind* error : {&documented.key_length, &documented.reserved_key,
                             &documented.value_length, &documented.key_twice})
      error->code = "InvalidParameterValue";
    return documented;
  }();
  return errors;
}

Result<void> check_name(std::string_view name) {
  if (name.empty()) return refuse(kNameMissing);
  if (count_characters(name) > kNameCharacters)
    return refuse(kTooLong, "ImageName", std::to_string(kNameCharacters));
  return {};
}

Result<void> check_description(std::string_view description) {
  if (count_characters(description) > kDescriptionCharacters)
    return refuse(kTooLong, "ImageDescription", std::to_string(kDescriptionCharacters));
  return {};
}

Result<void> check_family(std::string_view family) {
  auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  };
  if (family.empty() || family.size() > 128 || !std::ranges::all_of(family, is_allowed))
    return refuse(kFamily, family);
  return {};
}

const Image* find_named(const RegionCell& region, AccountId account, std::string_view name) {
  for (const Image* image : region.image->images.of(account))
    if (image && image->name == name && !image->has_failed()) return image;
  return nullptr;
}

size_t count_of(const RegionCell& region, AccountId account) {
  return size_t(std::ranges::count_if(region.image->images.of(account), [](const Image* image) {
    return image && !image->has_failed();
  }));
}

Result<void> check_quota(const RegionCell& region, AccountId account) {
  size_t most = region.catalogue.limits().images, has = count_of(region, account);
  if (has >= most) return refuse(kTooMany, std::to_string(most), std::to_string(has));
  return {};
}

Result<void> check_may_go(const RegionCell& region, const Image& image) {
  std::string id = to_text(image.id);
  if (image.work.under_way()) return refuse(kNotFinished, id, images::state_of(region, image));
  if (!image.shared_with.empty())
    return refuse(kIsShared, std::to_string(image.shared_with.size()), id);
  auto copies = region.image->copies_of(image.id);
  if (!copies.empty()) return refuse(kIsCopied, copies[0]->to, id);
  return {};
}

Result<std::vector<AccountId>> check_readers(const RegionCell& region, AccountId own,
                                             std::span<const std::string_view> ids) {
  if (ids.empty()) return refuse(kNoAccounts);
  std::vector<AccountId> accounts;
  for (std::string_view text : ids) {
    uint64_t number = 0;
    auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    AccountId account{number};
    bool is_number = problem == std::errc() && end == text.data() + text.size();
    if (!is_number || !region.accounts.accounts.find(account)) return refuse(kNoSuchAccount, text);
    if (account == own) return refuse(kOwnAccount, text);
    if (std::ranges::find(accounts, account) == accounts.end()) accounts.push_back(account);
  }
  return accounts;
}

}  // namespace terrane::image_rules
