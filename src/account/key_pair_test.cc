// SSH key pairs in the account plane (M-26): names, limits, public keys, and the steps of deleting.
#include "account/account_fixture.h"
#include "account/deletion_marks.h"
#include "account/key_pair_manager.h"
#include "account/key_pair_rules.h"

namespace terrane {
namespace {

using namespace key_pair_manager;

constexpr AccountId kAnn{100'000'000'001}, kBob{100'000'000'002};
constexpr std::string_view kEd25519 =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDZ9CVvLjHSJ9RaFbmmCTvfSoMUJBMdPMiWTOwHuqnNl";

class KeyPairTest : public AccountPlaneTest {
 protected:
  KeyPairTest() { limits_.key_pairs_in_all_regions = 3, limits_.tags_per_resource = 2; }

  // A different, sound Ed25519 key for each number.
  static std::string public_key(int number) {
    std::string body("\0\0\0\x0bssh-ed25519\0\0\0\x20", 19);
    body += std::string(31, 'k') + char(number);
    return "ssh-ed25519 " + to_base64(body);
  }
  Result<KeyPair> make(AccountId account, std::string name, std::string public_key,
                       std::vector<TagPair> tags = {}) {
    return change([&](AccountChange& change) -> Result<KeyPair> {
      TRY(const KeyPair* pair,
          create(change, limits_, account,
                 {.name = name, .public_key = public_key, .tags = std::move(tags)}));
      return *pair;
    });
  }
  std::string_view rename(AccountId account, AnyId id, std::string name) {
    return code_of(change([&](AccountChange& change) {
      return modify(change, account, to_text(id), {.name = name});
    }));
  }
  auto mark_one(AccountId account, std::string_view id) {
    return change([&](AccountChange& change) { return mark(change, account, {&id, 1}); });
  }

