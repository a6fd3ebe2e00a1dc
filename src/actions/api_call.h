// What the gateway hands over once a call is authentic and routed, and what it gets back.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/language.h"
#include "base/resource_id.h"
#include "contract/shape.h"

namespace terrane {

struct Caller {
  AccountId account{};  // the owner's Uin: whose resources the call sees (M-25)
  uint64_t app_id = 0;
  uint64_t user = 0;  // the Uin that signed; the account's own for its root keys
  bool is_operator = false;
};

enum class PayloadEncoding : uint8_t { kJson, kForm };

// The views are good until dispatch() returns.
struct ApiCall {
  const contract::Service* service;
  const contract::Action* action;
  std::string_view region;  // X-TC-Region, or empty
  std::string_view entry;   // the region whose endpoint took it, as its host name says, or empty
  std::string_view request_id;
  std::string_view payload;
  PayloadEncoding encoding = PayloadEncoding::kJson;
  Language language = Language::kEnglish;
  Caller caller;
};

// What a client gets to see of an outcome: the reply, or what an endpoint that cannot be reached
// answers.
enum class Transport : uint8_t {
  kReply,
  kRefused,      // the connection ends without a byte
  kHangs,        // nothing comes, until the client gives up
  kUnavailable,  // HTTP status 503
};

struct ApiOutcome {
  std::string body;       // the whole {"Response":{…}}
  std::string_view code;  // the error's code, or empty for success
  // It belongs in the audit trail: the action changes something, or is for operators alone.
  bool is_audited = false;
  std::string operation;  // of an operators' action: its parameters, as JSON
  Transport transport = Transport::kReply;
};

// Called once, on any thread, when the outcome is durable.
using ApiReply = std::move_only_function<void(ApiOutcome)>;

class ApiDispatcher {
 public:
  virtual ~ApiDispatcher() = default;
  // How the endpoint of this service answers calls that name the region, whoever they are from: an
  // endpoint that cannot be reached checks nobody's signature.
  virtual Transport door(const contract::Service& service, std::string_view region) = 0;
  virtual void dispatch(const ApiCall& call, ApiReply reply) = 0;
};

// {"Response":{"Error":{"Code":…,"Message":…},"RequestId":…}}
std::string error_reply(const Error& error, Language language, std::string_view request_id);

}  // namespace terrane
