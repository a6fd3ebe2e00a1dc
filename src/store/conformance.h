// What every engine of the store's contract promises, as one suite. An engine's test runs it with
//   INSTANTIATE_TEST_SUITE_P(Name, StoreConformance, testing::Values(make_engine));
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "store/store.h"

namespace terrane {

// One place where records are kept. It outlives the stores opened on it, one after the other.
class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  virtual Result<std::unique_ptr<Store>> open() = 0;
};

using MakeStoreUnderTest = std::unique_ptr<StoreUnderTest> (*)();

class StoreConformance : public testing::TestWithParam<MakeStoreUnderTest> {
 protected:
  using Records = std::map<std::string, std::string>;

  void SetUp() override {
    engine_ = GetParam()();
    reopen();
  }
  // Closes the store and opens it again, as a restart does.
  void reopen();
  // Everything the store holds, checked to come in byte order and once.
  Records loaded();
  void commit(const Batch& batch);

  std::unique_ptr<StoreUnderTest> engine_;
  std::unique_ptr<Store> store_;
};

}  // namespace terrane
