#include "contract/json.h"

#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <functional>

namespace terrane::contract {
namespace {

namespace json = boost::json;
using Code = json::error_code;

// Builds the tree from the parser's events.
class TreeBuilder {
 public:
  static constexpr size_t max_object_size = size_t(-1);
  static constexpr size_t max_array_size = size_t(-1);
  static constexpr size_t max_key_size = size_t(-1);
  static constexpr size_t max_string_size = size_t(-1);

  TreeBuilder(std::string_view body, Arena& arena) : body_(body), arena_(arena) {}

  const Node* root() const { return root_; }

  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code& code) { return open(Node::Kind::kObject, code); }
  bool on_object_end(size_t, Code&) { return close(); }
  bool on_array_begin(Code& code) { return open(Node::Kind::kArray, code); }
  bool on_array_end(size_t, Code&) { return close(); }
  bool on_key_part(json::string_view part, size_t, Code&) { return keep(part); }
  bool on_key(json::string_view part, size_t, Code&) {
    key_ = whole(part);
    return true;
  }
  bool on_string_part(json::string_view part, size_t, Code&) { return keep(part); }
  bool on_string(json::string_view part, size_t, Code& code) {
    return add(Node::Kind::kString, whole(part), code);
  }
  bool on_number_part(json::string_view part, Code&) { return keep(part); }
  bool on_int64(int64_t, json::string_view part, Code& code) { return number(part, code); }
  bool on_uint64(uint64_t, json::string_view part, Code& code) { return number(part, code); }
  bool on_double(double, json::string_view part, Code& code) { return number(part, code); }
  bool on_bool(bool value, Code& code) {
    return add(Node::Kind::kBool, value ? "true" : "false", code);
  }
  bool on_null(Code& code) { return add(Node::Kind::kNull, {}, code); }
  bool on_comment_part(json::string_view, Code&) { return true; }
  bool on_comment(json::string_view, Code&) { return true; }

 private:
  bool number(json::string_view part, Code& code) {
    return add(Node::Kind::kNumber, whole(part), code);
  }

  bool keep(json::string_view part) {
    parts_.append(part.data(), part.size());
    return true;
  }

  // The text that ends with `part`: in place if it lies in the body, else copied.
  Text whole(json::string_view part) {
    if (parts_.empty()) {
      if (part.empty()) return "";
      bool in_body = std::less_equal<>()(body_.data(), part.data()) &&
                     std::less<>()(part.data(), body_.data() + body_.size());
      Text text(part.data(), part.size());
      return in_body ? text : arena_.copy(text);
    }
    parts_.append(part.data(), part.size());
    Text text = arena_.copy(parts_);
    parts_.clear();
    return text;
  }

  bool add(Node::Kind kind, Text text, Code& code) {
    if (++values_ > kMaxValues) {
      code = json::error::array_too_large;
      return false;
    }
    Node* node = arena_.create<Node>(kind, 0u, key_, text);
    if (depth_ > 0)
      open_[depth_ - 1].append(node);
    else
      root_ = node;
    if (node->is_container()) open_[depth_++] = {node, nullptr};
    key_ = {};
    return true;
  }

  bool open(Node::Kind kind, Code& code) { return add(kind, {}, code); }
  bool close() {
    --depth_;
    return true;
  }

  std::string_view body_;
  Arena& arena_;
  Node* root_ = nullptr;
  Text key_;           // of the member whose value comes next
  std::string parts_;  // of a text that arrives in pieces
  std::array<OpenNode, kMaxDepth + 1> open_;
  size_t depth_ = 0;
  size_t values_ = 0;
};

}  // namespace

Result<const Node*> read_json(std::string_view body, Arena& arena) {
  if (body.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return arena.create<Node>(Node::Kind::kObject);
  json::parse_options options;
  options.max_depth = kMaxDepth;
  json::basic_parser<TreeBuilder> parser(options, body, arena);
  Code code;
  size_t used = parser.write_some(false, body.data(), body.size(), code);
  if (code == json::error::array_too_large)
    return refuse(kTooManyValues, std::to_string(kMaxValues));
  if (code == json::error::too_deep) return refuse(kTooDeep, std::to_string(kMaxDepth));
  if (!code && used < body.size()) code = json::error::extra_data;
  if (code) return refuse(kMalformedJson, code.message());
  return parser.handler().root();
}

}  // namespace terrane::contract
