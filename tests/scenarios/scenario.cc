#include "scenarios/scenario.h"

#include <gtest/gtest.h>

#include <set>

#include "actions/cloud.h"
#include "actions/dispatcher.h"
#include "base/uuid.h"
#include "env/simulated/simulated_env.h"
#include "store/faulty/faulty_store.h"

namespace terrane {
namespace {

std::string difference(const Scenario::Dump& before, const Scenario::Dump& after) {
  std::string text;
  for (const auto& [key, value] : after) {
    auto found = before.find(key);
    if (found == before.end()) text += "\n  added " + key;
    if (found != before.end() && found->second != value) text += "\n  changed " + key;
  }
  for (const auto& [key, value] : before)
    if (!after.contains(key)) text += "\n  removed " + key;
  return text;
}

// The value of what a scenario cannot go on without.
template <class T>
T must(Result<T> result) {
  if (!result) impossible(result.error().message(Language::kEnglish));
  return std::move(*result);
}

}  // namespace

Json Json::operator[](std::string_view member) const {
  if (const auto* object = value_.if_object())
    if (const auto* found = object->if_contains(member)) return Json(*found);
  ADD_FAILURE() << "no member " << member << " in " << *this;
  return Json(nullptr);
}

Json Json::operator[](size_t index) const {
  if (const auto* array = value_.if_array())
    if (index < array->size()) return Json((*array)[index]);
  ADD_FAILURE() << "no element " << index << " in " << *this;
  return Json(nullptr);
}

size_t Json::size() const {
  if (const auto* array = value_.if_array()) return array->size();
  ADD_FAILURE() << "not a list: " << *this;
  return 0;
}

std::string Json::text() const {
  if (const auto* string = value_.if_string()) return std::string(*string);
  ADD_FAILURE() << "not a text: " << *this;
  return {};
}

int64_t Json::number() const {
  boost::system::error_code problem;
  int64_t number = value_.to_number<int64_t>(problem);
  if (problem) ADD_FAILURE() << "not a whole number: " << *this;
  return problem ? 0 : number;
}

bool Json::truth() const {
  if (const bool* truth = value_.if_bool()) return *truth;
  ADD_FAILURE() << "neither true nor false: " << *this;
  return false;
}

bool Json::operator==(std::string_view other) const {
  return value_.is_string() && value_.get_string() == other;
}
bool Json::operator==(int64_t other) const {
  return value_.is_number() && value_.to_number<double>() == double(other);
}
bool Json::operator==(bool other) const {
  return value_.is_bool() && value_.get_bool() == other;
}

std::ostream& operator<<(std::ostream& out, const Json& json) {
  return out << boost::json::serialize(json.value_);
}

Reply::Reply(std::string_view body, Transport transport)
    : response_(nullptr), transport_(transport) {
  boost::system::error_code problem;
  boost::json::value parsed = boost::json::parse(body, problem);
  if (problem) ADD_FAILURE() << "not JSON: " << body;
  response_ = Json(parsed)["Response"];
}

std::string Reply::code() const {
  const auto* error = response_.value().as_object().if_contains("Error");
  return error ? Json(*error)["Code"].text() : std::string();
}

std::string Reply::message() const {
  return ok() ? "" : response_["Error"]["Message"].text();
}

Json Reply::operator[](std::string_view member) const {
  expect_ok();
  return response_[member];
}

Reply Pending::reply() const {
  if (answered()) return **reply_;
  ADD_FAILURE() << "a call is not answered yet";
  return Reply(R"({"Response":{"Error":{"Code":"Unanswered","Message":""}}})");
}

void Reply::expect_ok() const {
  EXPECT_EQ(code(), "") << message();
}

std::string Reply::expect_error(std::string_view code) const {
  EXPECT_EQ(this->code(), code) << response_;
  return message();
}

Client Client::as(AccountId account) const {
  Client other = *this;
  other.account_ = account;
  return other;
}

Client Client::in(std::string_view region) const {
  Client other = *this;
  other.region_ = region;
  return other;
}

Client Client::by_endpoint_of(std::string_view region) const {
  Client other = *this;
  other.entry_ = region;
  return other;
}

Client Client::speaking(Language language) const {
  Client other = *this;
  other.language_ = language;
  return other;
}

struct Scenario::State {
  explicit State(Options options) : options(std::move(options)), simulated(this->options.seed) {
    start();
  }
  void start();
  Dump dump();
  Pending dispatch(const ApiCall& call);

