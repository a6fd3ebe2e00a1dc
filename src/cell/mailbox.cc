#include "cell/mailbox.h"

namespace terrane {

template class Table<Letter>;
template class Table<Correspondent>;

Mailbox::Mailbox(Cell& cell) : letters_(cell.ledger()), correspondents_(cell.ledger()) {
  cell.attach(letters_);
  cell.attach(correspondents_);
  letters_.observe([this](const Letter* before, const Letter* after) {
    if (before) {
      auto& waiting = waiting_[before->to];
      waiting.erase(before->number);
      if (waiting.empty()) waiting_.erase(before->to);
    }
    if (after) waiting_[after->to].emplace(after->number, after);
    if (after && written_) written_();
  });
}

void Mailbox::send(Transaction& transaction, std::string_view to, std::string_view topic,
                   std::string body) {
  const Correspondent* known = correspondents_.find(std::string(to));
  uint64_t number = (known ? known->written : 0) + 1;
  note(transaction, to, &Correspondent::written, number);
  transaction.add(letters_, Letter{.id = std::string(to) + "/" + std::to_string(number),
                                   .to = std::string(to),
                                   .number = number,
                                   .topic = std::string(topic),
                                   .body = std::move(body)});
}

std::vector<std::string> Mailbox::addressees() const {
  std::vector<std::string> names;
  for (const auto& [name, letters] : waiting_) names.push_back(name);
  return names;
}

std::vector<Letter> Mailbox::oldest(const std::string& to, size_t most) const {
  std::vector<Letter> letters;
  auto waiting = waiting_.find(to);
  if (waiting == waiting_.end()) return letters;
  for (const auto& [number, letter] : waiting->second) {
    if (letters.size() == most) break;
    letters.push_back(*letter);
  }
  return letters;
}

void Mailbox::receive(Transaction& transaction, std::string_view from,
                      const std::vector<Letter>& letters) {
  const Correspondent* known = correspondents_.find(std::string(from));
  uint64_t received = known ? known->received : 0;
  for (const Letter& letter : letters) {
    if (letter.number <= received) continue;
    check(letter.number == received + 1, "letters come in order");
    auto act = acts_.find(letter.topic);
    check(act != acts_.end(), "every topic is acted on");
    act->second(transaction, from, letter.body);
    note(transaction, from, &Correspondent::received, received = letter.number);
  }
}

void Mailbox::delivered(Transaction& transaction, const std::string& to, uint64_t up_to) {
  auto waiting = waiting_.find(to);
  if (waiting == waiting_.end()) return;
  std::vector<std::string> had;
  for (const auto& [number, letter] : waiting->second)
    if (number <= up_to) had.push_back(letter->id);
  for (const std::string& id : had) transaction.remove(letters_, id);
}

void Mailbox::note(Transaction& transaction, std::string_view other,
                   uint64_t Correspondent::*counter, uint64_t number) {
  std::string id(other);
  if (!correspondents_.find(id)) transaction.add(correspondents_, Correspondent{.id = id});
  transaction.change(correspondents_, id,
                     [&](Correspondent& changed) { changed.*counter = number; });
}

}  // namespace terrane
