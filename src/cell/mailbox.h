// Letters between cells (D3): the one way in which a change in one cell leads to one in another.
//
// A letter is written in the transaction that makes it necessary. Once that is durable, the post
// (actions/post.h) carries it, as often as it takes, in order for each addressee; the addressee
// acts on it and notes its number in one transaction, so that it acts once. Nobody waits: an answer
// is a letter back.
//
// A message is a struct with a permanent name and fields (base/fields.h):
//   struct CopyImage { static constexpr std::string_view kTopic = "copy-image"; …kFields };
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cell/cell.h"

namespace terrane {

// Kept by its sender until the addressee has it.
struct Letter {
  static constexpr std::string_view kTable = "letter";
  using Key = std::string;

  std::string id;       // to/number
  std::string to;       // the addressee's cell
  uint64_t number = 0;  // 1, 2, 3, … for each addressee
  std::string topic;    // of the message
  std::string body;     // the message, as MessagePack

  static constexpr auto kFields = [] {
    return std::tuple(named("to", &Letter::to), named("number", &Letter::number),
                      named("topic", &Letter::topic), named("body", &Letter::body));
  };
};

// How far two cells got with each other.
struct Correspondent {
  static constexpr std::string_view kTable = "correspondent";
  using Key = std::string;

  std::string id;         // the other cell
  uint64_t written = 0;   // the number of the newest letter to it
  uint64_t received = 0;  // and of its newest that was acted on

  static constexpr auto kFields = [] {
    return std::tuple(named("written", &Correspondent::written),
                      named("received", &Correspondent::received));
  };
};

extern template class Table<Letter>;
extern template class Table<Correspondent>;

class Mailbox {
 public:
  // Before the cell is opened.
  explicit Mailbox(Cell& cell);

  // `act(transaction, from, message)` is called under the cell's lock. It cannot refuse: what the
  // sender should know goes back by letter. Topics are named before the cell is opened.
  template <class Message>
  void on(std::function<void(Transaction&, std::string_view from, const Message&)> act) {
    acts_[Message::kTopic] = [act = std::move(act)](Transaction& transaction, std::string_view from,
                                                    std::string_view body) {
      Message message;
      check(message_pack::decode(body, message), "a letter can be read");
      act(transaction, from, message);
    };
  }

  template <class Message>
  void send(Transaction& transaction, std::string_view to, const Message& message) {
    std::string body;
    message_pack::encode(message, body);
    send(transaction, to, Message::kTopic, std::move(body));
  }

  // For the post. Under the cell's lock: who is written to, and the oldest letters for one of them.
  std::vector<std::string> addressees() const;
  std::vector<Letter> oldest(const std::string& to, size_t most) const;
  // In a transaction of the addressee's: acts on those it has not had yet.
  void receive(Transaction& transaction, std::string_view from, const std::vector<Letter>& letters);
  // In a transaction of the sender's: the addressee has all letters up to this number.
  void delivered(Transaction& transaction, const std::string& to, uint64_t up_to);
  // `call` is called, under the cell's lock, whenever a letter was written.
  void when_written(std::function<void()> call) { written_ = std::move(call); }

 private:
  void send(Transaction& transaction, std::string_view to, std::string_view topic,
            std::string body);

  void note(Transaction& transaction, std::string_view other, uint64_t Correspondent::*counter,
            uint64_t number);

  Table<Letter> letters_;
  Table<Correspondent> correspondents_;
  std::map<std::string, std::map<uint64_t, const Letter*>> waiting_;  // by addressee and number
  using Act = std::function<void(Transaction&, std::string_view from, std::string_view body)>;
  std::map<std::string_view, Act> acts_;
  std::function<void()> written_;
};

}  // namespace terrane
