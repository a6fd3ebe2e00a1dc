#include "account/key_pair_manager.h"

#include <algorithm>

#include "account/deletion_marks.h"
#include "account/key_pair_rules.h"
#include "cell/projects.h"

namespace terrane::key_pair_manager {

using namespace key_pair_rules;

Result<const KeyPair*> find(const AccountCell& plane, AccountId account, std::string_view id) {
  auto parsed = KeyPairId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const KeyPair* pair = plane.tables.key_pairs.find(*parsed);
  if (!pair || pair->account != account) return refuse(kNotFound, id);
  return pair;
}

Result<const KeyPair*> create(AccountChange& change, const Limits& limits, AccountId account,
                              NewKeyPair wanted) {
  AccountCell& plane = change.plane;
  CHECKED(check_name(wanted.name));
  CHECKED(check_project(plane.tables, account, wanted.project, kUnknownProject));
  auto key = parse_ssh_public_key(wanted.public_key);
  if (!key) return refuse(kMalformedPublicKey);
  CHECKED(check_tags(wanted.tags, limits.tags_per_resource, kTagErrors));
  CHECKED(check_name_free(plane, account, wanted.name));
  CHECKED(check_public_key_free(plane, account, *key));
  size_t limit = limits.key_pairs_in_all_regions;
  if (plane.tables.key_pairs.count_of(account) >= limit)
    return refuse(kTooMany, std::to_string(limit));

  KeyPairId id = plane.cell.new_id(plane.tables.key_pairs);
  std::string comment = key->comment.empty() ? to_text(id) : std::string(key->comment);
  return &change.transaction.add(plane.tables.key_pairs,
                                 KeyPair{.id = id,
                                         .account = account,
                                         .sequence = plane.cell.next_sequence(),
                                         .name = std::move(wanted.name),
                                         .public_key = key->identity() + " " + comment,
                                         .project = wanted.project,
                                         .created = change.now,
                                         .tags = std::move(wanted.tags)});
}

Result<void> modify(AccountChange& change, AccountId account, std::string_view id,
                    KeyPairChange wanted) {
  TRY(const KeyPair* pair, find(change.plane, account, id));
  if (wanted.name && *wanted.name != pair->name) {
    CHECKED(check_new_name(*wanted.name));
    CHECKED(check_name_free(change.plane, account, *wanted.name));
  }
  if (wanted.description) CHECKED(check_description(*wanted.description));
  change.transaction.change(change.plane.tables.key_pairs, pair->id, [&](KeyPair& changed) {
    if (wanted.name) changed.name = std::move(*wanted.name);
    if (wanted.description) changed.description = std::move(*wanted.description);
  });
  return {};
}

Result<std::vector<KeyPairId>> mark(AccountChange& change, AccountId account,
                                    std::span<const std::string_view> ids) {
  if (ids.empty()) return refuse(kNoneGiven);
  if (ids.size() > kDeletedPerCall) return refuse(kTooManyAtOnce, std::to_string(kDeletedPerCall));
  return deletion_marks::mark(
      change, change.plane.tables.key_pairs, ids,
      [&](std::string_view id) { return find(change.plane, account, id); }, kBeingDeleted);
}

}  // namespace terrane::key_pair_manager
