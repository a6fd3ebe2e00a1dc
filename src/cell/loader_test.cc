// A store too large for one chunk is read whole, with or without a helper, and alike every time.
#include "cell/loader.h"

#include <gtest/gtest.h>

#include "cell/cell.h"
#include "env/real/real_workers.h"
#include "env/simulated/simulated_env.h"
#include "store/memory/memory_store.h"

namespace terrane {
namespace {

struct Book {
  static constexpr std::string_view kTable = "book";
  using Key = VpcId;

  VpcId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string title;

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &Book::account), named("sequence", &Book::sequence),
                      named("title", &Book::title));
  };
};

constexpr AccountId kReader{7};
constexpr uint64_t kBooks = 20'000;  // of 200 bytes: sixteen chunks

// The later a book's key, the earlier it was made.
Book book(uint64_t number) {
  Book book;
  book.id = VpcId(AnyId::of(Kind::kVpc, kBooks - number));
  book.account = kReader;
  book.sequence = number + 1;
  book.title = std::string(200, char('a' + number % 26));
  return book;
}

class LoaderTest : public testing::Test {
 protected:
  LoaderTest() {
    for (uint64_t number = 0; number < kBooks; ++number) {
      std::string value;
      message_pack::encode(book(number), value);
      records_->by_key["book/" + key_text(book(number).id)] = value;
    }
  }

  void expect_all(Workers& workers) {
    Cell cell("test", {simulation_.clock, simulation_.random, workers},
              std::make_unique<MemoryStore>(records_));
    Table<Book> books(cell.ledger());
    cell.attach(books);
    ASSERT_TRUE(cell.open().has_value());
    auto listed = books.of(kReader);
    ASSERT_EQ(listed.size(), kBooks);
    for (uint64_t number = 0; number < kBooks; ++number) {
      ASSERT_EQ(listed[number]->sequence, number + 1);
      ASSERT_EQ(listed[number]->title, book(number).title);
      ASSERT_EQ(books.find(book(number).id), listed[number]);
    }
    EXPECT_EQ(cell.next_sequence(), kBooks + 1);
  }

  void expect_refusal(Workers& workers) {
    Cell cell("test", {simulation_.clock, simulation_.random, workers},
              std::make_unique<MemoryStore>(records_));
    Table<Book> books(cell.ledger());
    cell.attach(books);
    EXPECT_FALSE(cell.open().has_value());
  }

  SimulatedEnv simulation_;
  RealWorkers threads_;
  std::shared_ptr<MemoryRecords> records_ = std::make_shared<MemoryRecords>();
};

TEST_F(LoaderTest, a_large_store_is_read_whole_and_in_the_order_of_creation_by_one_thread) {
  expect_all(simulation_.workers);
}

TEST_F(LoaderTest, and_by_two) {
  expect_all(threads_);
}

TEST_F(LoaderTest, one_damaged_record_among_many_stops_the_cell_from_opening) {
  records_->by_key["book/" + key_text(book(kBooks / 2).id)] = "\xc1";
  expect_refusal(simulation_.workers);
  expect_refusal(threads_);
}

}  // namespace
}  // namespace terrane
