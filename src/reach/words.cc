#include "reach/words.h"

#include <fmt/format.h>

#include "model/scope.h"

namespace terrane::reach {
namespace {

bool in_chinese(Language language) {
  return language == Language::kChinese;
}

std::string_view name_of(Protocol protocol) {
  constexpr std::string_view kNames[] = {"TCP", "UDP", "ICMP", "GRE", "ALL"};
  return kNames[size_t(protocol)];
}

std::string_view name_of(Direction direction, Language language) {
  if (direction == Direction::kIngress) return in_chinese(language) ? "入站" : "ingress";
  return in_chinese(language) ? "出站" : "egress";
}

std::string ports_of(const Rule& rule) {
  std::string text;
  for (PortRange range : rule.port_ranges()) {
    text += text.empty() ? " " : ",";
    text += std::to_string(range.first);
    if (range.last != range.first) text += fmt::format("-{}", range.last);
  }
  return text;
}

std::string group_text(const Hop& hop, Language language) {
  std::string_view direction = name_of(hop.direction, language);
  if (!hop.rule)
    return in_chinese(language) ? fmt::format("没有匹配的{}规则", direction)
                                : fmt::format("no {} rule fits", direction);
  std::string rule = text_of(*hop.rule, hop.direction, language);
  return in_chinese(language) ? fmt::format("{}规则 {}：{}", direction, hop.rule->index, rule)
                              : fmt::format("{} rule {}: {}", direction, hop.rule->index, rule);
}

std::string route_text(const Hop& hop, Language language) {
  if (hop.way == Way::Kind::kNone && !is_private(hop.address))
    return in_chinese(language) ? "无自定义路由，默认通往公网"
                                : "no route of its own, so to the Internet";
  if (hop.way == Way::Kind::kNone)
    return in_chinese(language) ? fmt::format("没有通往 {} 的路由", to_text(hop.address))
                                : fmt::format("no route to {}", to_text(hop.address));
  bool is_local = hop.way == Way::Kind::kLocal;
  std::string range = to_text(hop.route);
  if (in_chinese(language)) return (is_local ? "本地路由 " : "路由 ") + range;
  return (is_local ? "local route " : "route ") + range;
}

std::string end_text(const Hop& hop, Language language) {
  std::string_view what;
  if (hop.id) {
    const ScopeRow& row = scope_of(hop.id.kind());
    what = in_chinese(language) ? row.chinese : row.english;
  }
  return fmt::format("{}{}{}", what, what.empty() ? "" : " ", to_text(hop.address));
}

// What decided by a rule is told by its words; where none fits, by the direction.
std::string rule_text(const Decision& decision, Language language) {
  const Hop& hop = decision.hop;
  if (hop.kind != Hop::Kind::kGroup) return std::to_string(hop.port);
  return hop.rule ? group_text(hop, language) : std::string(name_of(hop.direction, language));
}

std::string id_text(AnyId id, Ipv4 address, Language language) {
  if (id) return to_text(id);
  if (address.is_set()) return to_text(address);
  return in_chinese(language) ? "对端" : "the other side";
}

std::string filled(std::string_view words, const Decision& decision, Language language) {
  const Hop& hop = decision.hop;
  std::string text;
  while (!words.empty()) {
    size_t open = words.find('{'), close = words.find('}');
    text += words.substr(0, open);
    if (open == std::string_view::npos) break;
    std::string_view slot = words.substr(open + 1, close - open - 1);
    if (slot == "id") text += id_text(hop.id, hop.address, language);
    if (slot == "other") text += id_text(decision.other, {}, language);
    if (slot == "address") text += to_text(hop.address);
    if (slot == "route") text += to_text(hop.route);
    if (slot == "rule") text += rule_text(decision, language);
    if (slot == "state") text += decision.state;
    words.remove_prefix(close + 1);
  }
  return text;
}

}  // namespace

std::string_view name_of(Hop::Kind kind) {
  constexpr std::string_view kNames[] = {
      "ENDPOINT",       "SECURITY_GROUP", "ROUTE_TABLE", "PEERING_CONNECTION",
      "PUBLIC_ADDRESS", "INTERNET",       "LISTENER"};
  return kNames[size_t(kind)];
}

std::string text_of(const Rule& rule, Direction direction, Language language) {
  std::string who = rule.group ? to_text(rule.group) : to_text(rule.range);
  std::string what = fmt::format("{} {}{}", rule.accepts ? "ACCEPT" : "DROP",
                                 name_of(rule.protocol), ports_of(rule));
  bool from = direction == Direction::kIngress;
  if (in_chinese(language)) return fmt::format("{} {} {}", what, from ? "来自" : "去往", who);
  return fmt::format("{} {} {}", what, from ? "from" : "to", who);
}

std::string text_of(const Hop& hop, Language language) {
  switch (hop.kind) {
    case Hop::Kind::kGroup:
      return group_text(hop, language);
    case Hop::Kind::kRoute:
      return route_text(hop, language);
    case Hop::Kind::kPeering:
      return in_chinese(language) ? "对等连接" : "peering connection";
    case Hop::Kind::kListener:
      return in_chinese(language) ? fmt::format("监听器，转发至端口 {}", hop.port)
                                  : fmt::format("listener, forwards to port {}", hop.port);
    case Hop::Kind::kInternet:
      return (in_chinese(language) ? "公网 " : "Internet ") + to_text(hop.address);
    case Hop::Kind::kPublicAddress:
      return (in_chinese(language) ? "公网 IP " : "public address ") + to_text(hop.address);
    case Hop::Kind::kEnd:
      break;
  }
  return end_text(hop, language);
}

std::string text_of(const Decision& decision, Language language) {
  const Reason& reason = *decision.reason;
  return filled(in_chinese(language) ? reason.chinese : reason.english, decision, language);
}

std::string remedy_of(const Decision& decision, Language language) {
  const Reason& reason = *decision.reason;
  return filled(in_chinese(language) ? reason.remedy_chinese : reason.remedy_english, decision,
                language);
}

}  // namespace terrane::reach
