// Names of instances that are made together: patterns become numbers that go up.
//
//   {R:x}      x for the first instance, x + 1 for the second, …
//   {R:x,F:y}  the same, with zeros in front up to y digits (0 to 8)
//   {IP}       the instance's private address; in host names only
// A name without a pattern gets 1, 2, … behind it where more than one instance is made. Anything
// else in braces is plain text. Source: RunInstances, InstanceName and HostName.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/ipv4.h"

namespace terrane {

inline constexpr size_t kInstanceNameLimit = 128;

inline constexpr ErrorKind kInstanceNameLength{
    "InvalidInstanceName.TooLong",
    "InstanceName may have at most 128 characters, patterns included.",
    "InstanceName 最多 128 个字符（含模式串）。"};
inline constexpr ErrorKind kIllegalHostName{
    "InvalidParameterValue.IllegalHostName",
    "{} cannot be a host name: it needs 2 to 60 letters, digits, hyphens and dots, not only "
    "digits, and "
    "no hyphen or dot first, last or twice in a row.",
    "{} 不是合法的主机名：应为 2 到 60 个字母、数字、短横线或点，不能全为数字，"
    "点和短横线不能在首尾，也不能连续使用。"};

// The name of the instance at `index` of `count`.
std::string expand_name(std::string_view pattern, uint32_t index, uint32_t count,
                        std::optional<Ipv4> address = std::nullopt);

Result<void> check_instance_name(std::string_view pattern);
// Of a host name with its patterns replaced.
Result<void> check_host_name(std::string_view name);

}  // namespace terrane
