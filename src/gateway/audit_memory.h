// The audit trail of a cloud that keeps nothing on disk: the newest of it.
#pragma once

#include <deque>
#include <mutex>
#include <string>

#include "actions/audit_trail.h"
#include "gateway/call_record.h"

namespace terrane {

class AuditMemory final : public AuditSink, public AuditTrail {
 public:
  static constexpr size_t kKept = 10'000;

  void record(const CallRecord& record) override;
  Result<std::string> read_back(std::string_view cursor, const Show& show) override;

 private:
  std::mutex mutex_;  // guards what follows
  std::deque<std::string> lines_;
  uint64_t written_ = 0;
};

}  // namespace terrane
