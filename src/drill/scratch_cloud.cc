#include "drill/scratch_cloud.h"

#include "base/uuid.h"
#include "driver/sim/sim_driver.h"
#include "store/memory/memory_store.h"

namespace terrane::drill {
namespace {

namespace json = boost::json;

constexpr ErrorKind kNoAccount{"InternalError", "The account {} could not be made: {}",
                               "无法创建账号 {}：{}"};
constexpr AccountId kFirstOperator{100000000009};

ApiAnswer read_answer(std::string_view body) {
  ApiAnswer answer;
  boost::system::error_code problem;
  json::value parsed = json::parse(json::string_view(body), problem);
  check(!problem && parsed.is_object(), "a reply is JSON");
  answer.response = parsed.at("Response");
  if (const json::value* error = answer.response.as_object().if_contains("Error")) {
    answer.code = error->at("Code").as_string();
    answer.message = error->at("Message").as_string();
  }
  return answer;
}

}  // namespace

ScratchCloud::ScratchCloud(const Options& options) : options_(options), simulated_(options.seed) {}

ScratchCloud::~ScratchCloud() = default;

Result<std::unique_ptr<ScratchCloud>> ScratchCloud::open(const Options& options) {
  std::unique_ptr<ScratchCloud> scratch(new ScratchCloud(options));
  CHECKED(scratch->start());
  return scratch;
}

Result<void> ScratchCloud::start() {
  auto open_store = [](std::string_view) -> Result<std::unique_ptr<Store>> {
    return std::make_unique<MemoryStore>();
  };
  SimDurations durations;
  durations.of_task.fill(options_.instances_take);
  auto open_driver = [this, durations](const Region&) -> std::unique_ptr<Driver> {
    return std::make_unique<SimDriver>(simulated_.env(), durations);
  };
  std::string text =
      "name = \"drill\"\ninclude = [\"" + options_.catalogue + ".toml\"]\n" + options_.changes;
  TRY(Catalogue catalogue,
      Catalogue::parse({"catalogue_changes", text}, built_in_catalogue_files()));
  TRY(cloud_, Cloud::open(std::move(catalogue), simulated_.env(), open_store, open_driver));
  dispatcher_ = std::make_unique<Dispatcher>(*cloud_);
  CHECKED(add_first_operator());
  CHECKED(add_account(std::string(kUser), false));
  return cloud_->open_all();
}

// A cloud's first operator is made with the cloud; all others are made by calls of one.
Result<void> ScratchCloud::add_first_operator() {
  Caller caller{.account = kFirstOperator,
                .app_id = 1250000009,
                .user = uint64_t(kFirstOperator),
                .is_operator = true};
  Tickets tickets;
  auto add = [&](AccountChange& change) {
    change.transaction.add(change.plane.tables.accounts, Account{.id = caller.account,
                                                                 .app_id = caller.app_id,
                                                                 .name = std::string(kOperator),
                                                                 .created = change.now,
                                                                 .is_operator = true});
    return Result<void>();
  };
  CHECKED(cloud_->change_accounts(tickets, add));
  simulated_.workers.run_until_idle();
  accounts_.emplace(kOperator, caller);
  return {};
}

Result<void> ScratchCloud::add_account(const std::string& name, bool is_operator) {
  ApiRequest request{.service = "terrane", .action = "CreateAccount"};
  request.account = kOperator;
  ApiAnswer made =
      call(request, json::serialize(json::object{{"Name", name}, {"Operator", is_operator}}));
  if (!made.ok()) return refuse(kNoAccount, name, made.message);
  const json::value& account = made.response.at("Account");
  auto uin = account.at("Uin").to_number<uint64_t>();
  accounts_.insert_or_assign(name, Caller{.account = AccountId{uin},
                                          .app_id = account.at("AppId").to_number<uint64_t>(),
                                          .user = uin,
                                          .is_operator = is_operator});
  return {};
}

AccountId ScratchCloud::account(std::string_view name) const {
  auto found = accounts_.find(name);
  return found == accounts_.end() ? AccountId::kNone : found->second.account;
}

void ScratchCloud::advance_to(Time time) {
  simulated_.workers.advance(time - now());
}

void ScratchCloud::call(const ApiRequest& request, std::string_view parameters, Answered answered) {
  const contract::Service* service = contract::find_service(request.service);
  const contract::Action* action =
      service ? contract::find_action(*service, request.action) : nullptr;
  check(action != nullptr, "a drill calls actions of the contract");
  std::string request_id = to_text(Uuid{.high = 1, .low = ++calls_});
  dispatcher_->dispatch({.service = service,
                         .action = action,
                         .region = request.region,
                         .request_id = request_id,
                         .payload = parameters,
                         .caller = accounts_.find(request.account)->second},
                        [answered = std::move(answered)](ApiOutcome outcome) {
                          answered(read_answer(outcome.body));
                        });
  simulated_.workers.run_until_idle();
}

ApiAnswer ScratchCloud::call(const ApiRequest& request, std::string_view parameters) {
  auto answer = std::make_shared<std::optional<ApiAnswer>>();
  call(request, parameters, [answer](const ApiAnswer& given) { *answer = given; });
  Time end = now() + kPatience;
  while (!*answer) {
    auto due = simulated_.workers.next_due();
    if (!due || *due > end) break;
    advance_to(*due);
  }
  if (*answer) return **answer;
  return {.response = {}, .code = "Unanswered", .message = "There is no answer."};
}

}  // namespace terrane::drill
