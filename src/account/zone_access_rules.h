// What holds for every ticket for a zone, on one page: values, codes, how many.
//
// Scope: all regions; kept in the account plane, and followed by every region, which asks its own
// copy (M-3). An account has one open ticket per zone; what is closed is kept as history. What its
// states are, and what leads from one to the next: model/zone_access.h.
#pragma once

#include "base/error.h"

namespace terrane::zone_access_rules {

inline constexpr size_t kLineLimit = 128;
inline constexpr size_t kTextLimit = 1024;

inline constexpr ErrorKind kNoSuchZone{"ResourceNotFound.Zone",
                                       "There is no zone {} in this cloud; DescribeZones lists "
                                       "those of each region.",
                                       "本云不存在可用区 {}，可通过 DescribeZones 查询。"};
inline constexpr ErrorKind kOpenZone{"UnsupportedOperation.OpenZone",
                                     "Zone {} is open to every account: no ticket is needed there.",
                                     "可用区 {} 对所有账号开放，无需申请。"};
inline constexpr ErrorKind kHasTicket{
    "ResourceInUse.Ticket", "This account has a ticket for zone {} already: {}, which is {}.",
    "本账号已有可用区 {} 的工单：{}，状态为 {}。"};
inline constexpr ErrorKind kBadCompany{"InvalidParameterValue.Company",
                                       "Company must be the institution's name, 1 to 128 "
                                       "characters, none of them a control character.",
                                       "Company 应为机构名称，1 到 128 个字符，且不含控制字符。"};
inline constexpr ErrorKind kBadLicense{
    "InvalidParameterValue.License",
    "License must be the licence's number and who gave it, 1 to 128 characters, none of them a "
    "control character.",
    "License 应为许可证编号及颁发机构，1 到 128 个字符，且不含控制字符。"};
inline constexpr ErrorKind kBadContact{
    "InvalidParameterValue.Contact",
    "Contact must say whom to ask, 1 to 128 characters, none of them a control character.",
    "Contact 应为联系人信息，1 到 128 个字符，且不含控制字符。"};
inline constexpr ErrorKind kBadStatement{"InvalidParameterValue.Statement",
                                         "Statement may have at most 1024 characters.",
                                         "Statement 最多 1024 个字符。"};
inline constexpr ErrorKind kBadReason{
    "InvalidParameterValue.Reason",
    "Reason must say why, in 1 to 1024 characters: the account reads it.",
    "Reason 应说明原因，1 到 1024 个字符，申请账号可见。"};
inline constexpr ErrorKind kNoSuchTicket{
    "ResourceNotFound.Ticket", "There is no ticket {}; DescribeZoneAccessTickets lists yours.",
    "不存在工单 {}，可通过 DescribeZoneAccessTickets 查询。"};
inline constexpr ErrorKind kWrongState{"UnsupportedOperation.TicketState",
                                       "Ticket {} is {}, so this cannot be done with it any more.",
                                       "工单 {} 的状态为 {}，不能执行该操作。"};

}  // namespace terrane::zone_access_rules
