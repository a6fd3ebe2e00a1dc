// Accounts and access keys (M-25): who they are, what they may have, and that a cloud always has an
// administrator who can sign.
#include <set>

#include "account/account_fixture.h"
#include "account/account_manager.h"
#include "account/account_rules.h"

namespace terrane {
namespace {

using namespace account_manager;

class AccountTest : public AccountPlaneTest {
 protected:
  uint64_t make(std::string name, bool is_operator = false) {
    auto made = change([&](AccountChange& change) {
      return create(change, {.name = std::move(name), .is_operator = is_operator});
    });
    EXPECT_TRUE(made);
    return uint64_t((*made)->id);
  }
  Result<AccessKey> make_key(uint64_t uin) {
    return change([&](AccountChange& change) -> Result<AccessKey> {
      TRY(const AccessKey* key, create_access_key(change, uin));
      return *key;
    });
  }
  Result<Secret> administrator(std::optional<Secret> chosen = std::nullopt) {
    return change([&](AccountChange& change) { return ensure_administrator(change, chosen); });
  }
};

TEST_F(AccountTest, EveryAccountHasAUinAndAnAppIdOfItsOwnInTheUsualRanges) {
  std::set<uint64_t> uins, app_ids;
  for (int i = 0; i < 50; ++i) {
    uint64_t uin = make("account " + std::to_string(i));
    EXPECT_GE(uin, 100'000'000'001u);
    EXPECT_LT(uin, 1'000'000'000'000u);
    uint64_t app_id = (*find(*plane_, uin))->app_id;
    EXPECT_GE(app_id, 1'250'000'000u);
    EXPECT_LT(app_id, 1'500'000'000u);
    uins.insert(uin);
    app_ids.insert(app_id);
  }
  EXPECT_EQ(uins.size(), 50u);
  EXPECT_EQ(app_ids.size(), 50u);
}

TEST_F(AccountTest, AccountsAndTheirKeysSurviveARestart) {
  uint64_t uin = make("研发部");
  auto key = make_key(uin);
  restart();
  const Account* account = *find(*plane_, uin);
  EXPECT_EQ(account->name, "研发部");
  EXPECT_EQ(account->created, env_.clock.now());
  const AccessKey* kept = plane_->tables.access_keys.find(key->id);
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->secret, key->secret);
  EXPECT_EQ(kept->account, AccountId{uin});
}

TEST_F(AccountTest, NamesHaveOneTo64CharactersAndNoControlCharacters) {
  auto code = [&](std::string name) {
    return code_of(change([&](AccountChange& change) { return create(change, {.name = name}); }));
  };
  EXPECT_EQ(code(""), "InvalidParameterValue.Name");
  EXPECT_EQ(code("two\nlines"), "InvalidParameterValue.Name");
  EXPECT_EQ(code(std::string(65, 'a')), "InvalidParameterValue.Name");
  EXPECT_EQ(code(std::string(64, 'a')), "");
  std::string long_name;
  for (int i = 0; i < 64; ++i) long_name += "云";
  EXPECT_EQ(code(long_name), "");
  EXPECT_EQ(plane_->tables.accounts.size(), 2u);
}

TEST_F(AccountTest, AnUnknownAccountIsRefusedByItsUin) {
  auto outcome = make_key(7);
  EXPECT_EQ(code_of(outcome), "ResourceNotFound.Account");
  EXPECT_NE(outcome.error().message(Language::kEnglish).find("7"), std::string::npos);
}

TEST_F(AccountTest, AccessKeysAreRandomAndAtMostTwo) {
  uint64_t uin = make("ann");
  auto first = make_key(uin), second = make_key(uin);
  EXPECT_TRUE(first->id.starts_with("AKID"));
  EXPECT_EQ(first->id.size(), 36u);
  EXPECT_EQ(first->secret.size(), 32u);
  EXPECT_NE(first->id, second->id);
  EXPECT_NE(first->secret, second->secret);
  EXPECT_EQ(code_of(make_key(uin)), "LimitExceeded.AccessKeys");

  EXPECT_TRUE(change([&](AccountChange& change) { return delete_access_key(change, first->id); }));
  EXPECT_TRUE(make_key(uin));
  EXPECT_EQ(
      code_of(change([&](AccountChange& change) { return delete_access_key(change, first->id); })),
      "ResourceNotFound.AccessKey");
}

TEST_F(AccountTest, AnAccessKeyCanBeDisabledAndEnabledAgain) {
  auto key = make_key(make("ann"));
  auto set = [&](std::string_view status) {
    return code_of(change(
        [&](AccountChange& change) { return set_access_key_status(change, key->id, status); }));
  };
  EXPECT_EQ(set("Inactive"), "");
  EXPECT_TRUE(plane_->tables.access_keys.find(key->id)->disabled);
  EXPECT_EQ(set("Active"), "");
  EXPECT_FALSE(plane_->tables.access_keys.find(key->id)->disabled);
  EXPECT_EQ(set("off"), "InvalidParameterValue.Status");
}

TEST_F(AccountTest, TheLastOperatorCannotStepDown) {
  uint64_t first = make("first", true);
  auto step_down = [&](uint64_t uin) {
    return code_of(change([&](AccountChange& change) {
      return modify(change, uin, {.name = "renamed", .is_operator = false});
    }));
  };
  EXPECT_EQ(step_down(first), "UnsupportedOperation.LastOperator");
  EXPECT_EQ((*find(*plane_, first))->name, "first");
  uint64_t second = make("second", true);
  EXPECT_EQ(step_down(first), "");
  EXPECT_EQ((*find(*plane_, first))->name, "renamed");
  EXPECT_EQ(step_down(second), "UnsupportedOperation.LastOperator");
}

TEST_F(AccountTest, TheFirstStartMakesAnAdministratorAndLaterOnesFindIt) {
  auto first = administrator();
  ASSERT_TRUE(first);
  EXPECT_EQ(plane_->tables.accounts.size(), 1u);
  const AccessKey* key = plane_->tables.access_keys.find(first->id);
  EXPECT_EQ(key->account, AccountId{100'000'000'001});
  EXPECT_TRUE(plane_->tables.accounts.find(key->account)->is_operator);
  restart();
  auto later = administrator();
  EXPECT_EQ(later->id, first->id);
  EXPECT_EQ(later->key, first->key);
  EXPECT_EQ(plane_->tables.accounts.size(), 1u);
  EXPECT_EQ(plane_->tables.access_keys.size(), 1u);
  EXPECT_TRUE(signs_for_an_operator(*plane_, *first));
  EXPECT_FALSE(signs_for_an_operator(*plane_, {first->id, "another"}));
  auto theirs = make_key(make("ann"));
  EXPECT_FALSE(signs_for_an_operator(*plane_, {theirs->id, theirs->secret}));
}

TEST_F(AccountTest, AChosenSecretBecomesTheAdministratorsWheneverItIsGiven) {
  auto random = administrator();
  EXPECT_EQ(administrator(Secret{"my-id", "my key"}).error().code(),
            "InvalidParameterValue.Secret");
  EXPECT_EQ(administrator(Secret{"a/b", "secret"}).error().code(), "InvalidParameterValue.Secret");
  ASSERT_TRUE(administrator(Secret{"my-id", "one"}));
  ASSERT_TRUE(administrator(Secret{"my-id", "two"}));
  const AccessKey* chosen = plane_->tables.access_keys.find("my-id");
  EXPECT_EQ(chosen->secret, "two");
  EXPECT_EQ(chosen->account, plane_->tables.access_keys.find(random->id)->account);
  EXPECT_EQ(plane_->tables.accounts.size(), 1u);
}

TEST_F(AccountTest, AChosenSecretNeverTakesOverAnotherAccountsKey) {
  administrator();
  auto key = make_key(make("ann"));
  EXPECT_EQ(administrator(Secret{key->id, "stolen"}).error().code(),
            "InvalidParameterValue.SecretIdTaken");
  EXPECT_EQ(plane_->tables.access_keys.find(key->id)->secret, key->secret);
}

TEST_F(AccountTest, ARestartGivesAnAdministratorWithoutAWorkingKeyANewOne) {
  auto first = administrator();
  EXPECT_TRUE(change(
      [&](AccountChange& change) { return set_access_key_status(change, first->id, "Inactive"); }));
  auto second = administrator();
  ASSERT_TRUE(second);
  EXPECT_NE(second->id, first->id);
  EXPECT_EQ(plane_->tables.accounts.size(), 1u);
}

}  // namespace
}  // namespace terrane
