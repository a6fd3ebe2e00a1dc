#include "base/interned_text.h"

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

namespace terrane {
namespace {

struct Kept {
  explicit Kept(std::string_view text) : characters(text), view(characters) {}
  std::string characters;
  std::string_view view;
};

// Keys are views of what the values hold.
using Names = std::unordered_map<std::string_view, std::unique_ptr<Kept>>;

}  // namespace

InternedText::InternedText(std::string_view text) {
  static std::shared_mutex lock;
  static Names& names = *new Names;  // never destroyed: records outlive every static
  if (text.empty()) return;
  {
    std::shared_lock reading(lock);
    auto found = names.find(text);
    if (found != names.end()) {
      text_ = &found->second->view;
      return;
    }
  }
  std::unique_lock writing(lock);
  auto kept = std::make_unique<Kept>(text);
  std::string_view key = kept->view;
  text_ = &names.try_emplace(key, std::move(kept)).first->second->view;
}

}  // namespace terrane
