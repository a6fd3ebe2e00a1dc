// A letter is acted on once and in order, however often it is carried, and whatever restarts.
#include "cell/mailbox.h"

#include <gtest/gtest.h>

#include "env/simulated/simulated_env.h"
#include "store/memory/memory_store.h"

namespace terrane {
namespace {

struct Greeting {
  static constexpr std::string_view kTopic = "greeting";
  std::string words;
  static constexpr auto kFields = [] { return std::tuple(named("words", &Greeting::words)); };
};

// A cell, and what it was told.
class Office {
 public:
  Office(std::string name, SimulatedEnv& simulated)
      : name_(std::move(name)), simulated_(simulated) {
    restart();
  }
  void restart() {
    mailbox_.reset();
    cell_.reset();
    cell_ = std::make_unique<Cell>(name_, simulated_.env(), std::make_unique<MemoryStore>(disk_));
    mailbox_ = std::make_unique<Mailbox>(*cell_);
    mailbox_->on<Greeting>([this](Transaction&, std::string_view from, const Greeting& greeting) {
      told.push_back(std::string(from) + ": " + greeting.words);
    });
    check(cell_->open().has_value(), "the test's cell opens");
  }
  void write(const std::string& to, const std::string& words) {
    change([&](Transaction& transaction) { mailbox_->send(transaction, to, Greeting{words}); });
  }
  std::vector<Letter> letters_to(const std::string& to, size_t most = 100) {
    return mailbox_->oldest(to, most);
  }
  void receive(const Office& from, const std::vector<Letter>& letters) {
    change([&](Transaction& transaction) { mailbox_->receive(transaction, from.name_, letters); });
  }
  void delivered(const std::string& to, uint64_t up_to) {
    change([&](Transaction& transaction) { mailbox_->delivered(transaction, to, up_to); });
  }

  std::vector<std::string> told;

 private:
  template <class Operation>
  void change(Operation operation) {
    std::unique_lock writing(cell_->lock());
    Transaction transaction;
    operation(transaction);
    cell_->commit(transaction);
  }

  std::string name_;
  SimulatedEnv& simulated_;
  std::shared_ptr<MemoryRecords> disk_ = std::make_shared<MemoryRecords>();
  std::unique_ptr<Cell> cell_;
  std::unique_ptr<Mailbox> mailbox_;
};

class MailboxTest : public testing::Test {
 protected:
  SimulatedEnv simulated_;
  Office north_{"north", simulated_}, south_{"south", simulated_};
};

using Told = std::vector<std::string>;

TEST_F(MailboxTest, letters_are_acted_on_in_the_order_they_were_written) {
  north_.write("south", "one");
  north_.write("east", "not for south");
  north_.write("south", "two");
  south_.receive(north_, north_.letters_to("south"));
  EXPECT_EQ(south_.told, (Told{"north: one", "north: two"}));
}

TEST_F(MailboxTest, a_letter_carried_again_is_not_acted_on_again_even_after_restarts) {
  north_.write("south", "one");
  south_.receive(north_, north_.letters_to("south"));
  south_.restart();
  north_.restart();
  south_.receive(north_, north_.letters_to("south"));
  north_.write("south", "two");
  south_.receive(north_, north_.letters_to("south"));
  EXPECT_EQ(south_.told, (Told{"north: one", "north: two"}));
}

TEST_F(MailboxTest, a_letter_waits_until_it_is_delivered_and_its_number_is_never_given_again) {
  north_.write("south", "one");
  north_.restart();
  auto letters = north_.letters_to("south");
  ASSERT_EQ(letters.size(), 1u);
  south_.receive(north_, letters);
  north_.delivered("south", letters[0].number);
  EXPECT_TRUE(north_.letters_to("south").empty());
  north_.restart();
  north_.write("south", "two");
  south_.receive(north_, north_.letters_to("south"));
  EXPECT_EQ(south_.told, (Told{"north: one", "north: two"}));
}

TEST_F(MailboxTest, the_oldest_are_carried_first) {
  for (int i = 0; i < 5; ++i) north_.write("south", std::to_string(i));
  south_.receive(north_, north_.letters_to("south", 2));
  EXPECT_EQ(south_.told, (Told{"north: 0", "north: 1"}));
  north_.delivered("south", 2);
  south_.receive(north_, north_.letters_to("south", 2));
  EXPECT_EQ(south_.told.size(), 4u);
}

}  // namespace
}  // namespace terrane
