// Zones that serve only verified financial institutions take nothing new from an account without an
// approved ticket (M-3); nor does a region that has no other zones. What exists goes on, whatever
// becomes of the ticket.
#pragma once

#include "region/region_cell.h"

namespace terrane {

inline constexpr ErrorKind kNoZoneTicket{
    "UnauthorizedOperation",
    "Zone {} serves verified financial institutions only, and this account has no approved ticket "
    "for it (newest ticket: {}). Apply with `terrane ticket apply {}`, or ApplyZoneAccess of "
    "service "
    "terrane; nothing was created.",
    "可用区 {} 仅向经过认证的金融机构开放，本账号没有已通过的工单（最近的工单：{}）。请执行 "
    "terrane "
    "ticket apply {} 或调用 terrane 服务的 ApplyZoneAccess 申请；本次未创建任何资源。"};

// The zone that an account needs a ticket for to create in `zone`, or in the region itself where
// `zone` is null; null where it needs none.
const Zone* closed_zone(const RegionCell& region, const Zone* zone);

// Whether the account may create there. Errors: kNoZoneTicket.
Result<void> check_zone_access(const RegionCell& region, AccountId account, const Zone* zone);

}  // namespace terrane
