// What instances cost: their type and disks, and their way to the Internet (M-24).
#pragma once

#include <optional>

#include "model/price.h"
#include "region/charging/metering.h"
#include "region/compute/instance_launch.h"

namespace terrane {

struct Quote {
  // What is paid for the machine and its disks, and for the bandwidth.
  Price machine;
  Price bandwidth;
  // Of each, what it is paid for: "HOUR", "GB", or empty where it is paid in advance.
  std::string_view machine_unit;
  std::string_view bandwidth_unit;
};

// What a launch would cost, all instances together. It checks what a price depends on and takes
// nothing. Source: cvm.InquiryPriceRunInstances.
Result<Quote> quote_launch(const RegionCell& region, AccountId account,
                           const LaunchRequest& request);

// Of an instance that is there, by the hour, with the data disks that are charged with it; nothing
// for bandwidth that is charged by traffic, or where it has no public address of its own.
Money hourly_machine_price(const RegionCell& region, const Instance& instance);
Money hourly_bandwidth_price(const Catalogue& catalogue, const Instance& instance);
// Whether its bandwidth is paid in advance, as it is itself.
bool is_paid_with_instance(const Instance& instance);

// Charged from its creation until it is to be taken away; off with STOP_CHARGING, its type costs
// nothing. Its data disks are charged by themselves.
Rate rate_of_instance(const Catalogue& catalogue, const Instance& instance);
// What is given back for an instance, and the data disks that are charged with it, if it is
// returned now. Source: cvm.InquiryPriceTerminateInstances.
Money refund(const RegionCell& region, const Instance& instance, Time now);

}  // namespace terrane
