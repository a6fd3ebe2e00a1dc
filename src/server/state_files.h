// Named states in a data directory: states/NAME, a folder of files each.
#pragma once

#include "actions/state_shelf.h"

namespace terrane {

class FileShelf final : public StateShelf {
 public:
  explicit FileShelf(std::string folder) : folder_(std::move(folder)) {}

  Result<std::vector<std::string>> names() override;
  Result<void> put(const std::string& name, const StateFiles& files) override;
  Result<StateFiles> get(const std::string& name) override;
  Result<std::string> get(const std::string& name, const std::string& file) override;
  Result<void> remove(const std::string& name) override;

 private:
  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  bool has(const std::string& name) const;

  std::mutex mutex_;
  const std::string folder_;
};

}  // namespace terrane
