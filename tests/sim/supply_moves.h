#pragma once

#include "sim/workload.h"

namespace terrane::sim {

// One open ticket per account and zone; what is closed stays listed.
inline constexpr Listing kTickets{.kind = "ticket",
                                  .service = "terrane",
                                  .action = "DescribeZoneAccessTickets",
                                  .list = "TicketSet",
                                  .id = "TicketId",
                                  .name = "Company",
                                  .regional = false};

std::span<const Move> supply_moves();

}  // namespace terrane::sim
