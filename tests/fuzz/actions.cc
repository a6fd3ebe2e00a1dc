// Calls with any parameters, one after the other, by a new account. Input: lines of "SERVICE.ACTION
// JSON"; "$" stands for the last ID of the reply before.
#include <boost/json.hpp>

#include "actions/cloud.h"
#include "actions/dispatcher.h"
#include "driver/sim/sim_driver.h"
#include "env/simulated/simulated_env.h"
#include "fuzz/fuzz.h"
#include "store/memory/memory_store.h"

namespace {

using namespace terrane;

constexpr int kInputsOfACloud = 64;

class CloudUnderFire {
 public:
  // Whom the calls are of from now on.
  void start_account() {
    caller_.account = AccountId{uint64_t(caller_.account) + 1};
    last_id_ = "vpc-00000000";
    Tickets tickets;
    auto made = cloud_->change_accounts(tickets, [&](AccountChange& change) -> Result<void> {
      change.transaction.add(change.plane.tables.accounts,
                             Account{.id = caller_.account, .is_operator = true});
      return {};
    });
    check(made.has_value(), "the account is made");
    simulated_.workers.advance(seconds(1));
  }

  void call(const contract::Action& action, const contract::Service& service, std::string json) {
    for (size_t at = 0; (at = json.find('$', at)) != json.npos; at += last_id_.size())
      json.replace(at, 1, last_id_);
    ApiCall call{.service = &service,
                 .action = &action,
                 .region = "ap-guangzhou",
                 .request_id = "r",
                 .payload = json,
                 .language = Language::kChinese,
                 .caller = caller_};
    bool answered = false;
    dispatcher_.dispatch(call, [&](const ApiOutcome& outcome) {
      answered = true;
      note_id(outcome.body);
    });
    simulated_.workers.advance(seconds(1));
    check(answered, "every call is answered");
  }

 private:
  void note_id(const std::string& reply) {
    boost::system::error_code problem;
    boost::json::parse(reply, problem);
    check(!problem, "a reply is JSON");
    size_t id = reply.find("Id\":\"");
    if (id == reply.npos) return;
    last_id_ = reply.substr(id + 5, reply.find('"', id + 5) - id - 5);
  }
  static std::unique_ptr<Cloud> open(Env env) {
    OpenStore open_store = [](std::string_view) -> Result<std::unique_ptr<Store>> {
      return std::make_unique<MemoryStore>();
    };
    OpenDriver open_driver = [env](const Region&) { return std::make_unique<SimDriver>(env); };
    return *Cloud::open(*Catalogue::built_in("2017"), env, open_store, open_driver);
  }

  SimulatedEnv simulated_;
  std::unique_ptr<Cloud> cloud_ = open(simulated_.env());
  Dispatcher dispatcher_{*cloud_};
  Caller caller_{.account = AccountId{0}, .user = 1, .is_operator = true};
  std::string last_id_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  // Making a cloud takes longer than all calls of an input.
  static std::unique_ptr<CloudUnderFire> cloud;
  static int inputs = 0;
  if (inputs++ % kInputsOfACloud == 0) cloud = std::make_unique<CloudUnderFire>();
  cloud->start_account();
  for (int calls = 0; calls < 8 && !input.empty(); ++calls) {
    std::string_view line = fuzz::take_line(input);
    size_t space = std::min(line.find(' '), line.size());
    std::string_view name = line.substr(0, space);
    const contract::Action* action = fuzz::find_action(name);
    if (!action) return -1;
    const contract::Service* service = contract::find_service(name.substr(0, name.find('.')));
    cloud->call(*action, *service, std::string(line.substr(std::min(space + 1, line.size()))));
  }
  return 0;
}
