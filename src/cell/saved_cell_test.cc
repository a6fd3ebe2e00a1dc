// A cell's contents as bytes, and back.
#include "cell/saved_cell.h"

#include <gtest/gtest.h>

#include "env/simulated/simulated_env.h"
#include "store/memory/memory_store.h"

namespace terrane {
namespace {

struct Note {
  static constexpr std::string_view kTable = "note";
  using Key = std::string;

  std::string id;
  std::string text;

  static constexpr auto kFields = [] { return std::tuple(named("text", &Note::text)); };
};

class SavedCellTest : public testing::Test {
 protected:
  struct Opened {
    explicit Opened(Env env)
        : cell("test", env, std::make_unique<MemoryStore>()), notes(cell.ledger()) {
      cell.attach(notes);
      // A second place for each text, as indices are: it minds who has it.
      notes.observe([this](const Note* before, const Note* after) {
        if (before) texts.erase(before->text);
        if (after) check(texts.insert(after->text).second, "a text is written once");
      });
    }
    void write(const std::string& id, const std::string& text) {
      Transaction transaction;
      if (notes.find(id)) transaction.remove(notes, id);
      if (!text.empty()) transaction.add(notes, Note{id, text});
      cell.commit(transaction);
    }
    std::string all() const {
      std::map<std::string, std::string> sorted;
      notes.each([&](const Note& note) { sorted[note.id] = note.text; });
      std::string text;
      for (const auto& [id, words] : sorted) text += id + "=" + words + " ";
      return text;
    }
    Cell cell;
    std::set<std::string> texts;
    Table<Note> notes;
  };
  SimulatedEnv simulated;
  Opened opened{simulated.env()};

  SavedCell saved() { return *SavedCell::read(SavedCell::save(opened.cell)); }
};

TEST_F(SavedCellTest, is_read_as_it_was_saved) {
  opened.write("a", "one");
  opened.write("b", std::string("\0\xff", 2));
  SavedCell read = saved();
  EXPECT_EQ(read.cell(), "test");
  ASSERT_EQ(read.records().size(), 2u);
  EXPECT_EQ(read.records()[0].first, "note/a");
  EXPECT_TRUE(difference(opened.cell, read).entries.empty());
  opened.write("a", "");
  opened.write("b", "");
  EXPECT_EQ(saved().records().size(), 0u);
}

TEST_F(SavedCellTest, that_was_damaged_anywhere_is_refused) {
  opened.write("a", "one");
  std::string bytes = SavedCell::save(opened.cell);
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] ^= 4;
    EXPECT_FALSE(SavedCell::read(damaged)) << at;
    EXPECT_FALSE(SavedCell::read(bytes.substr(0, at))) << at;
  }
  EXPECT_FALSE(SavedCell::read(bytes + "x"));
}

TEST_F(SavedCellTest, differs_by_what_was_added_changed_and_removed) {
  opened.write("a", "one");
  opened.write("b", "two");
  SavedCell then = saved();
  opened.write("a", "");
  opened.write("b", "other");
  opened.write("c", "three");
  std::string shown;
  for (const auto& [kind, key] : difference(opened.cell, then).entries)
    shown += std::to_string(int(kind)) + key + " ";
  EXPECT_EQ(shown, "2note/a 1note/b 0note/c ");
}

TEST_F(SavedCellTest, comes_back_whatever_was_exchanged_since) {
  opened.write("a", "one");
  opened.write("b", "two");
  SavedCell then = saved();
  opened.write("a", "");
  opened.write("b", "one");
  opened.write("c", "two");
  auto replacement = CellReplacement::prepare(opened.cell, then);
  ASSERT_TRUE(replacement);
  replacement->read();
  replacement->replace();
  EXPECT_EQ(opened.all(), "a=one b=two ");
  EXPECT_EQ(opened.texts, (std::set<std::string>{"one", "two"}));
  EXPECT_TRUE(difference(opened.cell, then).entries.empty());
}

}  // namespace
}  // namespace terrane