  Limits limits_;
};

TEST_F(KeyPairTest, AKeyPairIsKeptWithItsCommentOrItsIdAsOne) {
  auto commented = make(kAnn, "laptop", std::string(kEd25519) + "  me@laptop \n");
  ASSERT_TRUE(commented);
  EXPECT_EQ(commented->public_key, std::string(kEd25519) + " me@laptop");
  auto bare = make(kAnn, "server", public_key(1));
  EXPECT_EQ(bare->public_key, public_key(1) + " " + to_text(bare->id));
  restart();
  EXPECT_EQ(plane_->tables.key_pairs.find(commented->id)->public_key, commented->public_key);
}

TEST_F(KeyPairTest, NamesAreLettersDigitsAndUnderscoresUpTo25) {
  EXPECT_EQ(code_of(make(kAnn, "", public_key(1))), "InvalidKeyPairNameEmpty");
  EXPECT_EQ(code_of(make(kAnn, std::string(26, 'a'), public_key(1))), "InvalidKeyPairNameTooLong");
  EXPECT_EQ(code_of(make(kAnn, "my-key", public_key(1))), "InvalidKeyPairNameIncludeIllegalChar");
  EXPECT_EQ(code_of(make(kAnn, "密钥", public_key(1))), "InvalidKeyPairNameIncludeIllegalChar");
  EXPECT_EQ(plane_->tables.key_pairs.size(), 0u);
  EXPECT_TRUE(make(kAnn, "Key_2_" + std::string(19, 'x'), public_key(1)));
}

TEST_F(KeyPairTest, NamesAndPublicKeysAreUniqueWithinAnAccountOnly) {
  auto first = make(kAnn, "laptop", public_key(1));
  EXPECT_EQ(code_of(make(kAnn, "laptop", public_key(2))), "InvalidKeyPairName.Duplicate");
  EXPECT_EQ(code_of(make(kAnn, "other", public_key(1) + " other comment")),
            "InvalidPublicKey.Duplicate");
  EXPECT_TRUE(make(kBob, "laptop", public_key(1)));
  auto second = make(kAnn, "server", public_key(2));
  EXPECT_EQ(rename(kAnn, second->id, "laptop"), "InvalidKeyPairName.Duplicate");
  EXPECT_EQ(rename(kAnn, second->id, "server"), "");
  EXPECT_EQ(rename(kAnn, second->id, "no way"), "InvalidParameterValue");
}

TEST_F(KeyPairTest, AnAccountHasNoMoreThanTheCatalogueAllows) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(make(kAnn, "key_" + std::to_string(i), public_key(i)));
  EXPECT_EQ(code_of(make(kAnn, "one_more", public_key(9))), "InvalidKeyPair.LimitExceeded");
  EXPECT_TRUE(make(kBob, "one_more", public_key(9)));
}

TEST_F(KeyPairTest, TagsFollowTheCommonRulesUnderTheCodesOfThisAction) {
  EXPECT_EQ(code_of(make(kAnn, "a", public_key(1), {{"1", ""}, {"2", ""}, {"3", ""}})),
            "LimitExceeded.TagResourceQuota");
  EXPECT_EQ(code_of(make(kAnn, "a", public_key(1), {{"qcloud:x", ""}})),
            "FailedOperation.TagKeyReserved");
  EXPECT_EQ(make(kAnn, "a", public_key(1), {{"team", "web"}})->tags,
            (std::vector<TagPair>{{"team", "web"}}));
}

TEST_F(KeyPairTest, AnothersKeyPairIsLikeOneThatNeverWas) {
  auto theirs = make(kBob, "laptop", public_key(1));
  EXPECT_EQ(rename(kAnn, theirs->id, "mine"), "InvalidKeyPairId.NotFound");
  EXPECT_EQ(code_of(mark_one(kAnn, to_text(theirs->id))), "InvalidKeyPairId.NotFound");
  EXPECT_EQ(code_of(mark_one(kAnn, "skey-00000000")), "InvalidKeyPairId.NotFound");
  EXPECT_EQ(code_of(mark_one(kAnn, "skey-1")), "InvalidKeyPairId.Malformed");
  EXPECT_EQ(code_of(mark_one(kAnn, "vpc-00000000")), "InvalidKeyPairId.Malformed");
}

TEST_F(KeyPairTest, OneCallDeletesAllOrNothing) {
  auto mine = make(kAnn, "laptop", public_key(1));
  std::string good = to_text(mine->id);
  std::vector<std::string_view> ids = {good, "skey-00000000"};
  auto marked = change([&](AccountChange& change) { return mark(change, kAnn, ids); });
  EXPECT_EQ(code_of(marked), "InvalidKeyPairId.NotFound");
  EXPECT_FALSE(plane_->tables.key_pairs.find(mine->id)->deleting);
  std::vector<std::string_view> many(101, good);
  EXPECT_EQ(code_of(change([&](AccountChange& change) { return mark(change, kAnn, many); })),
            "InvalidParameterValue.LimitExceeded");
  EXPECT_EQ(code_of(change([&](AccountChange& change) { return mark(change, kAnn, {}); })),
            "MissingParameter");
  ids = {good, good};
  EXPECT_EQ(change([&](AccountChange& change) { return mark(change, kAnn, ids); })->size(), 1u);
}

TEST_F(KeyPairTest, WhileOneCallDeletesAKeyPairAnotherMayNot) {
  auto mine = make(kAnn, "laptop", public_key(1));
  std::string id = to_text(mine->id);
  ASSERT_TRUE(mark_one(kAnn, id));
  EXPECT_EQ(code_of(mark_one(kAnn, id)), "InvalidParameterValue.KeyPairNotSupported");
}

TEST_F(KeyPairTest, AMarkThatACrashLeftIsLifted) {
  auto mine = make(kAnn, "laptop", public_key(1));
  ASSERT_TRUE(mark_one(kAnn, to_text(mine->id)));
  restart();
  EXPECT_TRUE(plane_->tables.key_pairs.find(mine->id)->deleting);
  change([](AccountChange& change) -> Result<void> {
    deletion_marks::unmark_all(change, change.plane.tables.key_pairs);
    return {};
  });
  EXPECT_FALSE(plane_->tables.key_pairs.find(mine->id)->deleting);
  restart();
  EXPECT_FALSE(plane_->tables.key_pairs.find(mine->id)->deleting);
  EXPECT_TRUE(mark_one(kAnn, to_text(mine->id)));
}

}  // namespace
}  // namespace terrane
