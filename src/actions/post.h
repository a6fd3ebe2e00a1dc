// Carries one region's letters to the others (cell/mailbox.h): only durable ones, each until its
// addressee has it durably, and at most one cell at a time under a lock. A region that cannot be
// reached, be it down or its link cut (actions/links.h), is tried again; nobody else waits for it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "actions/cloud.h"

namespace terrane {

class Post {
 public:
  static constexpr Duration kAgainAfter = seconds(1);
  static constexpr size_t kLettersAtOnce = 64;

  // Before anything is written; letters of an earlier start are carried first.
  Post(Cloud& cloud, RegionCell& sender);
  ~Post();
  // The letters are no longer those that it knew. Called while nobody carries any.
  void forget();

 private:
  // Outlives the post in those who wait for a commit.
  struct Signal {
    std::mutex mutex;
    Worker* worker = nullptr;
    uint64_t age = 0;  // goes up when all that it knew is forgotten; older receipts are void
    std::map<std::string, uint64_t> received;  // by addressee: all up to this number
    void wake() {
      std::lock_guard lock(mutex);
      if (worker) worker->wake();
    }
  };

  bool is_open(const RegionCell& region) const;
  void run();
  bool take_receipts();
  std::vector<Letter> letters_for(const std::string& to, Time now);
  void carry(const std::string& to, const std::vector<Letter>& letters);

  void grow_old();

  Cloud& cloud_;
  RegionCell& sender_;
  uint64_t age_ = 0;                   // the worker's own, as what follows
  std::map<std::string, Time> again_;  // the worker's own: when an addressee is to be tried again
  // The worker's own: when the letters to an addressee, by number, are at the other end of a slow
  // link.
  std::map<std::string, std::map<uint64_t, Time>> arrivals_;
  std::shared_ptr<Signal> signal_ = std::make_shared<Signal>();
  std::unique_ptr<Worker> worker_;
};

}  // namespace terrane
