#include "actions/account/key_pairs.h"

#include <algorithm>

#include "account/key_pair_manager.h"
#include "account/key_pair_rules.h"
#include "account/ssh_key_generator.h"
#include "actions/account/account_plane.h"
#include "actions/account/deletion.h"
#include "actions/convert.h"
#include "actions/cvm/tag_specifications.h"
#include "actions/listing.h"
#include "contract/cvm.h"

namespace terrane {
namespace {

namespace api = contract::cvm;

constexpr ListingErrors kErrors{
    .malformed_id = key_pair_rules::kMalformedId,
    .ids_and_filters = {"InvalidParameter", "Give KeyIds or Filters, not both.",
                        "KeyIds 与 Filters 不能同时指定。"},
    .unknown_filter = {"InvalidFilter", "There is no filter {}. The filters here are: {}.",
                       "不支持过滤条件 {}，可用的过滤条件：{}。"},
    .too_many_values = {"InvalidFilterValue.LimitExceeded", "{} may hold at most {} values.",
                        "{} 最多包含 {} 个值。"},
    .bad_page = {"InvalidParameterValueLimit", "{} must be a whole number from {}.",
                 "{} 必须是 {} 之间的整数。"}};
constexpr ErrorKind kBadOffset{"InvalidParameterValueOffset", "Offset must not be negative.",
                               "Offset 不能为负数。"};

// Text that outlives the record: the account plane may change before the reply is written.
api::KeyPair to_api(Arena& arena, const KeyPair& pair) {
  auto tags = arena.create_array<api::Tag>(pair.tags.size());
  for (size_t i = 0; i < tags.size(); ++i)
    tags[i] = {.Key = arena.copy(pair.tags[i].key), .Value = arena.copy(pair.tags[i].value)};
  return {.KeyId = to_text(arena, pair.id),
          .KeyName = arena.copy(pair.name),
          .ProjectId = pair.project,
          .Description = arena.copy(pair.description),
          .PublicKey = arena.copy(pair.public_key),
          .PrivateKey = "",
          .CreatedTime = arena.copy(to_iso8601(pair.created)),
          .Tags = contract::List<api::Tag>(tags)};
}

// The called region's instances that the key pair is bound to (M-8).
contract::List<contract::Text> instances_of(Arena& arena, const RegionCell& region, AnyId pair) {
  std::vector<AnyId> instances;
  region.cell.ledger().each(pair, Kind::kInstance, [&](AnyId id) { instances.push_back(id); });
  std::sort(instances.begin(), instances.end());
  auto texts = arena.create_array<contract::Text>(instances.size());
  for (size_t i = 0; i < texts.size(); ++i) texts[i] = to_text(arena, instances[i]);
  return contract::List<contract::Text>(texts);
}

constexpr FilterRule<KeyPair> kFilters[] = {
    {"project-id", [](const RegionCell&, const KeyPair& pair, std::string_view,
                      std::string_view value) { return std::to_string(pair.project) == value; }},
    {"key-name", [](const RegionCell&, const KeyPair& pair, std::string_view,
                    std::string_view value) { return pair.name == value; }},
    {"tag-key", has_tag_key<KeyPair>},
    {"tag:", has_tag_value<KeyPair>}};

Result<api::KeyPair> keep_key_pair(CloudCall& call, key_pair_manager::NewKeyPair wanted) {
  return change_accounts(call, [&](AccountChange& change) -> Result<api::KeyPair> {
    TRY(const KeyPair* pair,
        key_pair_manager::create(change, call.catalogue.limits(), call.account, std::move(wanted)));
    return to_api(call.arena, *pair);
  });
}

Result<api::CreateKeyPairResponse> create_key_pair(CloudCall& call,
                                                   const api::CreateKeyPairRequest& request) {
  CHECKED(key_pair_rules::check_name(request.KeyName));  // before the work of making a key
  TRY(auto tags, tags_for("keypair", request.TagSpecification));
  GeneratedSshKey generated = generate_rsa_key(call.cloud.env().random);
  TRY(api::KeyPair pair, keep_key_pair(call, {.name = std::string(request.KeyName),
                                              .public_key = std::move(generated.public_key),
                                              .project = *request.ProjectId,
                                              .tags = std::move(tags)}));
  pair.PrivateKey = call.arena.copy(generated.private_key);  // kept nowhere
  return api::CreateKeyPairResponse{.KeyPair = call.arena.create<api::KeyPair>(pair)};
}

Result<api::ImportKeyPairResponse> import_key_pair(CloudCall& call,
                                                   const api::ImportKeyPairRequest& request) {
  TRY(auto tags, tags_for("keypair", request.TagSpecification));
  TRY(api::KeyPair pair, keep_key_pair(call, {.name = std::string(request.KeyName),
                                              .public_key = std::string(request.PublicKey),
                                              .project = *request.ProjectId,
                                              .tags = std::move(tags)}));
  return api::ImportKeyPairResponse{.KeyId = pair.KeyId};
}

// From the region's copy, so that it is answered when the account plane is gone.
Result<api::DescribeKeyPairsResponse> describe_key_pairs(
    RegionRead& call, const api::DescribeKeyPairsRequest& request) {
  if (request.Offset.value_or(0) < 0) return refuse(kBadOffset);
  TRY(Page page, page_of(kErrors, request.Offset, request.Limit));
  TRY(auto listed, list_records<KeyPair>(call.region, call.region.accounts.key_pairs, call.account,
                                         request.KeyIds, request.Filters, kFilters, page, kErrors));
  auto show = [&](const KeyPair& pair) {
    api::KeyPair shown = to_api(call.arena, pair);
    shown.AssociatedInstanceIds = instances_of(call.arena, call.region, pair.id);
    return shown;
  };
  return api::DescribeKeyPairsResponse{
      .TotalCount = int64_t(listed.total),
      .KeyPairSet = shown_list<api::KeyPair>(call.arena, listed.page, show)};
}

Result<api::ModifyKeyPairAttributeResponse> modify_key_pair_attribute(
    CloudCall& call, const api::ModifyKeyPairAttributeRequest& request) {
  key_pair_manager::KeyPairChange wanted;
  if (contract::present(request.KeyName)) wanted.name = request.KeyName;
  if (contract::present(request.Description)) wanted.description = request.Description;
  CHECKED(change_accounts(call, [&](AccountChange& change) {
    return key_pair_manager::modify(change, call.account, request.KeyId, std::move(wanted));
  }));
  return api::ModifyKeyPairAttributeResponse{};
}

Result<api::DeleteKeyPairsResponse> delete_key_pairs(CloudCall& call,
                                                     const api::DeleteKeyPairsRequest& request) {
  static constexpr DeletionRules<KeyPair> kDeletion{
      &AccountTables::key_pairs, key_pair_rules::kBound, key_pair_rules::kRegionUnreachable};
  CHECKED(delete_everywhere(call, kDeletion, [&](AccountChange& change) {
    return key_pair_manager::mark(change, call.account,
                                  {request.KeyIds.begin(), request.KeyIds.size()});
  }));
  return api::DeleteKeyPairsResponse{};
}

constexpr Handler kHandlers[] = {
    cloud_write<create_key_pair>("cvm", "CreateKeyPair"),
    cloud_write<import_key_pair>("cvm", "ImportKeyPair"),
    region_read<describe_key_pairs>("cvm", "DescribeKeyPairs"),
    cloud_write<modify_key_pair_attribute>("cvm", "ModifyKeyPairAttribute"),
    cloud_write<delete_key_pairs>("cvm", "DeleteKeyPairs"),
};

}  // namespace

std::span<const Handler> key_pair_handlers() {
  return kHandlers;
}

}  // namespace terrane
