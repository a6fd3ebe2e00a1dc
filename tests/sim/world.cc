#include "sim/world.h"

#include "contract/document.h"
#include "driver/sim/sim_driver.h"

namespace terrane::sim {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) impossible(result.error().message(Language::kEnglish));
  return std::move(*result);
}

}  // namespace

// Zones so small that they fill up, and limits so low that they are met.
constexpr std::string_view kSmallCloud = R"(
name = "simulation"
include = ["2017.toml"]
[hosts]
racks = 2
switches_per_rack = 1
hosts_per_switch = 2
cores = 12
memory_gib = 24
local_disk_gib = 200
[limits]
vpcs = 8
subnets_per_vpc = 6
security_groups = 9
key_pairs_in_all_regions = 6
placement_groups = 4
postpaid_instances_per_zone = 16
databases = 12
caches = 6
images = 5
snapshots = 12
[durations]
snapshot_ms_per_gib = 20
image_ms = 500
copy_ms_per_gib = 40
)";

// Machines take their time, so that calls meet instances on their way; in some runs none.
SimDurations durations_from(Random& random) {
  SimDurations durations;
  if (random.below(3) > 0)
    for (Duration& duration : durations.of_task)
      duration = milliseconds(int64_t(random.below(8000)));
  return durations;
}

World::World(uint64_t seed)
    : simulated_(seed), choices_(seed ^ 0x5bd1e995cafef00d), durations_(durations_from(choices_)) {}

World::~World() {
  checkers_.clear();
  stop(End::kCrash);
}

Result<std::unique_ptr<Store>> World::open_store(std::string_view cell) {
  opening_.emplace_back(cell);
  return disk(cell).open();
}

FaultyDisk& World::disk(std::string_view cell) {
  auto found = disks_.find(cell);
  if (found == disks_.end())
    found = disks_.emplace(std::string(cell), std::make_unique<FaultyDisk>()).first;
  return *found->second;
}

void World::start() {
  Catalogue catalogue = must(
      Catalogue::parse({"simulation.toml", std::string(kSmallCloud)}, built_in_catalogue_files()));
  cloud_ = must(Cloud::open(
      std::move(catalogue), simulated_.env(),
      [this](std::string_view cell) { return open_store(cell); },
      [this](const Region&) { return std::make_unique<SimDriver>(simulated_.env(), durations_); }));
  dispatcher_ = std::make_unique<Dispatcher>(*cloud_);
  note_opened_cells();
}

void World::stop(End end) {
  if (end == End::kCrash)
    for (auto& [name, disk] : disks_) disk->crash();
  open_.clear();
  dispatcher_.reset();
  cloud_.reset();
  if (under_way_ > 0) complain("a call was never answered, though the process ended");
  for (Checker* checker : checkers_) checker->stopped();
}

void World::note_opened_cells() {
  for (std::string& name : std::exchange(opening_, {})) {
    if (name == "account") {
      open_[name] = {&cloud_->accounts().cell, nullptr};
    } else {
      const Region* region = cloud_->catalogue().find_region(name);
      RegionCell* cell = must(cloud_->region(cloud_->catalogue().index_of(*region)));
      open_[name] = {&cell->cell, cell};
    }
    for (Checker* checker : checkers_) checker->opened(*open_[name].cell);
  }
}

void World::call(ClientCall call, OnAnswer on_answer) {
  if (!dispatcher_) return;  // made of an answer that came as the process ended: nobody takes it
  const contract::Service* service = contract::find_service(call.service);
  const contract::Action* action = service ? contract::find_action(*service, call.action) : nullptr;
  check(action != nullptr, "the workload calls actions of the contract");
  call.number = ++calls_;
  mix(call.json);
  for (Checker* checker : checkers_) checker->sent(call);
  ++under_way_;
  std::string request_id = "request-" + std::to_string(call.number);
  ApiCall api_call{.service = service,
                   .action = action,
                   .region = call.region,
                   .request_id = request_id,
                   .payload = call.json,
                   .language = Language::kEnglish,
                   .caller = {.account = call.account,
                              .user = uint64_t(call.account),
                              .is_operator = call.is_operator}};
  dispatcher_->dispatch(api_call, [this, call, on_answer](const ApiOutcome& outcome) {
    answer(call, outcome, on_answer);
  });
  stepped(&call);
}

void World::answer(const ClientCall& call, const ApiOutcome& outcome, const OnAnswer& on_answer) {
  note_opened_cells();  // a region may have been opened to be found unreachable
  --under_way_;
  mix(outcome.body);
  Answer answer{.outcome = Outcome::kAccepted, .code = std::string(outcome.code), .reply = {}};
  boost::json::object reply = boost::json::parse(outcome.body).at("Response").as_object();
  if (answer.code.empty()) {
    answer.reply = std::move(reply);
  } else {
    answer.outcome = answer.code == "InternalError" ? Outcome::kUnknown : Outcome::kRefused;
  }
  on_answer(answer);
  for (Checker* checker : checkers_) checker->answered(call, answer);
}

// Another number whenever a cell has committed something, made it durable or failed to, and
// whenever a disk broke or works again.
uint64_t World::moment() const {
  uint64_t moment = 14695981039346656037ull;
  auto add = [&](uint64_t number) { moment = (moment ^ number) * 1099511628211ull; };
  for (const auto& [name, open] : open_) {
    const CommitQueue& commits = open.cell->commits();
    add(commits.newest());
    add(commits.durable());
    add(commits.failed());
  }
  for (const auto& [name, disk] : disks_) add(disk->down());
  return moment;
}

// Most runs of workers find nothing to do yet, and leave nothing new to look at.
void World::stepped(const ClientCall* call) {
  note_opened_cells();
  if (uint64_t last = std::exchange(moment_, moment()); !call && moment_ == last) return;
  for (Checker* checker : checkers_) checker->stepped(call);
}

bool World::run_worker() {
  if (!simulated_.workers.run_next()) return false;
  stepped(nullptr);
  return true;
}

void World::advance(Duration length) {
  Time end = now() + length;
  while (run_worker()) {
  }
  for (auto due = simulated_.workers.next_due(); due && *due <= end;
       due = simulated_.workers.next_due()) {
    simulated_.clock.move_to(*due);
    while (run_worker()) {
    }
  }
  simulated_.clock.move_to(end);
}

// What a slow zone or store is asked is answered after that time at the latest; and the answer may
// be followed by another call, so many times.
constexpr Duration kLongestDelay = seconds(10);
constexpr int kLongestChain = 10;

void World::settle() {
  while (run_worker()) {
  }
  for (int i = 0; i < kLongestChain && under_way_ > 0; ++i) advance(kLongestDelay);
  if (under_way_ > 0) complain("a call was never answered, though no worker has anything to do");
}

void World::rest(bool healed) {
  constexpr int kRounds = 5;  // what one letter leads to may take another
  for (int round = 0; round < kRounds; ++round) advance(seconds(60));
  settle();
  for (auto& [name, open] : open_)
    if (disk(name).down()) return;
  for (Checker* checker : checkers_) checker->rested();
  if (!healed) return;
  for (Checker* checker : checkers_) checker->healed();
}

void World::mix(std::string_view bytes) {
  for (unsigned char byte : bytes) digest_ = (digest_ ^ byte) * 1099511628211ull;
}

}  // namespace terrane::sim
