#include "region/database/database_lifecycle.h"

#include <gtest/gtest.h>

#include "region/database/database_tasks.h"
#include "region/database/password_digest.h"

namespace terrane {
namespace {

TEST(DatabaseLifecycle, AnOperationIsRefusedInStatesAndDuringTasksInWhichItMayNotBeAsked) {
  using enum DatabaseTaskKind;
  auto asked = [](DatabaseOperation operation, DatabaseState state, DatabaseTaskKind task) {
    auto outcome = check_may_be_asked(operation, "cdb-1", state, task);
    return outcome ? std::string() : std::string(outcome.error().code());
  };
  EXPECT_EQ(asked(DatabaseOperation::kRestart, DatabaseState::kRunning, kNone), "");
  EXPECT_EQ(asked(DatabaseOperation::kRestart, DatabaseState::kIsolated, kNone),
            "FailedOperation.StatusConflict");
  EXPECT_EQ(asked(DatabaseOperation::kRestart, DatabaseState::kRunning, kUpgrading),
            "FailedOperation.StatusConflict");
  EXPECT_EQ(asked(DatabaseOperation::kModify, DatabaseState::kRunning, kUpgrading), "");
  EXPECT_EQ(asked(DatabaseOperation::kModifyGroups, DatabaseState::kIsolated, kNone), "");
}

TEST(DatabaseLifecycle, WhatWaitsForItsWindowHoldsUpChangesButNotTheEnd) {
  auto waits = DatabaseTaskKind::kWaitingForSwitch;
  EXPECT_FALSE(
      check_may_be_asked(DatabaseOperation::kUpgrade, "cdb-1", DatabaseState::kRunning, waits));
  EXPECT_TRUE(
      check_may_be_asked(DatabaseOperation::kIsolate, "cdb-1", DatabaseState::kRunning, waits));
}

TEST(DatabaseLifecycle, TheDiagramHasEveryTransition) {
  std::string diagram = database_lifecycle_diagram();
  EXPECT_NE(diagram.find("delivering --> running : delivered"), std::string::npos);
  EXPECT_NE(diagram.find("isolated --> [*] : offline"), std::string::npos);
}

TEST(DatabaseTasks, TheWindowIsTheNextThreeOClockInBeijing) {
  Time noon = from_local_text("2026-11-23 12:00:00"),
       night = from_local_text("2026-11-24 03:00:00");
  EXPECT_EQ(database_tasks::next_window(noon), night);
  EXPECT_EQ(database_tasks::next_window(night), night + days(1));
  EXPECT_EQ(database_tasks::next_window(from_local_text("2026-11-24 02:59:59")), night);
}

// The password of MySQL's own documentation.
TEST(PasswordDigest, IsWhatMySqlKeeps) {
  EXPECT_EQ(password_digest("mypass"), "*6C8989366EAF75BB670AD8EA7A7FC1176A95CEF4");
}

}  // namespace
}  // namespace terrane
