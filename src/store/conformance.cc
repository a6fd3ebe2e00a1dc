#include "store/conformance.h"

#include <random>

namespace terrane {

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StoreConformance);

void StoreConformance::reopen() {
  store_.reset();
  auto opened = engine_->open();
  ASSERT_TRUE(opened) << opened.error().message(Language::kEnglish);
  store_ = *std::move(opened);
}

StoreConformance::Records StoreConformance::loaded() {
  Records records;
  std::string last;
  auto result = store_->load([&](std::string_view key, std::string_view value) {
    EXPECT_TRUE(records.empty() || last < key) << "keys come in byte order, each once";
    last = key;
    records.emplace(key, value);
  });
  EXPECT_TRUE(result) << result.error().message(Language::kEnglish);
  return records;
}

void StoreConformance::commit(const Batch& batch) {
  auto result = store_->commit(batch);
  ASSERT_TRUE(result) << result.error().message(Language::kEnglish);
}

namespace {

Batch put(std::string_view key, std::string_view value) {
  Batch batch;
  batch.put(key, value);
  return batch;
}

TEST_P(StoreConformance, ANewStoreIsEmpty) {
  EXPECT_EQ(loaded(), Records{});
}

TEST_P(StoreConformance, WhatWasCommittedIsThereAfterReopening) {
  Batch batch;
  batch.put("vpc/1", "a");
  batch.put("subnet/1", "b");
  commit(batch);
  reopen();
  EXPECT_EQ(loaded(), (Records{{"subnet/1", "b"}, {"vpc/1", "a"}}));
}

TEST_P(StoreConformance, WhatWasNotCommittedIsNot) {
  put("vpc/1", "a");
  reopen();
  EXPECT_EQ(loaded(), Records{});
}

TEST_P(StoreConformance, ALaterCommitReplacesAndErases) {
  commit(put("a", "1"));
  commit(put("b", "1"));
  Batch batch;
  batch.put("a", "2");
  batch.erase("b");
  commit(batch);
  reopen();
  EXPECT_EQ(loaded(), (Records{{"a", "2"}}));
}

TEST_P(StoreConformance, TheLastChangeToAKeyInABatchWins) {
  Batch batch;
  batch.put("a", "1");
  batch.erase("a");
  batch.put("a", "2");
  batch.put("b", "1");
  batch.erase("b");
  commit(batch);
  reopen();
  EXPECT_EQ(loaded(), (Records{{"a", "2"}}));
}

TEST_P(StoreConformance, ErasingWhatIsNotThereIsNoError) {
  Batch batch;
  batch.erase("missing");
  commit(batch);
  EXPECT_EQ(loaded(), Records{});
}

TEST_P(StoreConformance, AnEmptyBatchChangesNothing) {
  commit(put("a", "1"));
  commit(Batch{});
  reopen();
  EXPECT_EQ(loaded(), (Records{{"a", "1"}}));
}

TEST_P(StoreConformance, AppendedBatchesApplyInOrder) {
  Batch first = put("a", "1"), second = put("a", "2");
  second.erase("b");
  first.put("b", "1");
  first.append(second);
  commit(first);
  reopen();
  EXPECT_EQ(loaded(), (Records{{"a", "2"}}));
}

TEST_P(StoreConformance, KeysAndValuesAreAnyBytesAndOrderIsUnsigned) {
  using namespace std::string_literals;
  Records records = {{"\0"s, "zero"}, {"\0\0"s, ""}, {"a", "\0\xff\n"s},  {"a\0"s, "x"},
                     {"\x7f", "y"},   {"\x80", "z"}, {"\xff\xff", "last"}};
  Batch batch;
  for (auto& [key, value] : records) batch.put(key, value);
  commit(batch);
  reopen();
  EXPECT_EQ(loaded(), records);
}

TEST_P(StoreConformance, AnEmptyValueIsNotAnErasedKey) {
  commit(put("a", ""));
  reopen();
  EXPECT_EQ(loaded(), (Records{{"a", ""}}));
}

TEST_P(StoreConformance, ValuesOfAMebibyteFit) {
  Records records;
  Batch batch;
  for (char name : {'a', 'b', 'c'}) {
    records[std::string(1, name)] = std::string(1 << 20, name);
    batch.put(std::string(1, name), records[std::string(1, name)]);
  }
  commit(batch);
  reopen();
  EXPECT_EQ(loaded(), records);
}

TEST_P(StoreConformance, ManyKeysOverManyCommitsAndRestartsEqualAPlainMap) {
  std::mt19937_64 random(2017);
  Records records;
  for (int round = 0; round < 4; ++round) {
    for (int commits = 0; commits < 20; ++commits) {
      Batch batch;
      for (int changes = 0; changes < 250; ++changes) {
        std::string key = "instance/" + std::to_string(random() % 5000);
        if (random() % 4 == 0) {
          records.erase(key);
          batch.erase(key);
        } else {
          std::string value(random() % 600, static_cast<char>(random()));
          batch.put(key, value);
          records[key] = std::move(value);
        }
      }
      commit(batch);
    }
    reopen();
    ASSERT_EQ(loaded(), records);
  }
}

}  // namespace
}  // namespace terrane
