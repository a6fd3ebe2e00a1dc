#include "store/memory/memory_store.h"

#include "store/conformance.h"

namespace terrane {
namespace {

class MemoryUnderTest final : public StoreUnderTest {
 public:
  Result<std::unique_ptr<Store>> open() override { return std::make_unique<MemoryStore>(records_); }

 private:
  std::shared_ptr<MemoryRecords> records_ = std::make_shared<MemoryRecords>();
};

std::unique_ptr<StoreUnderTest> make_memory() {
  return std::make_unique<MemoryUnderTest>();
}

INSTANTIATE_TEST_SUITE_P(Memory, StoreConformance, testing::Values(make_memory));

}  // namespace
}  // namespace terrane
