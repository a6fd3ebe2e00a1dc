#include "actions/terrane/migration_view.h"

#include <algorithm>

#include "actions/convert.h"
#include "model/price.h"
#include "region/image/image_tables.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

std::string_view in(Language language, std::string_view english, std::string_view chinese) {
  return language == Language::kChinese ? chinese : english;
}

// What each step is called, and the public actions that do the same by hand.
constexpr std::array<std::string_view, kMigrationSteps> kStepNames = {
    "CREATE_IMAGES", "MOVE_SUBNET", "START_INSTANCES", "MOVE_BINDINGS", "RELEASE_ORIGINALS"};
constexpr std::array<std::string_view, 2> kImageActions = {"StopInstances", "CreateImage"};
constexpr std::array<std::string_view, 3> kSubnetActions = {"ModifyInstancesVpcAttribute",
                                                            "DeleteSubnet", "CreateSubnet"};
constexpr std::array<std::string_view, 1> kInstanceActions = {"RunInstances"};
constexpr std::array<std::string_view, 3> kBindingActions = {"AssociateAddress", "RegisterTargets",
                                                             "RegisterTargetGroupInstances"};
constexpr std::array<std::string_view, 1> kOriginalActions = {"TerminateInstances"};
constexpr std::array<std::span<const std::string_view>, kMigrationSteps> kStepActions = {
    kImageActions, kSubnetActions, kInstanceActions, kBindingActions, kOriginalActions};

bool is_needed(const Migration& migration, MigrationStep step) {
  return step != MigrationStep::kSubnet || migration.keeps_addresses;
}

std::string_view state_of(const Migration& migration, MigrationStep step) {
  if (!is_needed(migration, step)) return "SKIPPED";
  bool back = migration.state == MigrationState::kUndoing;
  switch (migration.state) {
    case MigrationState::kDone:
      return "DONE";
    case MigrationState::kUndone:
      return step <= migration.furthest ? "UNDONE" : "WAITING";
    default:
      if (step == migration.step) return back ? "UNDOING" : "RUNNING";
      if (step < migration.step) return "DONE";
      return back && step <= migration.furthest ? "UNDONE" : "WAITING";
  }
}

// "ins-1a2b3c4d, ins-5e6f7g8h", of those for which it holds.
template <class Items, class Write>
std::string list_of(const Items& items, Write write) {
  std::string text;
  for (const auto& item : items)
    if (std::string one = write(item); !one.empty()) (text += text.empty() ? "" : ", ") += one;
  return text;
}

// What becomes of the originals; `say(english, chinese, arguments)` words it.
template <class Say>
std::string end_of_originals(const MigrationPlan& plan, Say say) {
  std::string gone, kept, prepaid;
  for (const PlannedInstance& one : plan.instances) {
    std::string& list = one.destroyed ? gone : one.expires.is_set() ? prepaid : kept;
    (list += list.empty() ? "" : ", ") += to_text(one.original);
    if (one.expires.is_set()) list += " (" + to_iso8601(one.expires) + ")";
  }
  std::string text;
  auto add = [&](const std::string& list, std::string_view english, std::string_view chinese) {
    if (list.empty()) return;
    if (!text.empty()) text += ' ';
    text += say(english, chinese, {list});
  };
  add(gone, "Destroy {}.", "销毁 {}。");
  add(kept, "Leave {} stopped.", "{} 保持关机。");
  add(prepaid, "Leave {} stopped, to be reclaimed after expiring.", "{} 保持关机，到期后回收。");
  return text;
}

