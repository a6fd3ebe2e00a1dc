// Tickets for zones that serve only verified financial institutions (M-3): accounts apply and
// withdraw, operators decide and revoke, and both see every step.
#include "actions/terrane/zone_access.h"

#include <algorithm>

#include "account/zone_access_manager.h"
#include "actions/account/account_plane.h"
#include "actions/convert.h"
#include "actions/terrane/paging.h"
#include "contract/terrane.h"

namespace terrane {
namespace {

namespace api = contract::terrane;
namespace manager = zone_access_manager;

constexpr ErrorKind kBadState{
    "InvalidParameterValue.State",
    "{} is no state of a ticket; PENDING, APPROVED, REJECTED, WITHDRAWN and REVOKED are.",
    "{} 不是工单状态，可选值为 PENDING、APPROVED、REJECTED、WITHDRAWN、REVOKED。"};
constexpr ErrorKind kNotYours{"UnauthorizedOperation",
                              "Uins is for operators: leave it out to see your own tickets.",
                              "Uins 仅供运营者使用，不填则查询本账号的工单。"};

manager::Viewer viewer_of(const Call& call) {
  return {
      .account = call.account, .user = call.caller.user, .is_operator = call.caller.is_operator};
}

Result<api::ApplyZoneAccessResponse> apply_zone_access(CloudCall& call,
                                                       const api::ApplyZoneAccessRequest& request) {
  return change_accounts(call, [&](AccountChange& change) -> Result<api::ApplyZoneAccessResponse> {
    TRY(const ZoneAccessTicket* ticket,
        manager::apply(change, call.catalogue, call.account, call.caller.user,
                       {.zone = std::string(request.Zone),
                        .company = std::string(request.Company),
                        .license = std::string(request.License),
                        .contact = std::string(request.Contact),
                        .statement = std::string(request.Statement)}));
    return api::ApplyZoneAccessResponse{.TicketId = call.arena.copy(ticket->id)};
  });
}

// One step on in a ticket's life, by whoever may take it.
template <class Response, class Request, ZoneAccessTrigger trigger>
Result<Response> move_ticket(CloudCall& call, const Request& request) {
  manager::Viewer viewer = viewer_of(call);
  if (trigger == ZoneAccessTrigger::kWithdraw) viewer.is_operator = false;  // one's own only
  CHECKED(change_accounts(call, [&](AccountChange& change) {
    return manager::move(change, viewer, request.TicketId, trigger, request.Reason);
  }));
  return Response{};
}

Result<void> check_request(const AccountRead& call,
                           const api::DescribeZoneAccessTicketsRequest& request) {
  for (std::string_view state : request.States)
    if (std::ranges::find(kZoneAccessStates, state, &ZoneAccessStateRow::name) ==
        kZoneAccessStates.end())
      return refuse(kBadState, state);
  bool only_own = std::all_of(request.Uins.begin(), request.Uins.end(),
                              [&](uint64_t uin) { return AccountId(uin) == call.account; });
  if (!call.caller.is_operator && !only_own) return refuse(kNotYours);
  return {};
}

// Newest first.
std::vector<const ZoneAccessTicket*> find_tickets(
    const AccountRead& call, const api::DescribeZoneAccessTicketsRequest& request) {
  std::vector<const ZoneAccessTicket*> found;
  call.accounts.tables.tickets.each([&](const ZoneAccessTicket& ticket) {
    if (viewer_of(call).sees(ticket) && is_asked_for(request.TicketIds, ticket.id) &&
        is_asked_for(request.Zones, ticket.zone) &&
        is_asked_for(request.States, row_of(ticket.state()).name) &&
        is_asked_for(request.Uins, ticket.account))
      found.push_back(&ticket);
  });
  std::ranges::sort(found, std::ranges::greater(), &ZoneAccessTicket::sequence);
  return found;
}

api::ZoneAccessTicket to_api(const AccountRead& call, const ZoneAccessTicket& ticket) {
  Arena& arena = call.arena;
  const Zone* zone = call.catalogue.find_zone(ticket.zone);
  auto steps = arena.create_array<api::ZoneAccessStep>(ticket.steps.size());
  std::ranges::transform(ticket.steps, steps.begin(), [&](const ZoneAccessStep& step) {
    return api::ZoneAccessStep{.State = row_of(step.state).name,
                               .Time = to_iso8601(arena, step.at),
                               .Uin = step.by,
                               .Reason = arena.copy(step.reason)};
  });
  return {.TicketId = arena.copy(ticket.id),
          .Uin = uint64_t(ticket.account),
          .Zone = arena.copy(ticket.zone),
          .ZoneName = zone ? contract::Text(zone->name.in(call.language)) : contract::Text(),
          .Company = arena.copy(ticket.company),
          .License = arena.copy(ticket.license),
          .Contact = arena.copy(ticket.contact),
          .Statement = arena.copy(ticket.statement),
          .State = row_of(ticket.state()).name,
          .CreatedTime = to_iso8601(arena, ticket.steps.front().at),
          .StepSet = contract::List<api::ZoneAccessStep>(steps)};
}

Result<api::DescribeZoneAccessTicketsResponse> describe_tickets(
    AccountRead& call, const api::DescribeZoneAccessTicketsRequest& request) {
  TRY(Page page, page_of(request));
  CHECKED(check_request(call, request));
  auto found = find_tickets(call, request);
  return api::DescribeZoneAccessTicketsResponse{
      .TotalCount = found.size(),
      .TicketSet = shown_list<api::ZoneAccessTicket>(
          call.arena, on_page(page, found),
          [&](const ZoneAccessTicket& ticket) { return to_api(call, ticket); })};
}

constexpr auto approve = move_ticket<api::ApproveZoneAccessResponse, api::ApproveZoneAccessRequest,
                                     ZoneAccessTrigger::kApprove>;
constexpr auto reject = move_ticket<api::RejectZoneAccessResponse, api::RejectZoneAccessRequest,
                                    ZoneAccessTrigger::kReject>;
constexpr auto revoke = move_ticket<api::RevokeZoneAccessResponse, api::RevokeZoneAccessRequest,
                                    ZoneAccessTrigger::kRevoke>;
constexpr auto withdraw = move_ticket<api::WithdrawZoneAccessResponse,
                                      api::WithdrawZoneAccessRequest, ZoneAccessTrigger::kWithdraw>;

constexpr Handler kHandlers[] = {
    cloud_write<apply_zone_access>("terrane", "ApplyZoneAccess"),
    account_read<describe_tickets>("terrane", "DescribeZoneAccessTickets"),
    for_operators(cloud_write<approve>("terrane", "ApproveZoneAccess")),
    for_operators(cloud_write<reject>("terrane", "RejectZoneAccess")),
    for_operators(cloud_write<revoke>("terrane", "RevokeZoneAccess")),
    cloud_write<withdraw>("terrane", "WithdrawZoneAccess"),
};

}  // namespace

std::span<const Handler> zone_access_handlers() {
  return kHandlers;
}

}  // namespace terrane
