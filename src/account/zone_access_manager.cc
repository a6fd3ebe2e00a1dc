#include "account/zone_access_manager.h"

#include <algorithm>

#include "account/zone_access_rules.h"
#include "base/text.h"

namespace terrane::zone_access_manager {
namespace {

using namespace zone_access_rules;

constexpr std::string_view kPrefix = "ticket-";

bool is_plain(std::string_view text) {
  return std::ranges::none_of(text, [](unsigned char c) { return c < ' ' || c == 0x7f; });
}

Result<void> check_line(std::string_view line, const ErrorKind& otherwise) {
  size_t length = count_characters(line);
  if (length < 1 || length > kLineLimit || !is_plain(line)) return refuse(otherwise);
  return {};
}

Result<void> check_texts(const Application& wanted) {
  CHECKED(check_line(wanted.company, kBadCompany));
  CHECKED(check_line(wanted.license, kBadLicense));
  CHECKED(check_line(wanted.contact, kBadContact));
  if (count_characters(wanted.statement) > kTextLimit) return refuse(kBadStatement);
  return {};
}

std::string new_id(AccountCell& plane) {
  while (true) {
    std::string id(kPrefix.size() + kIdCharacters, ' ');
    kPrefix.copy(id.data(), kPrefix.size());
    write_id_number(plane.cell.env().random.below(kIdNumbers), id.data() + kPrefix.size());
    if (!plane.tables.tickets.find(id)) return id;
  }
}

// Who decides over somebody's ticket says why; to let in, and to withdraw, needs no reason.
Result<void> check_reason(ZoneAccessTrigger trigger, std::string_view reason) {
  bool is_needed = trigger == ZoneAccessTrigger::kReject || trigger == ZoneAccessTrigger::kRevoke;
  size_t length = count_characters(reason);
  if (length > kTextLimit || (is_needed && length == 0)) return refuse(kBadReason);
  return {};
}

}  // namespace

Result<const ZoneAccessTicket*> apply(AccountChange& change, const Catalogue& catalogue,
                                      AccountId account, uint64_t user, Application wanted) {
  Table<ZoneAccessTicket>& tickets = change.plane.tables.tickets;
  const Zone* zone = catalogue.find_zone(wanted.zone);
  if (!zone) return refuse(kNoSuchZone, wanted.zone);
  if (zone->access == ZoneAccess::kOpen) return refuse(kOpenZone, wanted.zone);
  CHECKED(check_texts(wanted));
  for (const ZoneAccessTicket* other : tickets.of(account))
    if (other && other->zone == wanted.zone && other->is_open())
      return refuse(kHasTicket, wanted.zone, other->id, row_of(other->state()).name);
  return &change.transaction.add(
      tickets, ZoneAccessTicket{.id = new_id(change.plane),
                                .account = account,
                                .sequence = change.plane.cell.next_sequence(),
                                .zone = std::move(wanted.zone),
                                .company = std::move(wanted.company),
                                .license = std::move(wanted.license),
                                .contact = std::move(wanted.contact),
                                .statement = wanted.statement,
                                .steps = {{.at = change.now, .by = user, .reason = {}}}});
}

Result<void> move(AccountChange& change, const Viewer& viewer, std::string_view id,
                  ZoneAccessTrigger trigger, std::string_view reason) {
  Table<ZoneAccessTicket>& tickets = change.plane.tables.tickets;
  const ZoneAccessTicket* ticket = tickets.find(std::string(id));
  if (!ticket || !viewer.sees(*ticket)) return refuse(kNoSuchTicket, id);
  CHECKED(check_reason(trigger, reason));
  auto next = next_state(ticket->state(), trigger);
  if (!next) return refuse(kWrongState, id, row_of(ticket->state()).name);
  change.transaction.change(tickets, ticket->id, [&](ZoneAccessTicket& moved) {
    moved.steps.push_back(
        {.state = *next, .at = change.now, .by = viewer.user, .reason = std::string(reason)});
  });
  return {};
}

}  // namespace terrane::zone_access_manager
