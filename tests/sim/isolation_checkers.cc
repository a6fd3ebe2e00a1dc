#include <algorithm>
#include <cctype>

#include "fault/fault_tables.h"
#include "sim/checkers.h"

namespace terrane::sim {
namespace {

// Tables of the account plane, which every region follows.
bool is_followed(std::string_view key) {
  return key.starts_with("account/") || key.starts_with("access-key/") ||
         key.starts_with("key-pair/") || key.starts_with("certificate/") ||
         key.starts_with("tag-key/") || key.starts_with("project/") ||
         key.starts_with("zone-access-ticket/");
}

const FaultTables& faults_of(World& world, const World::OpenCell& open) {
  return open.region ? *open.region->faults : world.cloud().accounts().faults;
}

template <class Visit>
void each_changed(const Records& before, const Records& after, Visit visit) {
  for (auto& [key, value] : after) {
    auto found = before.find(key);
    if (found == before.end() || found->second != value) visit(key, value);
  }
  for (auto& [key, value] : before)
    if (!after.contains(key)) visit(key, value);
}

// Calls visit(id) for everything in the text that looks like an ID: letters, a dash, 8 characters.
template <class Visit>
void each_id(std::string_view text, Visit visit) {
  auto is_word = [](char c) { return std::isdigit(c) || std::islower(c); };
  for (size_t dash = text.find('-'); dash != text.npos; dash = text.find('-', dash + 1)) {
    size_t start = dash, end = dash + 1;
    while (start > 0 && std::islower(text[start - 1])) --start;
    while (end < text.size() && is_word(text[end])) ++end;
    if (start < dash && end - dash == 9) visit(text.substr(start, end - start));
  }
}

std::string name_of(const ClientCall& call) {
  return call.action + " in " + (call.region.empty() ? "no region" : call.region) + " by " +
         std::to_string(uint64_t(call.account));
}

}  // namespace

// Whether the cell's store is down, or was at any time since the call was made: cells open again by
// themselves, maybe before all who wait for an answer have it.
bool CellsAreApart::has_failed(std::string_view cell, const ClientCall& call) const {
  if (world_.disk(cell).down()) return true;
  auto failed = failed_.find(cell);
  return failed != failed_.end() && call.number <= failed->second;
}

// Whether an operator made something fail in the cell, now or at any time since the call was made.
bool CellsAreApart::had_faults(std::string_view cell, const ClientCall& call) const {
  auto open = world_.open_cells().find(std::string(cell));
  if (open != world_.open_cells().end() && !faults_of(world_, open->second).failing.nothing())
    return true;
  auto faulty = faulty_.find(cell);
  return faulty != faulty_.end() && call.number <= faulty->second;
}

void CellsAreApart::stepped(const ClientCall* call) {
  if (call) newest_ = std::max(newest_, call->number);
  for (auto& [name, open] : world_.open_cells()) {
    if (world_.disk(name).down()) failed_[name] = newest_;
    if (!faults_of(world_, open).failing.nothing()) faulty_[name] = newest_;
  }
  int regions_changed = 0;
  for (auto& [name, open] : world_.open_cells()) {
    if (!history_.changed(name)) continue;
    bool follows_only = true;
    each_changed(history_.before(name), history_.now(name),
                 [&](const std::string& key, const std::string&) {
                   follows_only = follows_only && is_followed(key);
                 });
    if (follows_only) continue;
    if (call && call->is_operator) continue;  // they work wherever they are told to
    ++regions_changed;
    if (call && name != call->region)
      world_.complain(name_of(*call) + " changed the cell " + name + ":" +
                      difference(history_.before(name), history_.now(name)));
  }
  if (regions_changed > 1) world_.complain("one run of a worker changed two cells");
}

void CellsAreApart::answered(const ClientCall& call, const Answer& answer) {
  // Operators' calls may need every cell there is.
  if (answer.outcome != Outcome::kUnknown || call.is_operator) return;
  bool account_plane = call.region.empty();
  for (auto& [name, open] : world_.open_cells()) {
    if ((account_plane || name == call.region) && has_failed(name, call)) return;
    // What fails elsewhere is no excuse, but for calls that may be about any region.
    bool may_matter = name == call.region || !open.region || call.service == "tag";
    if (may_matter && had_faults(name, call)) return;
  }
  if (world_.open_cells().empty() || has_failed("account", call)) return;
  world_.complain(name_of(call) + " failed, though the stores it needs work: " + answer.code);
}

void AccountsAreApart::note_owners(const Records& before, const Records& after) {
  each_changed(before, after, [&](const std::string& key, const std::string& value) {
    std::string owner = field_of(value, "account");
    bool is_shared = key.starts_with("peering-connection/");
    if (!owner.empty() && !is_shared) owners_[key.substr(key.find('/') + 1)] = owner;
  });
}

void AccountsAreApart::stepped(const ClientCall* call) {
  for (auto& [name, open] : world_.open_cells()) {
    if (!history_.changed(name)) continue;
    const Records &before = history_.before(name), &after = history_.now(name);
    note_owners(before, after);
    if (!call || call->is_operator) continue;  // operators' calls are about everybody's
    each_changed(before, after, [&](const std::string& key, const std::string& value) {
      std::string owner = field_of(value, "account");
      // What opening a region brought up to date was changed by others, before.
      if (owner.empty() || is_followed(key)) return;
      // Within a region two accounts have one record of what connects them.
      if (key.starts_with("peering-connection/")) return;
      // Answers whose day is over are let go by whoever keeps the next one; nobody sees them any
      // more.
      bool is_memory = key.starts_with("first-answer/") || key.starts_with("balancer-task/");
      if (is_memory && !after.contains(key)) return;
      if (owner != std::to_string(uint64_t(call->account)))
        world_.complain(name_of(*call) + " changed " + key + " of account " + owner);
    });
  }
}

void AccountsAreApart::answered(const ClientCall& call, const Answer& answer) {
  // Operators are shown whose machines stand where.
  if (answer.outcome != Outcome::kAccepted || call.is_operator) return;
  std::string reply = boost::json::serialize(answer.reply);
  // Both ends of a connection see both ends; and it is shown to them alone.
  if (const auto* peerings = answer.reply.if_contains("PeerConnectionSet")) {
    for (const auto& one : peerings->as_array())
      if (one.at("SourceUin").to_number<uint64_t>() != uint64_t(call.account) &&
          one.at("DestinationUin").to_number<uint64_t>() != uint64_t(call.account))
        world_.complain(name_of(call) + " was shown a connection of others");
    return;
  }
  each_id(reply, [&](std::string_view id) {
    auto owner = owners_.find(id);
    if (owner != owners_.end() && owner->second != std::to_string(uint64_t(call.account)))
      world_.complain(name_of(call) + " was shown " + std::string(id) + " of account " +
                      owner->second);
  });
}

void RefusalsChangeNothing::stepped(const ClientCall* call) {
  if (!call) return;
  // The first call to a region that can be read makes the default network, whatever becomes of it.
  std::string made = "account-network/" + std::to_string(uint64_t(call->account));
  std::string changes;
  for (auto& [name, open] : world_.open_cells()) {
    if (!history_.changed(name)) continue;
    const Records &before = history_.before(name), &after = history_.now(name);
    if (before.contains(made) == after.contains(made)) changes += difference(before, after);
  }
  if (!changes.empty()) changes_[call->number] = changes;
}

void RefusalsChangeNothing::answered(const ClientCall& call, const Answer& answer) {
  auto changes = changes_.extract(call.number);
  if (changes && answer.outcome == Outcome::kRefused)
    world_.complain(name_of(call) + " was refused with " + answer.code + ", yet changed" +
                    changes.mapped());
}

void TokensGiveTheFirstAnswer::answered(const ClientCall& call, const Answer& answer) {
  if (answer.outcome != Outcome::kAccepted) return;
  boost::json::object request = boost::json::parse(call.json).as_object();
  const auto* token = request.if_contains("ClientToken");
  if (!token) return;
  std::string key = std::to_string(uint64_t(call.account)) + "/" + call.region + "/" + call.action +
                    "/" + std::string(token->as_string());
  boost::json::object reply = answer.reply;
  reply.erase("RequestId");
  std::string text = boost::json::serialize(reply);
  auto [first, is_first] = first_.try_emplace(key, First{text, world_.now()});
  if (is_first || first->second.reply == text) return;
  if (world_.now() - first->second.at < days(1))
    world_.complain(name_of(call) + " repeated a ClientToken and got another answer: " + text +
                    ", not " + first->second.reply);
  first->second = {text, world_.now()};
}

}  // namespace terrane::sim
