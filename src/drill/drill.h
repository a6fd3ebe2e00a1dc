// A drill as its file says it: what to build, who uses it, what happens when, and what must hold.
// Plain values; docs/guides/drills.md describes the file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace terrane::drill {

// The account whose calls need no name, and the one that may call operators' actions.
inline constexpr std::string_view kUser = "user";
inline constexpr std::string_view kOperator = "operator";

// A part of a reply, kept under a name that later parameters use as "$name".
struct Saved {
  std::string name;
  std::string path;  // "Vpc.VpcId", "InstanceIdSet.0"; "InstanceIdSet": all of a list
};

// A public API call.
struct ApiRequest {
  std::string service;
  std::string action;
  std::string region;  // empty: none
  std::string account = std::string(kUser);
  std::string parameters = "{}";  // JSON
  std::vector<Saved> saves;
  std::string refused;  // the code that it must be refused with; empty: it must be accepted
  Duration wait;        // how much time passes after it
  unsigned line = 0;    // of the file
};

// Clients that ask for something at a steady rate: by the network or, with `call`, the API.
struct Load {
  std::string name;
  double rate = 0;  // requests per second
  std::string from, to;
  uint16_t port = 0;  // 0: a balancer's own
  std::string protocol = "TCP";
  std::string fallback;     // whom clients turn to when `to` has not answered
  Duration fallback_after;  // for so long
  std::optional<ApiRequest> call;
  Duration latency;   // of an answer, while nothing adds to it
  Duration slow;      // an answer that takes longer is slow
  Duration patience;  // without an answer till then, a request is lost
  Duration start, end;
};

// Something that happens at a time.
struct Event {
  Duration at;
  std::string text;  // what the timeline calls it
  ApiRequest call;
  bool strikes = false;  // from the first of them, detection and recovery are counted
};

// What a user would run beside a service: checks that something can be reached and, when it could
// not so many times in a row, calls the API.
struct Script {
  std::string name;
  std::string from, to;
  uint16_t port = 0;
  std::string protocol = "TCP";
  Duration interval;
  unsigned failures = 0;
  unsigned times = 1;  // that it acts
  std::vector<ApiRequest> calls;
};

enum class Measure : uint8_t {
  kAvailability,  // percent served, at least `limit`
  kUnavailable,   // percent served, at most `limit`: that a fault does strike
  kRecovery,      // from the first strike until nothing is lost any more, at most `limit` µs
  kDetection,     // from the first strike until a check or a script notices, at most `limit` µs
  kLost,          // requests, at most `limit`
  kOnlyWithin,    // nothing is lost outside the window
  kP99,           // at most `limit` µs
  kUndisturbed,   // p99 of the window, at most `limit` percent above that before the first strike
  kCall,          // `call` at `at` answers as it says
};

struct Assertion {
  Measure measure = Measure::kAvailability;
  std::string text;  // what the file says it is for; empty: the measure says it
  std::string load;  // empty where none is needed
  double limit = 0;
  std::optional<Duration> from;  // where the window begins
  Duration until;                // and ends
  std::optional<ApiRequest> call;
  Duration at;
  std::map<std::string, std::string> answers;  // path to JSON value
  unsigned line = 0;
};

struct Drill {
  std::string file;   // as it was named
  std::string name;   // the file's, without folder and ending
  std::string title;  // one line
  std::string about;
  Duration length;
  Duration step;    // how often what clients meet is looked at
  Duration settle;  // how much time passes between set-up and the start
  std::string catalogue = "2017";
  std::string catalogue_changes;         // TOML over it
  Duration instances_take;               // to boot, stop, …
  std::map<std::string, bool> accounts;  // besides those there always are; whether an operator's
  std::vector<ApiRequest> setup;
  std::vector<Load> loads;
  std::vector<Event> events;  // in the order of their times
  std::vector<Script> scripts;
  std::vector<Assertion> assertions;
};

}  // namespace terrane::drill
