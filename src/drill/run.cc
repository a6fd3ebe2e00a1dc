#include "drill/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "drill/clients.h"
#include "drill/judgement.h"
#include "drill/length.h"
#include "drill/scratch_cloud.h"

namespace terrane::drill {
namespace {

constexpr ErrorKind kNotSetUp{"InvalidDrill", "{}:{}: {} was not answered as it should be: {}",
                              "{}:{}：{} 的应答与预期不符：{}"};

constexpr ErrorKind kGivenUp{"InternalError", "The drill was given up before its end.",
                             "演练在结束前被中止。"};

class Run {
 public:
  Run(const Drill& drill, const RunOptions& options, ScratchCloud& scratch)
      : drill_(drill), options_(options), scratch_(scratch), probe_(scratch.cloud(), names_) {
    outcome_.drill = drill;
    outcome_.seed = options.seed;
  }

  Result<void> set_up();
  Result<Outcome> go();

 private:
  Duration at() const { return scratch_.now() - start_; }
  // Calls, keeps what it saves, and lets the time pass that it asks for. Empty if it was answered
  // as it should be; else what was.
  std::string make(const ApiRequest& request);
  void note(Note::Kind kind, std::string_view subject, std::string_view text, bool detects = false);

  void happen(const Event& event);
  void check(size_t script);
  void act(const Script& script);
  void look();
  void look_at_states();
  void look_at_targets(const Clients& clients);
  void call_api(Clients& clients);
  void answer_for(const Assertion& assertion);
  Duration next_time() const;
  void finish();

  // How a script is getting on.
  struct Watching {
    Duration next;
    unsigned failures = 0;
    unsigned acted = 0;
  };
  // Calls of a load that have no answer yet.
  struct Waiting {
    Clients* clients;
    Duration sent;
    bool answered = false;
  };

