// What every driver promises, as one suite. A driver's test runs it with
//   INSTANTIATE_TEST_SUITE_P(Name, DriverConformance, testing::Values(make_driver));
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "driver/driver.h"

namespace terrane {

// One driver on machines of its own.
class DriverUnderTest {
 public:
  virtual ~DriverUnderTest() = default;
  virtual Driver& driver() = 0;
  // Waits until nothing that was ordered is still being done.
  virtual void settle() = 0;
};

using MakeDriverUnderTest = std::unique_ptr<DriverUnderTest> (*)();

class DriverConformance : public testing::TestWithParam<MakeDriverUnderTest> {
 public:
  static constexpr uint32_t kZone = 100002, kHost = 5;  // of what ordered() makes

 protected:
  void SetUp() override;

  // Orders the task of an instance and returns what is reported until all is settled.
  std::vector<InstanceReport> carry_out(InstanceOrder order);
  InstanceOrder ordered(InstanceTask task, uint32_t generation, uint64_t instance = 1) const;

  std::unique_ptr<DriverUnderTest> plant_;
  int calls_ = 0;  // of the function given to when_reporting()
};

}  // namespace terrane
