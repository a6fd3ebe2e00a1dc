// A whole cloud in one process, under virtual time, spoken to as a client speaks to it:
//
//   Scenario cloud;
//   std::string vpc = cloud.call("vpc", "CreateVpc", {{"VpcName", "a"}, {"CidrBlock",
//   "10.0.0.0/16"}})
//                         ["Vpc"]["VpcId"].text();
//   cloud.call("vpc", "DeleteVpc", {{"VpcId", vpc}}).expect_ok();
//   cloud.in("ap-shanghai").as(kBob).call("vpc", "DeleteVpc", {{"VpcId", vpc}})
//       .expect_error("ResourceNotFound");
//
// Every refused call is checked to have changed nothing, in no cell, unless a store failed. Reading
// a member that a reply lacks, or any member of an error, fails the test with what the reply was.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "actions/api_call.h"
#include "base/error.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "driver/sim/sim_driver.h"

namespace terrane {

// Scenarios see a cloud as its clients do. The few that look inside include what they look at.
class Cloud;
class RegionCell;
class FaultyDisk;

// Accounts that every scenario's cloud has. The last may call the operator's actions.
inline constexpr AccountId kAlice{100000000001};
inline constexpr AccountId kBob{100000000002};
inline constexpr AccountId kOperator{100000000009};

// A JSON value of a reply: a member, an element, or a plain value to compare.
class Json {
 public:
  explicit Json(boost::json::value value) : value_(std::move(value)) {}

  Json operator[](std::string_view member) const;
  Json operator[](size_t index) const;
  size_t size() const;  // of a list
  bool is_null() const { return value_.is_null(); }
  std::string text() const;
  int64_t number() const;
  bool truth() const;
  const boost::json::value& value() const { return value_; }

  bool operator==(std::string_view other) const;
  bool operator==(int64_t other) const;
  bool operator==(bool other) const;
  template <class T>
    requires(!std::is_same_v<T, bool> && std::is_integral_v<T>)
  bool operator==(T other) const {
    return *this == int64_t(other);
  }
  bool operator==(const char* other) const { return *this == std::string_view(other); }

  friend std::ostream& operator<<(std::ostream& out, const Json& json);

 private:
  boost::json::value value_;
};

// A request's parameters: members in braces, or JSON text.
class Parameters {
 public:
  Parameters() : json_("{}") {}
  Parameters(const char* json) : json_(json) {}
  Parameters(std::string json) : json_(std::move(json)) {}
  Parameters(
      std::initializer_list<std::pair<boost::json::string_view, boost::json::value_ref>> members)
      : json_(boost::json::serialize(boost::json::object(members))) {}
  const std::string& json() const { return json_; }

 private:
  std::string json_;
};

class [[nodiscard]] Reply {
 public:
  explicit Reply(std::string_view body, Transport transport = Transport::kReply);

  // What its client gets to see of it.
  Transport transport() const { return transport_; }
  bool ok() const { return code().empty(); }
  std::string code() const;  // empty if the call was accepted
  std::string message() const;
  Json operator[](std::string_view member) const;
  const Json& response() const { return response_; }  // all of it, an error's too

  // Fails the test unless the call was accepted, or refused with this code. The latter gives the
  // message, so that a test can look for what it names.
  void expect_ok() const;
  std::string expect_error(std::string_view code) const;

 private:
  Json response_;
  Transport transport_;
};

// A call whose answer may come later, as time passes.
class [[nodiscard]] Pending {
 public:
  explicit Pending(std::shared_ptr<std::optional<Reply>> reply) : reply_(std::move(reply)) {}
  bool answered() const { return reply_->has_value(); }
  // Fails the test unless it is answered.
  Reply reply() const;

 private:
  std::shared_ptr<std::optional<Reply>> reply_;
};

class Scenario;

// Who calls, from which region, in which language: a value, changed into another with each word.
class Client {
 public:
  Client(Scenario& cloud, AccountId account, std::string_view region)
      : cloud_(&cloud), account_(account), region_(region) {}

  Client as(AccountId account) const;
  Client in(std::string_view region) const;              // empty: the call names none
  Client by_endpoint_of(std::string_view region) const;  // the host name is that region's
  Client speaking(Language language) const;
  Reply call(std::string_view service, std::string_view action,
             const Parameters& parameters = {}) const;
  // The same for a call that may not be answered at once.
  Pending begin(std::string_view service, std::string_view action,
                const Parameters& parameters = {}) const;

 private:
  Scenario* cloud_;
  AccountId account_;
  std::string region_;
  std::string entry_;
  Language language_ = Language::kEnglish;
};

class Scenario {
 public:
  static constexpr std::string_view kRegion =
      "ap-guangzhou";  // where calls go unless told otherwise

  struct Options {
    std::string catalogue = "2017";  // a built-in one
    std::string changes;             // TOML on top of it: "[limits]\nvpcs = 2"
    uint64_t seed = 1;               // another seed, other IDs
    SimDurations durations = {};     // how long instances take to boot, stop, …
    bool test_clock = false;         // operators may put the cloud's clock forward
  };
  Scenario() : Scenario(Options()) {}
  explicit Scenario(Options options);
  ~Scenario();

  // As Alice, in kRegion.
  Reply call(std::string_view service, std::string_view action, const Parameters& parameters = {}) {
    return alice().call(service, action, parameters);
  }
  Client alice() { return Client(*this, kAlice, kRegion); }
  Client as(AccountId account) { return alice().as(account); }
  Client in(std::string_view region) { return alice().in(region); }

  // Lets time pass; everything due on the way happens, at its own time.
  void advance(Duration length);
  Time now() const;

  // Ends the program and starts it again on what it stored.
  void restart();

  // All that the cloud holds, but for regions that do not open: "cell/table/key" to the stored
  // record.
  using Dump = std::map<std::string, std::string>;
  Dump dump();

  // The disk under one cell, a region's or "account", so that a test can make it fail.
  FaultyDisk& disk(std::string_view cell);

  Cloud& cloud();
  RegionCell& region(std::string_view name = kRegion);

 private:
  friend class Client;
  void wait_for(const Pending& call);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace terrane
