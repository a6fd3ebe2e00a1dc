#include "actions/post.h"

#include <algorithm>
#include <optional>
#include <shared_mutex>

namespace terrane {

Post::Post(Cloud& cloud, RegionCell& sender)
    : cloud_(cloud),
      sender_(sender),
      worker_(cloud.env().workers.start("post", [this] { run(); })) {
  signal_->worker = worker_.get();
  sender_.mailbox.when_written([signal = signal_] { signal->wake(); });
  cloud_.links().when_changed([signal = signal_] { signal->wake(); });
  std::shared_lock reading(sender_.cell.lock());
  if (!sender_.mailbox.addressees().empty()) worker_->wake();
}

Post::~Post() {
  {
    std::lock_guard lock(signal_->mutex);
    signal_->worker = nullptr;
  }
  worker_.reset();
}

void Post::forget() {
  std::lock_guard lock(signal_->mutex);
  ++signal_->age;
  signal_->received.clear();
  if (signal_->worker) signal_->worker->wake();
}

// Forgets what belongs to letters of an earlier age.
void Post::grow_old() {
  std::lock_guard lock(signal_->mutex);
  if (age_ == signal_->age) return;
  age_ = signal_->age;
  again_.clear();
  arrivals_.clear();
}

// Whether letters may go out of the region, or into it.
bool Post::is_open(const RegionCell& region) const {
  return cloud_.door(region.index) == Transport::kReply && region.cell.commits().accepts();
}

void Post::run() {
  // Nothing leaves a region that a fault has, nor one that cannot note what it sent; being healed
  // wakes the post.
  if (!is_open(sender_)) return;
  std::shared_lock carrying(cloud_.mail(), std::try_to_lock);
  if (!carrying) return worker_->wake_at(sender_.cell.now() + kAgainAfter);  // all stands still
  grow_old();
  if (take_receipts()) return worker_->wake();
  Time now = sender_.cell.now();
  std::optional<std::string> chosen;
  std::vector<Letter> letters;
  {
    std::shared_lock reading(sender_.cell.lock());
    auto waiting = sender_.mailbox.addressees();
    if (waiting.empty()) return;
    CommitQueue& commits = sender_.cell.commits();
    if (commits.newest() > commits.durable())
      return commits.when_durable(commits.newest(), [signal = signal_](bool durable) {
        if (durable) signal->wake();
      });
    for (const std::string& to : waiting) {
      std::vector<Letter> arrived = letters_for(to, now);
      Time& again = again_[to];
      if (again > now) {
        worker_->wake_at(again);
      } else if (arrived.empty()) {
        continue;  // what keeps them wakes the post
      } else if (chosen) {
        worker_->wake();  // one at a time
      } else {
        again = now + kAgainAfter;
        worker_->wake_at(again);
        chosen = to;
        letters = std::move(arrived);
      }
    }
  }
  if (chosen) carry(*chosen, letters);
}

// The letters that the link lets the addressee have by now, oldest first.
std::vector<Letter> Post::letters_for(const std::string& to, Time now) {
  Link link = cloud_.links().between(sender_.cell.name(), to);
  if (link.cut) return {};
  std::vector<Letter> letters = sender_.mailbox.oldest(to, kLettersAtOnce);
  auto& arrivals = arrivals_[to];
  arrivals.erase(arrivals.begin(), arrivals.lower_bound(letters.front().number));
  size_t arrived = letters.size();
  for (size_t i = 0; i < letters.size(); ++i) {
    Time at = arrivals.emplace(letters[i].number, now + link.latency).first->second;
    if (at <= now) continue;
    arrived = std::min(arrived, i);
    worker_->wake_at(at);
  }
  letters.resize(arrived);
  return letters;
}

// Drops the letters whose addressees have them; false when there were none.
bool Post::take_receipts() {
  std::map<std::string, uint64_t> received;
  {
    std::lock_guard lock(signal_->mutex);
    received.swap(signal_->received);
  }
  if (received.empty()) return false;
  std::unique_lock writing(sender_.cell.lock());
  Transaction transaction;
  for (const auto& [to, number] : received) {
    sender_.mailbox.delivered(transaction, to, number);
    again_.erase(to);
  }
  sender_.cell.commit(transaction);
  return true;
}

void Post::carry(const std::string& to, const std::vector<Letter>& letters) {
  const Region* place = cloud_.catalogue().find_region(to);
  if (!place) return;
  auto addressee = cloud_.region(cloud_.catalogue().index_of(*place));
  if (!addressee || !is_open(**addressee)) return;
  uint64_t commit;
  {
    std::unique_lock writing((*addressee)->cell.lock());
    Transaction transaction;
    (*addressee)->mailbox.receive(transaction, sender_.cell.name(), letters);
    commit = (*addressee)->cell.commit(transaction);
  }
  (*addressee)
      ->cell.commits()
      .when_durable(commit, [&links = cloud_.links(), from = sender_.cell.name(), signal = signal_,
                             age = age_, to, up_to = letters.back().number](bool durable) {
        if (!durable || links.between(from, to).cut) return;  // without a receipt, they come again
        std::lock_guard lock(signal->mutex);
        if (age != signal->age) return;
        signal->received[to] = up_to;
        if (signal->worker) signal->worker->wake();
      });
}

}  // namespace terrane
