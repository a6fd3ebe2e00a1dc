// What is kept of a call once it is answered: who, what, where, when, from where, and the result.
#pragma once

#include <string>
#include <string_view>

#include "actions/api_call.h"
#include "base/time.h"

namespace terrane {

// The views are good during the call that receives the record.
struct CallRecord {
  Time when;
  std::string_view request_id;
  std::string_view peer;       // the client's address and port
  std::string_view secret_id;  // as claimed: of a call that failed authentication, too
  Caller caller;               // all zero if that failed
  std::string_view service;    // empty if the call names none that exists
  std::string_view action;     // as sent
  std::string_view region;
  std::string_view operation;  // of an operators' action: its parameters, as JSON
  std::string_view code;       // the error's; empty for success
  Duration taken;
  size_t reply_size = 0;
};

// Where the audit trail goes: every call that changes something or is for operators alone,
// and every one whose caller could not be told. Called from several threads at once.
class AuditSink {
 public:
  virtual ~AuditSink() = default;
  virtual void record(const CallRecord& record) = 0;
};

// The record as one line of JSON, without a line's end.
std::string to_json(const CallRecord& record);

}  // namespace terrane
