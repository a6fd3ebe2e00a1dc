// A data disk: made with an instance or on its own, in one region, every zone of it, and attached
// to an instance there or to nothing (M-31). What is stored of one.
//
// A system disk is no record of its own: it is part of its instance and has its instance's number
// (compute/instance.h). disks.h shows both kinds as one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/interned_text.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/charge.h"
#include "model/tag_pair.h"
#include "region/charging/term.h"

namespace terrane {

struct Disk {
  static constexpr std::string_view kTable = "disk";
  using Key = DiskId;

  DiskId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  uint32_t zone = 0;  // the zone's public number
  uint32_t size_gib = 0;
  uint32_t project = 0;
  uint32_t throughput_mbps = 0;  // bought beyond what its size gives
  uint32_t backup_quota = 0;
  InternedText type;  // "CLOUD_PREMIUM"
  std::string name;
  InstanceId instance;  // it is attached to; none: to nothing
  InstanceId latest_instance;
  Time attached;  // when it was: an instance's disks are in this order
  SnapshotId from;
  ChargeType charge = ChargeType::kPostpaidByHour;
  RenewFlag renew = RenewFlag::kNotifyAndManual;
  Time expires;                        // of a prepaid one
  bool isolated = false;               // returned or expired: renewed, or reclaimed
  bool charged_with_instance = false;  // made with it: its term is that one's, while attached
  bool portable = true;
  bool delete_with_instance = false;
  bool delete_snapshots = false;  // made by policies, when it goes
  bool burst_performance = false;
  Time created;
  std::vector<TagPair> tags;

  bool is_attached() const { return bool(instance); }
  bool is_system() const { return instance && instance.number() == id.number(); }

  // When its prepaid period ends, and, isolated then, when it is reclaimed (M-24).
  Time due() const { return charged_with_instance ? Time{} : term_due(*this); }

  template <class Refer>
  void references(Refer refer) const {
    refer(instance);
  }

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &Disk::account), named("sequence", &Disk::sequence),
                      named("zone", &Disk::zone), named("size", &Disk::size_gib),
                      named("project", &Disk::project), named("throughput", &Disk::throughput_mbps),
                      named("backup_quota", &Disk::backup_quota), named("type", &Disk::type),
                      named("name", &Disk::name), named("instance", &Disk::instance),
                      named("latest_instance", &Disk::latest_instance),
                      named("attached", &Disk::attached), named("from", &Disk::from),
                      named("charge", &Disk::charge), named("renew", &Disk::renew),
                      named("expires", &Disk::expires), named("isolated", &Disk::isolated),
                      named("charged_with_instance", &Disk::charged_with_instance),
                      named("portable", &Disk::portable),
                      named("delete_with_instance", &Disk::delete_with_instance),
                      named("delete_snapshots", &Disk::delete_snapshots),
                      named("burst_performance", &Disk::burst_performance),
                      named("created", &Disk::created), named("tags", &Disk::tags));
  };
};

}  // namespace terrane