// What it would do, in a sentence.
std::string sentence(const RegionCell& region, const MigrationPlan& plan, MigrationStep step,
                     Language language) {
  const Migration& migration = plan.migration;
  std::string from = region.find_zone(migration.from_zone)->id;
  std::string to = region.find_zone(migration.to_zone)->id;
  std::string originals = list_of(plan.instances, [](auto& one) { return to_text(one.original); });
  auto say = [&](std::string_view english, std::string_view chinese,
                 std::initializer_list<std::string_view> arguments = {}) {
    ErrorKind kind{"", english, chinese};
    return Error(kind, std::vector<std::string>(arguments.begin(), arguments.end()))
        .message(language);
  };
  switch (step) {
    case MigrationStep::kImages:
      return say("Stop {} and make an image of each, with its data disks.",
                 "关闭 {}，并分别制作包含数据盘的镜像。", {originals});
    case MigrationStep::kSubnet: {
      if (!migration.keeps_addresses)
        return say("Not needed: the private address changes.", "无需执行：内网 IP 将变更。");
      bool made = migration.waiting_made || !migration.waiting;
      std::string waiting = made ? std::string(in(language, "a subnet made for them", "新建子网"))
                                 : to_text(migration.waiting);
      return say("Originals wait in {} ({}); remove subnet {} there and make one like it in {}.",
                 "原实例移至 {}（{}）；删除子网 {}，并在 {} 创建相同网段的子网。",
                 {waiting, from, to_text(migration.old_subnet), to});
    }
    case MigrationStep::kInstances:
      return say("Start an instance in {} from each image, configured as its original.",
                 "在 {} 用各镜像启动与原实例配置相同的新实例。", {to});
    case MigrationStep::kBindings: {
      std::string bound = list_of(plan.instances, [](auto& one) {
        std::string text = one.elastic ? to_text(one.elastic) : "";
        for (AnyId forwarder : one.forwarders)
          (text += text.empty() ? "" : ", ") += to_text(forwarder);
        return text;
      });
      if (bound.empty())
        return say("Nothing is bound to the originals; the new instances take over.",
                   "原实例没有绑定关系，新实例直接接替。");
      return say("Turn {} to the new instances, which take over.", "将 {} 转到新实例，由其接替。",
                 {bound});
    }
    case MigrationStep::kOriginals:
      return end_of_originals(plan, say);
  }
  impossible("a migration has a step");
}

contract::List<api::MigrationStep> show_steps(const Call& call, const Migration& migration,
                                              const RegionCell* region, const MigrationPlan* plan) {
  auto shown = call.arena.create_array<api::MigrationStep>(kMigrationSteps);
  for (size_t index = 0; index < kMigrationSteps; ++index) {
    auto step = MigrationStep(index);
    shown[index] = {.Number = index + 1,
                    .Name = kStepNames[index],
                    .State = plan ? (is_needed(migration, step) ? "WAITING" : "SKIPPED")
                                  : state_of(migration, step),
                    .Actions = contract::list_of<contract::Text>(call.arena, kStepActions[index])};
    if (plan) shown[index].Text_ = call.arena.copy(sentence(*region, *plan, step, call.language));
  }
  return contract::List<api::MigrationStep>(shown);
}

// The images' part of the first step is the one that is long and known.
uint64_t percent_of(const RegionCell& region, const Migration& migration, Time now) {
  if (migration.state == MigrationState::kDone) return 100;
  if (migration.state == MigrationState::kUndone) return 0;
  uint64_t whole = 100 / kMigrationSteps, percent = whole * uint64_t(migration.step);
  if (migration.step != MigrationStep::kImages) return percent;
  uint64_t sum = 0;
  for (const MovingInstance& moving : migration.instances)
    if (const Image* image = region.image->images.find(moving.image))
      sum += uint64_t(image->work.percent(now));
  return percent + sum * whole / 100 / migration.instances.size();
}

api::MigratingInstance show_moving(const Call& call, const RegionCell& region,
                                   const Migration& migration, const MovingInstance& moving) {
  auto state = [&](InstanceId id) -> std::string_view {
    const Instance* instance = region.compute.instances.find(id);
    if (instance) return name_of(instance->state);
    return id ? name_of(InstanceState::kTerminated) : "";
  };
  const Instance* started = region.compute.instances.find(moving.started);
  return {.OriginalInstanceId = to_text(call.arena, moving.original),
          .OriginalState = state(moving.original),
          .NewInstanceId = to_text(call.arena, moving.started),
          .NewState = state(moving.started),
          .LiveInstanceId = to_text(call.arena, migration.live(moving)),
          .ImageId = to_text(call.arena, moving.image),
          .InstanceType = moving.type,
          .PrivateIpAddress = to_text(call.arena, started ? started->address : moving.address)};
}

contract::Text money(const Call& call, Money amount) {
  return call.arena.copy(to_text(amount));
}

api::PlannedInstance show_planned(const Call& call, const PlannedInstance& planned) {
  Arena& arena = call.arena;
  auto forwarders = arena.create_array<contract::Text>(planned.forwarders.size());
  for (size_t i = 0; i < forwarders.size(); ++i)
    forwarders[i] = to_text(arena, planned.forwarders[i]);
  Ipv4 shown_public = planned.elastic ? planned.elastic_address : planned.public_address;
  return {.InstanceId = to_text(arena, planned.original),
          .InstanceName = arena.copy(planned.name),
          .Runs = planned.runs,
          .PrivateIpAddress = to_text(arena, planned.address),
          .NewPrivateIpAddress = to_text(arena, planned.new_address),
          .InstanceType = arena.copy(planned.type),
          .NewInstanceType = arena.copy(planned.new_type),
          .InstanceChargeType = name_of(planned.charge),
          .NewInstanceChargeType = name_of(planned.new_charge),
          .HourlyPrice = money(call, planned.hourly),
          .NewHourlyPrice = planned.new_hourly ? money(call, *planned.new_hourly) : "",
          .PublicIpAddress = to_text(arena, shown_public),
          .PublicIpAddressKept = bool(planned.elastic),
          .AddressId = to_text(arena, planned.elastic),
          .ForwarderIds = contract::List<contract::Text>(forwarders),
          .OriginalDestroyed = planned.destroyed,
          .ExpiredTime = to_iso8601(arena, planned.expires)};
}

