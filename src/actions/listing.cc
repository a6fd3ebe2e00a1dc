#include "actions/listing.h"

namespace terrane {

const ListingErrors kVpcListingErrors{
    .malformed_id = {"InvalidParameterValue.Malformed",
                     "{} is not an ID of this kind: a prefix and 8 characters of digits and "
                     "lower-case letters.",
                     "{} 不是合法的资源 ID：应为前缀加 8 位小写字母或数字。"},
    .ids_and_filters = {"InvalidParameter.Coexist", "Give IDs or Filters, not both.",
                        "ID 列表与 Filters 不能同时指定。"},
    .unknown_filter = {"InvalidParameter.FilterInvalidKey",
                       "There is no filter {}. The filters here are: {}.",
                       "不支持过滤条件 {}，可用的过滤条件：{}。"},
    .too_many_values = {"InvalidParameterValue.LimitExceeded", "{} may hold at most {} values.",
                        "{} 最多包含 {} 个值。"},
    .bad_page = {"InvalidParameterValue.Range", "{} must be a whole number from {}.",
                 "{} 必须是 {} 之间的整数。"}};

const ListingErrors kCvmListingErrors{
    .malformed_id = {"InvalidInstanceId.Malformed",
                     "{} is not an ID of this kind: a prefix and 8 characters of digits and "
                     "lower-case letters.",
                     "{} 不是合法的资源 ID：应为前缀加 8 位小写字母或数字。"},
    .ids_and_filters = {"InvalidParameter", "Give IDs or Filters, not both.",
                        "ID 列表与 Filters 不能同时指定。"},
    .unknown_filter = {"InvalidFilter", "There is no filter {}. The filters here are: {}.",
                       "不支持过滤条件 {}，可用的过滤条件：{}。"},
    .too_many_values = {"InvalidFilterValue.LimitExceeded", "{} may hold at most {} values.",
                        "{} 最多包含 {} 个值。"},
    .bad_page = {"InvalidParameterValue.Range", "{} must be a whole number from {}.",
                 "{} 必须是 {} 之间的整数。"}};

Result<Page> page_of(const ListingErrors& errors, std::optional<int64_t> offset,
                     std::optional<int64_t> limit, uint64_t limit_max) {
  if (offset.value_or(0) < 0) return refuse(errors.bad_page, "Offset", "0");
  int64_t wanted = limit.value_or(20);
  if (wanted < 1 || uint64_t(wanted) > limit_max)
    return refuse(errors.bad_page, "Limit", "1 to " + std::to_string(limit_max));
  return Page{uint64_t(offset.value_or(0)), uint64_t(wanted)};
}

Result<Page> page_of(const ListingErrors& errors, std::string_view offset, std::string_view limit,
                     uint64_t limit_max) {
  auto number = [](std::string_view text) -> std::optional<int64_t> {
    int64_t value = -1;
    auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc() && end == text.data() + text.size() ? value : -1;
  };
  return page_of(errors, offset.empty() ? std::nullopt : number(offset),
                 limit.empty() ? std::nullopt : number(limit), limit_max);
}

}  // namespace terrane