  Options options;
  SimulatedEnv simulated;
  std::map<std::string, FaultyDisk, std::less<>> disks;
  std::unique_ptr<Cloud> cloud;
  std::unique_ptr<Dispatcher> dispatcher;
  // Who has called a region: the first call there makes what every account finds.
  std::set<std::pair<AccountId, std::string>> known;
  uint64_t calls = 0;
};

Reply Client::call(std::string_view service, std::string_view action,
                   const Parameters& parameters) const {
  Pending call = begin(service, action, parameters);
  cloud_->wait_for(call);
  return call.reply();
}

// What is slow is waited for, as its client does.
void Scenario::wait_for(const Pending& call) {
  auto& workers = state_->simulated.workers;
  while (auto due = call.answered() ? std::nullopt : workers.next_due())
    workers.advance(*due - state_->simulated.clock.now());
  check(call.answered(), "a call is answered");
}

Pending Client::begin(std::string_view service, std::string_view action,
                      const Parameters& parameters) const {
  const contract::Service* the_service = contract::find_service(service);
  const contract::Action* the_action =
      the_service ? contract::find_action(*the_service, action) : nullptr;
  check(the_action != nullptr, "a scenario calls actions of the contract");
  Scenario::State& state = *cloud_->state_;
  std::string request_id = to_text(Uuid{.high = 1, .low = ++state.calls});
  return state.dispatch({.service = the_service,
                         .action = the_action,
                         .region = region_,
                         .entry = entry_,
                         .request_id = request_id,
                         .payload = parameters.json(),
                         .language = language_,
                         .caller = {.account = account_,
                                    .app_id = 1250000000 + uint64_t(account_) % 100,
                                    .user = uint64_t(account_),
                                    .is_operator = account_ == kOperator}});
}

Scenario::Scenario(Options options) : state_(std::make_unique<State>(std::move(options))) {
  Tickets tickets;
  auto added = cloud().change_accounts(tickets, [&](AccountChange& change) {
    for (auto [id, name] : {std::pair(kAlice, "alice"), {kBob, "bob"}, {kOperator, "operator"}})
      change.transaction.add(change.plane.tables.accounts,
                             Account{.id = id,
                                     .app_id = 1250000000 + uint64_t(id) % 100,
                                     .name = name,
                                     .created = change.now,
                                     .is_operator = id == kOperator});
    return Result<void>();
  });
  check(added.has_value(), "a scenario's accounts are made");
  state_->simulated.workers.run_until_idle();
}

Scenario::~Scenario() = default;

void Scenario::State::start() {
  auto open_store = [this](std::string_view cell) -> Result<std::unique_ptr<Store>> {
    return disks[std::string(cell)].open();
  };
  auto open_driver = [this](const Region&) -> std::unique_ptr<Driver> {
    return std::make_unique<SimDriver>(simulated.env(), options.durations);
  };
  std::string text =
      "name = \"scenario\"\ninclude = [\"" + options.catalogue + ".toml\"]\n" + options.changes;
  Catalogue catalogue = must(Catalogue::parse({"scenario.toml", text}, built_in_catalogue_files()));
  Env env = simulated.env();
  if (options.test_clock) env.test_clock = &simulated.test_clock;
  cloud = must(Cloud::open(std::move(catalogue), env, open_store, open_driver));
  dispatcher = std::make_unique<Dispatcher>(*cloud);
}

void Scenario::restart() {
  state_->dispatcher.reset();
  state_->cloud.reset();
  state_->start();
}

void Scenario::advance(Duration length) {
  state_->simulated.workers.advance(length);
}

Time Scenario::now() const {
  return state_->simulated.clock.now();
}

FaultyDisk& Scenario::disk(std::string_view cell) {
  return state_->disks[std::string(cell)];
}

Cloud& Scenario::cloud() {
  return *state_->cloud;
}

RegionCell& Scenario::region(std::string_view name) {
  const Region* region = cloud().catalogue().find_region(name);
  check(region != nullptr, "a scenario's regions are in its catalogue");
  return *must(cloud().region(cloud().catalogue().index_of(*region)));
}

Scenario::Dump Scenario::dump() {
  return state_->dump();
}

Scenario::Dump Scenario::State::dump() {
  Dump dump;
  auto add = [&](const Cell& cell) {
    for (const TableBase* table : cell.tables())
      table->dump([&](std::string_view key, std::string_view value) {
        dump.emplace(cell.name() + "/" + std::string(table->name()) + "/" + std::string(key),
                     value);
      });
  };
  add(cloud->accounts().cell);
  const Catalogue& catalogue = cloud->catalogue();
  for (const Region& place : catalogue.regions())
    if (auto region = cloud->region(catalogue.index_of(place))) add((*region)->cell);
  return dump;
}

Pending Scenario::State::dispatch(const ApiCall& call) {
  bool is_known = !known.insert({call.caller.account, std::string(call.region)}).second;
  Dump before = is_known ? dump() : Dump();
  auto reply = std::make_shared<std::optional<Reply>>();
  dispatcher->dispatch(
      call, [reply](ApiOutcome outcome) { reply->emplace(outcome.body, outcome.transport); });
  simulated.workers.run_until_idle();
  if (!*reply) return Pending(reply);
  // A store that fails leaves its cell with what was never acknowledged, for nobody to see: whether
  // it is there is known when it is opened again.
  if (is_known && !(*reply)->ok() && (*reply)->code() != "InternalError") {
    std::string changes = difference(before, dump());
    EXPECT_EQ(changes, "") << call.action->name << " was refused with " << (*reply)->code()
                           << " and yet changed something";
  }
  return Pending(reply);
}

}  // namespace terrane
