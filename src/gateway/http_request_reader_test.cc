#include "gateway/http_request_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace terrane {
namespace {

using Outcome = HttpRequestReader::Outcome;

// Gives the reader `bytes` in the pieces that end at `splits`, and writes down what it makes of
// them.
std::string read_all(std::string_view bytes, std::vector<size_t> splits, size_t body_limit = 1000) {
  MemoryBudget memory(1 << 20);
  HttpRequestReader reader(500, body_limit, memory);
  std::string story;
  splits.push_back(bytes.size());
  size_t given = 0;
  for (size_t split : splits) {
    while (given < split) {
      const std::span<char> space = reader.free_space();
      const size_t size = std::min(space.size(), split - given);
      EXPECT_GT(size, 0u);
      std::copy_n(bytes.data() + given, size, space.data());
      reader.received(size);
      given += size;
      Outcome outcome;
      while ((outcome = reader.read()) != Outcome::kNeedsMore) {
        if (outcome == Outcome::kHeader) continue;
        if (outcome == Outcome::kTooLarge) return story + "too large";
        if (outcome == Outcome::kMalformed) return story + std::to_string(reader.refusal().status);
        const HttpRequest& request = reader.request();
        story.append(request.method).append(" ").append(request.path).append(" ");
        for (const HttpHeader& header : request.headers)
          story.append(header.name).append(":").append(header.value).append(" ");
        story.append(request.body).append("\n");
        reader.finish();
      }
    }
  }
  return story + (reader.is_between_requests() ? "" : "unfinished");
}

const std::string kConversation =
    "POST /first HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
    "\r\nPOST /second HTTP/1.1\r\nHost: y\r\nTransfer-Encoding: chunked\r\n\r\n"
    "6\r\nchunks\r\nA;with=extension\r\n, and more!\r\n0\r\nTrailer: z\r\n\r\n"
    "GET /third HTTP/1.1\r\nHost: z\r\nEmpty:\r\n\r\n";
const std::string kUnderstood =
    "POST /first Host:x Content-Length:5 hello\n"
    "POST /second Host:y Transfer-Encoding:chunked chunks, and more!\n"
    "GET /third Host:z Empty: \n";

TEST(HttpRequestReaderTest, RequestsAreTheSameHoweverTheirBytesArrive) {
  std::string conversation = kConversation;
  const size_t chunk = conversation.find("A;with");
  conversation.replace(chunk, 1, "B");  // eleven bytes
  EXPECT_EQ(read_all(conversation, {}), kUnderstood);
  for (size_t first = 1; first < conversation.size(); ++first)
    for (size_t second = first; second < conversation.size(); second += 7)
      ASSERT_EQ(read_all(conversation, {first, second}), kUnderstood) << first << " " << second;
}

TEST(HttpRequestReaderTest, AChunkThatIsLongerThanItSaysIsMalformedHoweverItArrives) {
  for (size_t split = 1; split < kConversation.size(); ++split)
    ASSERT_EQ(read_all(kConversation, {split}),
              kUnderstood.substr(0, kUnderstood.find('\n') + 1) + "400")
        << split;
}

TEST(HttpRequestReaderTest, LimitsHoldHoweverTheBytesArrive) {
  const std::string header =
      "GET / HTTP/1.1\r\nHost: x\r\nLong: " + std::string(480, 'a') + "\r\n\r\n";
  const std::string body = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nhello world";
  const std::string chunks =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello "
      "\r\n5\r\nworld\r\n0\r\n\r\n";
  for (size_t split = 1; split < chunks.size(); ++split) {
    ASSERT_EQ(read_all(header, {split}), "431") << split;
    ASSERT_EQ(read_all(body, {std::min(split, body.size())}, 10), "too large") << split;
    ASSERT_EQ(read_all(chunks, {split}, 10), "too large") << split;
    ASSERT_EQ(read_all(chunks, {split}, 11),
              "POST / Host:x Transfer-Encoding:chunked hello world\n")
        << split;
  }
}

TEST(HttpRequestReaderTest, AHeaderAtItsLimitIsTheSameHoweverItArrives) {
  const std::string start = "GET / HTTP/1.1\r\nHost: x\r\nLong: ";
  for (size_t size : {499u, 500u}) {  // without the empty line
    const std::string header = start + std::string(size - start.size(), 'a') + "\r\n\r\n";
    for (size_t split = 490; split < header.size(); ++split)
      ASSERT_EQ(read_all(header, {split}) == "431", size == 500) << size << " " << split;
  }
}

TEST(HttpRequestReaderTest, AHeaderOfAChunkMayNotFillTheBuffer) {
  const std::string start =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;extension=";
  EXPECT_EQ(read_all(start + std::string(100'000, 'a'), {}), "400");
}

// Gives the reader all of `bytes`, or as many as it takes, and says what it last made of them.
Outcome give(HttpRequestReader& reader, std::string_view bytes) {
  Outcome outcome = Outcome::kNeedsMore;
  while (!bytes.empty() && outcome == Outcome::kNeedsMore) {
    const std::span<char> space = reader.free_space();
    const std::string_view piece = bytes.substr(0, space.size());
    std::ranges::copy(piece, space.begin());
    reader.received(piece.size());
    bytes.remove_prefix(piece.size());
    do {
      outcome = reader.read();
    } while (outcome == Outcome::kHeader);
  }
  return outcome;
}

std::string large_request(size_t size) {
  return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
         std::string(size, 'b');
}

constexpr size_t kMemory = 320 << 10;

TEST(HttpRequestReaderTest, MemoryFollowsWhatArrivesNotWhatIsAnnounced) {
  MemoryBudget memory(10 << 20);
  HttpRequestReader reader(500, 10 << 20, memory);
  EXPECT_EQ(give(reader, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n"),
            Outcome::kNeedsMore);
  EXPECT_LE(reader.free_space().size(), 64u << 10);
  EXPECT_GE(memory.left(), (10u << 20) - (64u << 10));
}

TEST(HttpRequestReaderTest, ABodyThatFitsTheBufferTakesNoMemoryFromTheOthers) {
  MemoryBudget none(0);
  HttpRequestReader reader(500, 10 << 20, none);
  EXPECT_EQ(give(reader, large_request(3'000)), Outcome::kRequest);
  reader.finish();
  EXPECT_EQ(give(reader, large_request(5'000)), Outcome::kNoMemory);
}

TEST(HttpRequestReaderTest, ABodyHoldsItsMemoryUntilItIsFinishedWith) {
  MemoryBudget memory(kMemory);
  HttpRequestReader first(500, 10 << 20, memory), second(500, 10 << 20, memory);
  EXPECT_EQ(give(first, large_request(150'000)), Outcome::kRequest);
  EXPECT_EQ(give(second, large_request(150'000)), Outcome::kNoMemory);
  EXPECT_EQ(first.request().body, std::string(150'000, 'b'));
  EXPECT_EQ(memory.left(), kMemory - 150'000);  // one that is refused holds none
  first.finish();
  EXPECT_EQ(memory.left(), kMemory);
  HttpRequestReader third(500, 10 << 20, memory);
  EXPECT_EQ(give(third, large_request(150'000)), Outcome::kRequest);
  third.release_body();
  EXPECT_EQ(memory.left(), kMemory);
}

TEST(HttpRequestReaderTest, ChunksTakeMemoryAndAReaderGivesItBackAtItsEnd) {
  MemoryBudget memory(kMemory);
  std::string chunks = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20; ++i) chunks += "2710\r\n" + std::string(10'000, 'c') + "\r\n";
  {
    HttpRequestReader first(500, 10 << 20, memory), second(500, 10 << 20, memory);
    EXPECT_EQ(give(first, chunks.substr(0, 105'000)), Outcome::kNeedsMore);
    EXPECT_LE(memory.left(), kMemory - 100'000);
    EXPECT_EQ(give(second, chunks), Outcome::kNoMemory);
  }
  EXPECT_EQ(memory.left(), kMemory);
}

}  // namespace
}  // namespace terrane
