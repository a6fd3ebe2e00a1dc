#include "store/faulty/faulty_store.h"

namespace terrane {
namespace {

constexpr ErrorKind kDown{"InternalError", "The store is down: restart it.",
                          "存储已停止：请重新启动。"};

Batch first_half(const Batch& batch) {
  Batch half;
  size_t left = batch.count() / 2;
  batch.visit(
      [&](std::string_view key, std::string_view value) {
        if (left > 0 && left-- > 0) half.put(key, value);
      },
      [&](std::string_view key) {
        if (left > 0 && left-- > 0) half.erase(key);
      });
  return half;
}

}  // namespace

// Works during one power cycle of its disk.
class FaultyStore final : public Store {
 public:
  FaultyStore(FaultyDisk& disk, uint64_t power_cycle) : disk_(disk), power_cycle_(power_cycle) {}

  Result<void> load(const Visitor& visitor) override {
    if (!disk_.serves(power_cycle_)) return refuse(kDown);
    disk_.records_.show(visitor);
    return {};
  }
  Result<void> commit(const Batch& batch) override {
    if (!disk_.serves(power_cycle_)) return refuse(kDown);
    return disk_.commit(batch);
  }

 private:
  FaultyDisk& disk_;
  const uint64_t power_cycle_;
};

std::unique_ptr<Store> FaultyDisk::open() {
  open_power_cycle_ = ++power_cycles_;
  return std::make_unique<FaultyStore>(*this, power_cycles_);
}

void FaultyDisk::plan(StoreFault fault, uint64_t commits) {
  planned_ = fault;
  planned_commit_ = commits_ + commits;
}

void FaultyDisk::fail_at_random(Random& random, uint64_t one_in) {
  random_ = &random;
  one_in_ = one_in;
}

StoreFault FaultyDisk::next_fault() {
  if (planned_ != StoreFault::kNone && planned_commit_ == commits_)
    return std::exchange(planned_, StoreFault::kNone);
  if (one_in_ == 0 || random_->below(one_in_) != 0) return StoreFault::kNone;
  return random_->below(2) == 0 ? StoreFault::kRefused : StoreFault::kReplyLost;
}

Result<void> FaultyDisk::commit(const Batch& batch) {
  StoreFault fault = next_fault();
  ++commits_;
  if (fault == StoreFault::kNone || fault == StoreFault::kReplyLost) records_.apply(batch);
  if (fault == StoreFault::kTorn) records_.apply(first_half(batch));
  if (fault == StoreFault::kNone || fault == StoreFault::kForgotten) return {};
  failed_batch_ = batch;
  crash();
  return refuse(kDown);
}

}  // namespace terrane