contract::Text text_of(const Call& call, const MigrationProblem& problem) {
  return in(call.language, problem.english, problem.chinese);
}

contract::Text range(Arena& arena, Cidr cidr) {
  return cidr.length ? to_text(arena, cidr) : "";
}

}  // namespace

api::Migration show_migration(const Call& call, const RegionCell& region,
                              const Migration& migration) {
  Arena& arena = call.arena;
  auto moving = arena.create_array<api::MigratingInstance>(migration.instances.size());
  for (size_t i = 0; i < moving.size(); ++i)
    moving[i] = show_moving(call, region, migration, migration.instances[i]);
  return {.InstanceId = to_text(arena, migration.id),
          .State = kMigrationStates[size_t(migration.state)],
          .OldZone = region.find_zone(migration.from_zone)->id,
          .Zone = region.find_zone(migration.to_zone)->id,
          .KeepPrivateIpAddress = migration.keeps_addresses,
          .DestroyOriginal = migration.destroys_originals,
          .Percent = percent_of(region, migration, call.now),
          .StepSet = show_steps(call, migration, nullptr, nullptr),
          .InstanceSet = contract::List<api::MigratingInstance>(moving),
          .OldSubnetId = to_text(arena, migration.old_subnet),
          .SubnetId = to_text(arena, migration.subnet),
          .OriginalSubnetId = to_text(arena, migration.waiting),
          .ErrorCode = migration.problem.code,
          .ErrorMessage = text_of(call, migration.problem),
          .ObstacleCode = migration.obstacle.code,
          .ObstacleMessage = text_of(call, migration.obstacle),
          .BeginTime = to_iso8601(arena, migration.begun),
          .EndTime = to_iso8601(arena, migration.ended)};
}

const api::MigrationPlan* show_plan(const Call& call, const RegionCell& region,
                                    const MigrationPlan& plan) {
  Arena& arena = call.arena;
  const Migration& migration = plan.migration;
  Money before, after;
  bool all_known = true;
  auto instances = arena.create_array<api::PlannedInstance>(plan.instances.size());
  for (size_t i = 0; i < instances.size(); ++i) {
    instances[i] = show_planned(call, plan.instances[i]);
    before = before + plan.instances[i].hourly;
    after = after + plan.instances[i].new_hourly.value_or(Money{});
    all_known &= plan.instances[i].new_hourly.has_value();
  }
  auto blockers = arena.create_array<api::MigrationBlocker>(plan.blockers.size());
  for (size_t i = 0; i < blockers.size(); ++i)
    blockers[i] = {.ResourceId = to_text(arena, plan.blockers[i].resource),
                   .Code = plan.blockers[i].why.code(),
                   .Message = arena.copy(plan.blockers[i].why.message(call.language))};
  return arena.create<api::MigrationPlan>(api::MigrationPlan{
      .InstanceId = to_text(arena, migration.id),
      .OldZone = region.find_zone(migration.from_zone)->id,
      .Zone = region.find_zone(migration.to_zone)->id,
      .KeepPrivateIpAddress = migration.keeps_addresses,
      .Possible = plan.blockers.empty(),
      .HourlyPrice = money(call, before),
      .NewHourlyPrice = all_known ? money(call, after) : "",
      .VpcId = to_text(arena, plan.vpc),
      .OldSubnetId = to_text(arena, migration.old_subnet),
      // What is made on the way has no ID yet.
      .SubnetId = migration.keeps_addresses ? "" : to_text(arena, migration.subnet),
      .CidrBlock = range(arena, plan.range),
      .OriginalSubnetId = migration.waiting_made ? "" : to_text(arena, migration.waiting),
      .OriginalCidrBlock = range(arena, plan.waiting_range),
      .StepSet = show_steps(call, migration, &region, &plan),
      .InstanceSet = contract::List<api::PlannedInstance>(instances),
      .BlockerSet = contract::List<api::MigrationBlocker>(blockers)});
}

}  // namespace terrane
