// An instance's way from one zone to another (M-23): a new instance takes over from it, since the
// zone of one that was started never changes (M-22). What is stored of it: what was asked, how far
// it is, and which instance became which.
//
// It is known by the instance that it moves. To keep private addresses a whole subnet moves, so
// several instances may be on their way together.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/ipv4.h"
#include "base/resource_id.h"
#include "base/time.h"

namespace terrane {

// Stored: numbers are never changed nor given again.
enum class MigrationStep : uint8_t {
  kImages = 0,     // originals are stopped, and an image is made of each
  kSubnet = 1,     // the range goes to the new zone, where private addresses are kept
  kInstances = 2,  // instances start in the new zone, from the images
  kBindings = 3,   // elastic IPs and load balancers turn to them: from here on they are the ones
  kOriginals = 4,  // originals go, where that was asked and they are charged by the hour
};
inline constexpr size_t kMigrationSteps = 5;

enum class MigrationState : uint8_t { kRunning = 0, kDone = 1, kUndoing = 2, kUndone = 3 };

// One instance on its way.
struct MovingInstance {
  InstanceId original;
  bool ran = false;         // and so the new one is to run
  Ipv4 address;             // the original's private address
  std::string type;         // of the new one
  ImageId image;            // none yet: not set
  bool image_made = false;  // by the migration
  InstanceId started;       // the new one; none yet: not set
  bool operator==(const MovingInstance&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(
        named("original", &MovingInstance::original), named("ran", &MovingInstance::ran),
        named("address", &MovingInstance::address), named("type", &MovingInstance::type),
        named("image", &MovingInstance::image), named("image_made", &MovingInstance::image_made),
        named("started", &MovingInstance::started));
  };
};

// Why it was undone, or what its undoing waits for.
struct MigrationProblem {
  std::string code;
  std::string english;
  std::string chinese;
  bool operator==(const MigrationProblem&) const = default;

  static constexpr auto kFields = [] {
    return std::tuple(named("code", &MigrationProblem::code),
                      named("english", &MigrationProblem::english),
                      named("chinese", &MigrationProblem::chinese));
  };
};

struct Migration {
  static constexpr std::string_view kTable = "migration";
  using Key = AnyId;
  static constexpr Duration kRemembered = days(365);

  AnyId id;  // of the instance that was asked for
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  uint64_t number = 0;  // no other of the region has it
  uint32_t from_zone = 0;
  uint32_t to_zone = 0;
  bool keeps_addresses = false;
  bool destroys_originals = false;
  bool deletes_images = false;
  SubnetId subnet;  // where the new ones start; to keep addresses it is made on the way
  // Where addresses are kept: the subnet that was in the old zone, and where the originals wait.
  SubnetId old_subnet;
  std::string old_subnet_record;  // as it was stored
  SubnetId waiting;
  bool waiting_made = false;              // by the migration
  std::vector<MovingInstance> instances;  // oldest first
  MigrationState state = MigrationState::kRunning;
  MigrationStep step = MigrationStep::kImages;
  MigrationStep furthest = MigrationStep::kImages;  // where it turned back
  MigrationProblem problem;
  MigrationProblem obstacle;  // what it waits for, where it can neither go on nor back
  Time step_begun;
  Time begun;
  Time ended;
  Time next;  // when to look again

  bool under_way() const {
    return state == MigrationState::kRunning || state == MigrationState::kUndoing;
  }
  // The new ones have taken over.
  bool has_switched() const {
    return state == MigrationState::kDone ||
           (state == MigrationState::kRunning && step == MigrationStep::kOriginals);
  }
  // Where it goes on, an error leads back; after that, and on the way back, it is tried again.
  bool may_turn_back() const { return state == MigrationState::kRunning && !has_switched(); }
  InstanceId live(const MovingInstance& moving) const {
    return has_switched() ? moving.started : moving.original;
  }

  // When it is looked at again, or forgotten.
  Time due() const { return under_way() ? next : ended + kRemembered; }

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &Migration::account), named("sequence", &Migration::sequence),
        named("number", &Migration::number), named("from_zone", &Migration::from_zone),
        named("to_zone", &Migration::to_zone),
        named("keeps_addresses", &Migration::keeps_addresses),
        named("destroys_originals", &Migration::destroys_originals),
        named("deletes_images", &Migration::deletes_images), named("subnet", &Migration::subnet),
        named("old_subnet", &Migration::old_subnet),
        named("old_subnet_record", &Migration::old_subnet_record),
        named("waiting", &Migration::waiting), named("waiting_made", &Migration::waiting_made),
        named("instances", &Migration::instances), named("state", &Migration::state),
        named("step", &Migration::step), named("furthest", &Migration::furthest),
        named("problem", &Migration::problem), named("obstacle", &Migration::obstacle),
        named("step_begun", &Migration::step_begun), named("begun", &Migration::begun),
        named("ended", &Migration::ended), named("next", &Migration::next));
  };
};

}  // namespace terrane