  const Drill& drill_;
  const RunOptions& options_;
  ScratchCloud& scratch_;
  Names names_;
  ReachProbe probe_;
  Outcome outcome_;
  Time start_;
  std::vector<Clients> clients_;
  size_t events_done_ = 0;
  std::vector<Watching> watching_;
  std::vector<size_t> calls_due_;  // assertions about calls, in the order of their times
  size_t calls_done_ = 0;
  std::map<size_t, Judged> judged_;  // of those, by their places in the file
  std::vector<std::shared_ptr<Waiting>> waiting_;
  std::map<std::string, std::optional<std::string>> states_;
  std::map<std::string, bool> in_service_;  // by balancer and target
};

std::string Run::make(const ApiRequest& request) {
  ApiAnswer answer = scratch_.call(request, names_.fill_in(request.parameters));
  std::string problem;
  if (answer.code != request.refused)
    problem = answer.ok() ? "it was accepted" : answer.code + ": " + answer.message;
  for (const Saved& saved : request.saves) {
    const auto* value = find_in(answer.response, saved.path);
    if (value && !value->is_null()) {
      names_.save(saved.name, {*value, request.region, request.account});
    } else if (problem.empty()) {
      problem = "its reply has no " + saved.path;
    }
  }
  if (request.wait > Duration{}) scratch_.advance_to(scratch_.now() + request.wait);
  return problem;
}

Result<void> Run::set_up() {
  for (const auto& [name, is_operator] : drill_.accounts)
    CHECKED(scratch_.add_account(name, is_operator));
  std::set<std::string_view> accounts{kUser, kOperator};
  for (const auto& [name, is_operator] : drill_.accounts) accounts.insert(name);
  for (std::string_view name : accounts)
    names_.save("account." + std::string(name),
                {boost::json::string(std::to_string(uint64_t(scratch_.account(name)))), {}, {}});
  for (const ApiRequest& request : drill_.setup)
    if (std::string problem = make(request); !problem.empty())
      return refuse(kNotSetUp, drill_.file, std::to_string(request.line), request.action, problem);
  scratch_.advance_to(scratch_.now() + drill_.settle);
  return {};
}

// What happens to several at once is one note.
void Run::note(Note::Kind kind, std::string_view subject, std::string_view text, bool detects) {
  for (auto last = outcome_.notes.rbegin(); last != outcome_.notes.rend(); ++last) {
    if (last->at != at()) break;
    if (last->kind != kind || last->text != text || subject.empty()) continue;
    last->subjects += ", " + std::string(subject);
    return;
  }
  outcome_.notes.push_back({at(), kind, std::string(subject), std::string(text), false, detects});
  if (detects && outcome_.struck && !outcome_.detected) outcome_.detected = at() - *outcome_.struck;
}

void Run::happen(const Event& event) {
  if (event.strikes && !outcome_.struck) outcome_.struck = at();
  note(Note::Kind::kEvent, {}, event.text);
  outcome_.notes.back().strikes = event.strikes;
  std::string problem = make(event.call);
  if (problem.empty()) return;
  // A drill whose fault does not come about shows nothing.
  note(Note::Kind::kRefused, {}, "that did not work: " + problem);
  outcome_.assertions.push_back({event.text + " comes about", problem, false});
}

void Run::check(size_t number) {
  const Script& script = drill_.scripts[number];
  Watching& watching = watching_[number];
  watching.next = at() + script.interval;
  auto protocol = script.protocol == "UDP"    ? reach::Protocol::kUdp
                  : script.protocol == "ICMP" ? reach::Protocol::kIcmp
                                              : reach::Protocol::kTcp;
  Way way = probe_.look({script.from, script.to, protocol, script.port});
  if (way.broken.empty()) {
    watching.failures = 0;
    return;
  }
  if (++watching.failures < script.failures || watching.acted == script.times) return;
  watching.failures = 0;
  ++watching.acted;
  note(Note::Kind::kNoticed, script.name,
       fmt::format("{} did not answer {} times in a row; it acts", script.to, script.failures),
       true);
  act(script);
}

void Run::act(const Script& script) {
  for (const ApiRequest& call : script.calls) {
    std::string problem = make(call);
    note(Note::Kind::kNoticed, script.name,
         problem.empty() ? call.action + " is accepted" : call.action + ": " + problem);
  }
}

void Run::look() {
  for (Clients& clients : clients_) {
    bool had_turned = clients.has_turned();
    clients.look(probe_, at());
    if (clients.has_turned() != had_turned) {
      const Load& load = clients.load();
      note(Note::Kind::kNoticed, load.name,
           had_turned ? "back to " + load.to : "turn to " + load.fallback, !had_turned);
    }
    look_at_targets(clients);
  }
  look_at_states();
}

void Run::look_at_states() {
  for (const auto& [name, named] : names_.all()) {
    const auto* text = named.value.if_string();
    if (!text || names_.name_of(std::string_view(*text)) != name) continue;
    auto id = parse_any_id(std::string_view(*text));
    if (!id || (id->kind() != Kind::kInstance && id->kind() != Kind::kDatabase &&
                id->kind() != Kind::kLoadBalancer))
      continue;
    auto state = probe_.silence(name);
    auto [known, is_new] = states_.try_emplace(name, state);
    if (!is_new && known->second != state)
      note(Note::Kind::kSeen, name, !state ? "gone" : state->empty() ? "up again" : *state);
    known->second = state;
  }
}

void Run::look_at_targets(const Clients& clients) {
  for (const Backend& backend : clients.way().backends) {
    std::string id = to_text(backend.resource);
    std::string target(names_.name_of(id));
    auto [known, is_new] =
        in_service_.try_emplace(clients.load().to + "/" + target, backend.in_service);
    if (!is_new && known->second != backend.in_service)
      note(Note::Kind::kNoticed, target,
           fmt::format("{} by {}", backend.in_service ? "used again" : "no longer used",
                       clients.load().to),
           !backend.in_service);
    known->second = backend.in_service;
  }
}

void Run::call_api(Clients& clients) {
  const Load& load = clients.load();
  auto waiting = std::make_shared<Waiting>(&clients, clients.take_next());
  waiting_.push_back(waiting);
  scratch_.call(*load.call, names_.fill_in(load.call->parameters),
                [this, waiting](const ApiAnswer& answer) {
                  if (!waiting->clients) return;  // the drill has ended
                  const Load& load = waiting->clients->load();
                  Series& series = waiting->clients->series();
                  Duration took = at() - waiting->sent;
                  waiting->answered = true;
                  if (took >= load.patience) return series.lost(waiting->sent, "no answer in time");
                  if (!answer.ok()) return series.lost(waiting->sent, answer.code);
                  series.served(waiting->sent, took, took >= load.slow);
                });
  std::erase_if(waiting_, [](const auto& call) { return call->answered; });
}

void Run::answer_for(const Assertion& assertion) {
  Assertion expected = assertion;
  for (auto& [path, value] : expected.answers) value = names_.fill_in(value);
  const ApiRequest& call = *assertion.call;
  ApiAnswer answer = scratch_.call(call, names_.fill_in(call.parameters));
  judged_[size_t(&assertion - drill_.assertions.data())] = judge(expected, answer);
}

Duration Run::next_time() const {
  int64_t step = drill_.step.microseconds;
  Duration next{(at().microseconds / step + 1) * step};
  auto sooner = [&](Duration time) { next = std::min(next, std::max(time, at())); };
  if (events_done_ < drill_.events.size()) sooner(drill_.events[events_done_].at);
  for (const Watching& watching : watching_) sooner(watching.next);
  if (calls_done_ < calls_due_.size()) sooner(drill_.assertions[calls_due_[calls_done_]].at);
  for (const Clients& clients : clients_)
    if (clients.load().call && clients.next() < clients.load().end) sooner(clients.next());
  return std::min(next, drill_.length);
}

Result<Outcome> Run::go() {
  start_ = scratch_.now();
  clients_.reserve(drill_.loads.size());
  for (const Load& load : drill_.loads) clients_.emplace_back(load, options_.seed);
  for (const Script& script : drill_.scripts) watching_.push_back({script.interval});
  for (size_t i = 0; i < drill_.assertions.size(); ++i)
    if (drill_.assertions[i].call) calls_due_.push_back(i);
  std::ranges::stable_sort(calls_due_, {}, [&](size_t i) { return drill_.assertions[i].at; });
  Duration shown;
  while (true) {
    while (events_done_ < drill_.events.size() && drill_.events[events_done_].at <= at())
      happen(drill_.events[events_done_++]);
    for (size_t i = 0; i < watching_.size(); ++i)
      if (watching_[i].next <= at()) check(i);
    look();
    while (calls_done_ < calls_due_.size() && drill_.assertions[calls_due_[calls_done_]].at <= at())
      answer_for(drill_.assertions[calls_due_[calls_done_++]]);
    for (Clients& clients : clients_)
      if (clients.load().call)
        while (clients.next() <= at() && clients.next() < clients.load().end) call_api(clients);
    if (options_.watch && at() - shown >= options_.watch_every) {
      shown = at();
      outcome_.loads.clear();
      for (const Clients& clients : clients_) outcome_.loads.push_back(clients.series());
      options_.watch(outcome_, shown);
    }
    if (options_.goes_on && !options_.goes_on()) return refuse(kGivenUp);
    if (at() >= drill_.length) break;
    Duration next = next_time();
    for (Clients& clients : clients_)
      if (!clients.load().call) clients.send_until(next);
    if (options_.pace) options_.pace(next);
    scratch_.advance_to(start_ + next);
  }
  finish();
  return std::move(outcome_);
}

void Run::finish() {
  for (const auto& call : waiting_)
    if (!call->answered)
      std::exchange(call->clients, nullptr)->series().lost(call->sent, "no answer");
  outcome_.loads.clear();
  for (Clients& clients : clients_) {
    Series& series = clients.series();
    series.sort();
    for (const Outage& outage : series.outages())
      outcome_.notes.push_back(
          {outage.first, Note::Kind::kLost, series.name(),
           fmt::format("{} lost in {}: {}", outage.lost, text_of(outage.last - outage.first),
                       series.reasons()[outage.reason])});
    outcome_.loads.push_back(std::move(series));
  }
  std::ranges::stable_sort(outcome_.notes, {}, &Note::at);
  for (size_t i = 0; i < drill_.assertions.size(); ++i) {
    const Assertion& assertion = drill_.assertions[i];
    outcome_.assertions.push_back(assertion.call ? judged_.at(i) : judge(assertion, outcome_));
  }
}

}  // namespace

Result<Outcome> run(const Drill& drill, const RunOptions& options) {
  TRY(auto scratch, ScratchCloud::open({.catalogue = drill.catalogue,
                                        .changes = drill.catalogue_changes,
                                        .seed = options.seed,
                                        .instances_take = drill.instances_take}));
  Run run(drill, options, *scratch);
  CHECKED(run.set_up());
  return run.go();
}

}  // namespace terrane::drill
