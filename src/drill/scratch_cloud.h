// A whole cloud in this process, over stores in memory and simulated time: made for one drill and
// gone with it. The same seed makes the same cloud.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "actions/cloud.h"
#include "actions/dispatcher.h"
#include "drill/drill.h"
#include "env/simulated/simulated_env.h"

namespace terrane::drill {

// What a call was answered with.
struct ApiAnswer {
  boost::json::value response;  // the members of Response
  std::string code;             // empty: accepted
  std::string message;
  bool ok() const { return code.empty(); }
};

class ScratchCloud {
 public:
  struct Options {
    std::string catalogue;  // a built-in one
    std::string changes;    // TOML on top of it
    uint64_t seed = 1;
    Duration instances_take;  // to boot, stop, …
  };
  static Result<std::unique_ptr<ScratchCloud>> open(const Options& options);
  ~ScratchCloud();

  Cloud& cloud() { return *cloud_; }
  Time now() const { return simulated_.clock.now(); }
  // Lets time pass; everything due on the way happens, at its own time.
  void advance_to(Time time);

  // An account for calls to be made as: one name, one account.
  Result<void> add_account(const std::string& name, bool is_operator);
  bool has_account(std::string_view name) const { return accounts_.contains(name); }
  AccountId account(std::string_view name) const;

  // Calls a public action; `request` must be of the contract. The answer comes now or while time
  // passes, or never.
  using Answered = std::function<void(const ApiAnswer&)>;
  void call(const ApiRequest& request, std::string_view parameters, Answered answered);
  // The same for a caller who waits, as time passes, for as long as kPatience.
  static constexpr Duration kPatience = seconds(60);
  ApiAnswer call(const ApiRequest& request, std::string_view parameters);

 private:
  explicit ScratchCloud(const Options& options);
  Result<void> start();
  Result<void> add_first_operator();

  Options options_;
  SimulatedEnv simulated_;
  std::map<std::string, Caller, std::less<>> accounts_;
  std::unique_ptr<Cloud> cloud_;
  std::unique_ptr<Dispatcher> dispatcher_;
  uint64_t calls_ = 0;
};

}  // namespace terrane::drill
