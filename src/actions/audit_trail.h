// The audit trail as those see it who ask for it: lines of JSON, the newest first. What writes it
// is the gateway's affair.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace terrane {

inline constexpr ErrorKind kNoSuchAuditCursor{
    "InvalidParameterValue.Cursor",
    "Cursor {} is none that DescribeAuditRecords gave; leave it out to begin with the newest.",
    "Cursor {} 不是 DescribeAuditRecords 返回的值，省略该参数可从最新的记录开始。"};

// Safe to use from several threads.
class AuditTrail {
 public:
  virtual ~AuditTrail() = default;

  // Shows line after line from where `cursor` is, the newest where it is empty, until `show` takes
  // one no more, or so many were looked at that the rest is for another call. Returns where that
  // would go on, empty where nothing is left.
  using Show = std::function<bool(std::string_view line)>;
  virtual Result<std::string> read_back(std::string_view cursor, const Show& show) = 0;
};

}  // namespace terrane
