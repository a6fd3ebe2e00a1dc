// How to log in to an instance (M-20): as whom, with which keys, by which way, and what its region
// advises. The public API offers login nowhere else.
#include "actions/terrane/instance_login.h"

#include <fmt/format.h>

#include <algorithm>

#include "actions/convert.h"
#include "actions/terrane/journeys.h"
#include "actions/terrane/login_paths.h"
#include "reach/words.h"

namespace terrane {
namespace {

namespace api = contract::terrane;

constexpr ErrorKind kMalformedId{"InvalidParameterValue.InstanceId",
                                 "{} is not an instance's ID (ins- and 8 characters).",
                                 "{} 不是合法的实例 ID（ins- 加 8 位字符）。"};
constexpr ErrorKind kNoInstance{
    "ResourceNotFound.Instance",
    "You have no instance {} there; DescribeInstances lists those you have. Without X-TC-Region, "
    "all "
    "regions that can be reached are looked through.",
    "您没有实例 {}，可通过 DescribeInstances 查询。不填写 X-TC-Region 时会查找所有可访问的地域。"};
constexpr ErrorKind kBadFrom{
    "InvalidParameterValue.From",
    "From is {}; it must be the ID of an instance of yours, an IPv4 address of the Internet, or "
    "\"internet\".",
    "From 为 {}，应为您的实例 ID、公网 IPv4 地址或 \"internet\"。"};

constexpr uint64_t kSshPort = 22;

// Where the caller sits.
Result<reach::End> read_from(CloudCall& call, std::string_view from) {
  if (from.empty() || from == "internet") return reach::End::internet();
  if (auto address = parse_ipv4(from); address && address->is_set()) {
    if (reach::is_private(*address)) return refuse(kBadFrom, from);
    return reach::End::internet(*address);
  }
  auto id = InstanceId::parse(from);
  if (!id) return refuse(kBadFrom, from);
  auto end = find_login_end(call, nullptr, *id);
  if (!end) return refuse(kNoInstance, from);
  return end->end;
}

contract::List<api::LoginKey> to_api(CloudCall& call, const std::vector<LoginKey>& keys) {
  auto shown = call.arena.create_array<api::LoginKey>(keys.size());
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.KeyId = to_text(call.arena, keys[i].id), .KeyName = call.arena.copy(keys[i].name)};
  return contract::List<api::LoginKey>(shown);
}

std::string_view name_of(JumpRelation relation) {
  constexpr std::string_view kNames[] = {"SAME_VPC", "PEERING", "INTERNET"};
  return kNames[size_t(relation)];
}

const api::LoginJump* to_api(CloudCall& call, const LoginPath& path) {
  if (!path.jump) return nullptr;
  const LoginEnd& jump = *path.jump;
  return call.arena.create<api::LoginJump>(
      api::LoginJump{.InstanceId = to_text(call.arena, jump.id),
                     .InstanceName = call.arena.copy(jump.name),
                     .Region = jump.place->id,
                     .User = call.arena.copy(jump.user),
                     .Address = to_text(call.arena, path.jump_address),
                     .Relation = name_of(path.relation),
                     .KeySet = to_api(call, jump.keys)});
}

contract::List<api::LoginAttempt> to_api(CloudCall& call,
                                         const std::vector<LoginAttempt>& attempts) {
  auto shown = call.arena.create_array<api::LoginAttempt>(attempts.size());
  auto end = [&](AnyId id) { return id ? to_text(call.arena, id) : "internet"; };
  for (size_t i = 0; i < shown.size(); ++i)
    shown[i] = {.Via = to_text(call.arena, attempts[i].via),
                .From = end(attempts[i].from),
                .To = end(attempts[i].to),
                .DecidedBy = to_api(call, attempts[i].decision)};
  return contract::List<api::LoginAttempt>(shown);
}

std::string command_of(const LoginEnd& target, const LoginPath& path) {
  if (!path.found) return {};
  std::string last = fmt::format("{}@{}", target.user, to_text(path.address));
  if (!path.jump) return "ssh " + last;
  return fmt::format("ssh -J {}@{} {}", path.jump->user, to_text(path.jump_address), last);
}

// Of the ways that were tried, the straight one and the one that came furthest.
std::string failure_text(const CloudCall& call, const LoginPath& path) {
  bool chinese = call.language == Language::kChinese;
  std::string text = chinese ? "没有可用的登录路径。" : "No way in works.";
  auto tell = [&](const LoginAttempt& attempt) {
    std::string_view gap = chinese ? "" : " ";
    if (attempt.via) {
      std::string via = to_text(attempt.via);
      text += chinese ? fmt::format("经由 {}：", via) : fmt::format(" Through {}:", via);
    } else {
      text += chinese ? "直接连接：" : " Straight:";
    }
    text += fmt::format("{}{}{}{}", gap, reach::text_of(attempt.decision, call.language), gap,
                        reach::remedy_of(attempt.decision, call.language));
  };
  auto straight = std::ranges::find(path.attempts, InstanceId(), &LoginAttempt::via);
  if (straight != path.attempts.end()) tell(*straight);
  auto furthest = std::ranges::find_if(path.attempts, [](const LoginAttempt& attempt) {
    return attempt.via && attempt.from == attempt.via;
  });
  if (furthest == path.attempts.end())
    furthest = std::ranges::find_if(path.attempts, [](auto& attempt) { return bool(attempt.via); });
  if (furthest != path.attempts.end()) tell(*furthest);
  return text;
}

std::string reason_of(const CloudCall& call, const LoginEnd& target, const LoginPath& path) {
  bool chinese = call.language == Language::kChinese;
  if (!path.found) return failure_text(call, path);
  if (path.jump) {
    constexpr std::string_view kEnglish[] = {"in its VPC", "over a peering connection",
                                             "by its public address"};
    constexpr std::string_view kChinese[] = {"同一 VPC 内的内网地址", "对等连接", "公网地址"};
    size_t relation = size_t(path.relation);
    return chinese ? fmt::format("经由 {}（{}）登录，再通过{}到达目标。", to_text(path.jump->id),
                                 path.jump->place->name.chinese, kChinese[relation])
                   : fmt::format("Through {} in {}, which reaches it {}.", to_text(path.jump->id),
                                 path.jump->place->name.english, kEnglish[relation]);
  }
  if (!target.place->login_advice) return chinese ? "直接连接。" : "Straight to its address.";
  return chinese ? "直接连接：您没有既可登录又能到达它的其他实例可用作跳板机。"
                 : "Straight to its address: you have no other instance that you reach and that "
                   "reaches it, to jump through.";
}

Result<api::DescribeInstanceLoginResponse> describe_instance_login(
    CloudCall& call, const api::DescribeInstanceLoginRequest& request) {
  auto id = InstanceId::parse(request.InstanceId);
  if (!id) return refuse(kMalformedId, request.InstanceId);
  auto target = find_login_end(call, call.region, *id);
  if (!target) return refuse(kNoInstance, request.InstanceId);
  TRY(reach::End from, read_from(call, request.From));
  TRY(LoginPath path, find_login_path(call, *target, from));
  const auto& advice = target->place->login_advice;
  return api::DescribeInstanceLoginResponse{
      .InstanceId = to_text(call.arena, target->id),
      .Region = target->place->id,
      .RegionName = target->place->name.in(call.language),
      .Advice = advice ? std::string_view(advice->in(call.language)) : "",
      .User = call.arena.copy(target->user),
      .Address = path.found ? to_text(call.arena, path.address) : "",
      .Port = kSshPort,
      .KeySet = to_api(call, target->keys),
      .Reachable = path.found,
      .Path = !path.found ? "NONE"
              : path.jump ? "JUMP"
                          : "DIRECT",
      .Reason = call.arena.copy(reason_of(call, *target, path)),
      .Jump = to_api(call, path),
      .Command = call.arena.copy(command_of(*target, path)),
      .AttemptSet = to_api(call, path.attempts)};
}

constexpr Handler kHandlers[] = {
    cloud_read<describe_instance_login>("terrane", "DescribeInstanceLogin"),
};

}  // namespace

std::span<const Handler> instance_login_handlers() {
  return kHandlers;
}

}  // namespace terrane
