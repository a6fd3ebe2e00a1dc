#include "actions/terrane/reachability.h"

#include "actions/terrane/flow_ends.h"
#include "actions/terrane/journeys.h"
#include "reach/words.h"

namespace terrane {
namespace {

namespace api = contract::terrane;
using reach::Hop;
using reach::Protocol;
using reach::Traffic;

constexpr ErrorKind kUnknownProtocol{"InvalidParameterValue.Protocol",
                                     "Protocol {} is none of TCP, UDP, ICMP, ALL.",
                                     "Protocol {} 不在可选值 TCP、UDP、ICMP、ALL 中。"};
constexpr ErrorKind kPortRange{"InvalidParameterValue.Port",
                               "Port {} must lie within 1 and 65535; leave it out for every port.",
                               "Port {} 应在 1 到 65535 之间，不填表示所有端口。"};
constexpr ErrorKind kPortWithoutPorts{"InvalidParameterValue.Port",
                                      "Protocol {} has no ports: leave Port {} out.",
                                      "协议 {} 没有端口，请勿填写 Port {}。"};

std::optional<Protocol> protocol_of(std::string_view name) {
  if (name == "TCP" || name == "tcp") return Protocol::kTcp;
  if (name == "UDP" || name == "udp") return Protocol::kUdp;
  if (name == "ICMP" || name == "icmp") return Protocol::kIcmp;
  if (name == "ALL" || name == "all") return Protocol::kAll;
  return std::nullopt;
}

// Without a protocol, a port means TCP; without either, everything.
Result<Traffic> traffic_of(const api::AnalyzeReachabilityRequest& request) {
  std::string_view name = request.Protocol;
  if (name.empty()) name = request.Port ? "TCP" : "ALL";
  auto protocol = protocol_of(name);
  if (!protocol) return refuse(kUnknownProtocol, name);
  if (!request.Port) return Traffic{.protocol = *protocol};
  std::string port = std::to_string(*request.Port);
  if (!reach::has_ports(*protocol)) return refuse(kPortWithoutPorts, name, port);
  if (*request.Port < 1 || *request.Port > 65535) return refuse(kPortRange, port);
  return Traffic::to_port(*protocol, uint16_t(*request.Port));
}

api::ReachabilityHop to_api(const CloudCall& call, const Hop& hop) {
  bool shown = is_shown(call, hop);
  return {.HopType = reach::name_of(hop.kind),
          .Region = region_name(call, hop),
          .ResourceId = shown ? to_text(call.arena, hop.id) : "",
          .Address = to_text(call.arena, hop.address),
          .Text_ = shown ? call.arena.copy(reach::text_of(hop, call.language)) : ""};
}

Result<api::AnalyzeReachabilityResponse> analyze_reachability(
    CloudCall& call, const api::AnalyzeReachabilityRequest& request) {
  TRY(Traffic traffic, traffic_of(request));
  TRY(FlowEnds ends, find_ends(call, request));
  TRY(reach::Verdict verdict, follow(call, {ends.source, ends.target, traffic}));
  auto hops = call.arena.create_array<api::ReachabilityHop>(verdict.hops.size());
  for (size_t i = 0; i < hops.size(); ++i) hops[i] = to_api(call, verdict.hops[i]);
  return api::AnalyzeReachabilityResponse{.Reachable = verdict.reachable(),
                                          .HopSet = contract::List<api::ReachabilityHop>(hops),
                                          .DecidedBy = to_api(call, verdict.decided_by)};
}

constexpr Handler kHandlers[] = {
    cloud_read<analyze_reachability>("terrane", "AnalyzeReachability"),
};

}  // namespace

std::span<const Handler> reachability_handlers() {
  return kHandlers;
}

}  // namespace terrane
