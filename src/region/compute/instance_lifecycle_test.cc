#include "region/compute/instance_lifecycle.h"

#include <gtest/gtest.h>

#include "region/compute/instance_motion.h"

namespace terrane {
namespace {

using enum InstanceState;

TEST(InstanceLifecycle, AnOperationIsRefusedInStatesItMayNotBeAskedIn) {
  EXPECT_TRUE(check_may_be_asked(InstanceOperation::kStart, "ins-1", kStopped));
  auto refused = check_may_be_asked(InstanceOperation::kStart, "ins-1", kRunning);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), "UnsupportedOperation.InstanceStateRunning");
  EXPECT_EQ(refused.error().message(Language::kEnglish),
            "StartInstances may not be asked of instance ins-1 while it is RUNNING; "
            "DescribeInstances shows when its state changes.");
}

TEST(InstanceLifecycle, AReturnedInstanceHasTheCodeItsActionDocuments) {
  auto moved = check_may_be_asked(InstanceOperation::kModifyProject, "ins-1", kShutdown);
  EXPECT_EQ(moved.error().code(), "UnsupportedOperation.InstanceStateIsolating");
  auto renamed = check_may_be_asked(InstanceOperation::kModifyAttribute, "ins-1", kShutdown);
  EXPECT_EQ(renamed.error().code(), "UnsupportedOperation.InstanceStateShutdown");
}

TEST(InstanceLifecycle, TheDriverIsAskedForWhatTheStateWaitsFor) {
  Instance instance;
  EXPECT_EQ(task_of(instance), InstanceTask::kLaunch);
  instance.state = kStopping;
  EXPECT_EQ(task_of(instance), InstanceTask::kStop);
  instance.hard_stop = true;
  EXPECT_EQ(task_of(instance), InstanceTask::kPowerOff);
  instance.state = kRebooting;
  EXPECT_EQ(task_of(instance), InstanceTask::kReboot);
  instance.latest_operation = InstanceOperation::kReset;
  EXPECT_EQ(task_of(instance), InstanceTask::kReset);
}

TEST(InstanceLifecycle, AReportEndsTheOperationItAnswers) {
  Instance instance;
  instance.progress = OperationProgress::kOperating;
  EXPECT_TRUE(observe(instance, InstanceCondition::kRunning));
  EXPECT_EQ(instance.state, kRunning);
  EXPECT_EQ(instance.progress, OperationProgress::kSuccess);
  EXPECT_FALSE(observe(instance, InstanceCondition::kRunning)) << "nothing new";
}

TEST(InstanceLifecycle, AFailureIsKeptAndLeadsToASettledState) {
  Instance instance;
  instance.state = kStarting;
  instance.progress = OperationProgress::kOperating;
  EXPECT_TRUE(observe(instance, InstanceCondition::kFailed));
  EXPECT_EQ(instance.state, kStopped);
  EXPECT_EQ(instance.progress, OperationProgress::kFailed);
}

TEST(InstanceLifecycle, AMachineThatCannotBeTakenAwayIsTriedAgain) {
  Instance instance;
  instance.state = kTerminating;
  instance.progress = OperationProgress::kOperating;
  EXPECT_FALSE(observe(instance, InstanceCondition::kFailed));
  EXPECT_TRUE(instance.is_moving());
}

TEST(InstanceLifecycle, AnInstanceThatStopsByItselfIsStopped) {
  Instance instance;
  instance.state = kRunning;
  EXPECT_TRUE(observe(instance, InstanceCondition::kStopped));
  EXPECT_EQ(instance.state, kStopped);
  EXPECT_EQ(instance.progress, OperationProgress::kSuccess);
}

TEST(InstanceLifecycle, TheDiagramShowsEveryTransition) {
  std::string diagram = instance_lifecycle_diagram();
  EXPECT_EQ(size_t(std::count(diagram.begin(), diagram.end(), '\n')),
            kInstanceLifecycle.size() + 2);
  EXPECT_NE(diagram.find("STOPPED --> STARTING : start"), std::string::npos);
  EXPECT_NE(diagram.find("TERMINATING --> [*] : destroyed"), std::string::npos);
}

}  // namespace
}  // namespace terrane
