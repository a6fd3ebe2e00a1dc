// The audit trail in a file and those put aside before it.
#pragma once

#include "actions/audit_trail.h"
#include "gateway/call_record.h"
#include "gateway/line_file.h"

namespace terrane {

class AuditFile final : public AuditSink, public AuditTrail {
 public:
  explicit AuditFile(LineFile& file) : file_(file) {}

  void record(const CallRecord& record) override { file_.write(to_json(record)); }
  // A cursor names a file by its inode, since its name changes when it is put aside.
  Result<std::string> read_back(std::string_view cursor, const Show& show) override;

 private:
  LineFile& file_;
};

}  // namespace terrane
