#include "gateway/call_record.h"

#include "contract/encode.h"

namespace terrane {
namespace {

constexpr size_t kLongestOperation = 4096;
constexpr size_t kLongestText = 200;  // of what a stranger may have sent

class Line {
 public:
  Line() { text_.reserve(512); }

  void text(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    begin(name);
    contract::append_json_string(text_, value.substr(0, kLongestText));
  }
  // JSON of our own making; left out where it is longer than a line should be.
  void json(std::string_view name, std::string_view value) {
    if (value.empty() || value.size() > kLongestOperation) return;
    begin(name);
    text_ += value;
  }
  void number(std::string_view name, int64_t value) {
    begin(name);
    text_ += std::to_string(value);
  }
  std::string end() && {
    text_ += '}';
    return std::move(text_);
  }

 private:
  void begin(std::string_view name) {
    text_ += text_.empty() ? "{\"" : ",\"";
    text_.append(name) += "\":";
  }

  std::string text_;
};

}  // namespace

std::string to_json(const CallRecord& record) {
  Line line;
  line.text("time", to_iso8601(record.when));
  line.text("request", record.request_id);
  line.text("peer", record.peer);
  line.text("key", record.secret_id);
  if (record.caller.account != AccountId::kNone) {
    line.number("account", static_cast<int64_t>(record.caller.account));
    line.number("user", static_cast<int64_t>(record.caller.user));
  }
  line.text("service", record.service);
  line.text("action", record.action);
  line.text("region", record.region);
  line.json("operation", record.operation);
  line.text("code", record.code.empty() ? "OK" : record.code);
  line.number("microseconds", record.taken.microseconds);
  line.number("bytes", static_cast<int64_t>(record.reply_size));
  return std::move(line).end();
}

}  // namespace terrane
