#include "server/state_files.h"

#include <algorithm>
#include <filesystem>

#include "env/real/files.h"

namespace terrane {
namespace {

namespace fs = std::filesystem;

// A folder that is being filled, or taken away; no name begins with a dot.
constexpr std::string_view kUnfinished = ".unfinished-";

constexpr ErrorKind kNotKept{"InternalError", "The state {} could not be kept: {}.",
                             "无法保存状态 {}：{}。"};

}  // namespace

bool FileShelf::has(const std::string& name) const {
  std::error_code problem;
  return fs::is_directory(path(name), problem);
}

Result<std::vector<std::string>> FileShelf::names() {
  std::lock_guard lock(mutex_);
  std::vector<std::string> names;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder_, problem))
    if (std::string name = entry.path().filename(); !name.starts_with('.')) names.push_back(name);
  std::ranges::sort(names);
  return names;
}

// Filled under another name and then moved, so that it is there whole or not at all.
Result<void> FileShelf::put(const std::string& name, const StateFiles& files) {
  std::lock_guard lock(mutex_);
  std::string filling = path(std::string(kUnfinished) + name), old = filling + ".old";
  std::error_code problem;
  fs::remove_all(filling, problem);
  fs::remove_all(old, problem);
  CHECKED(make_directory(filling, 0700));
  for (const auto& [file, bytes] : files)
    CHECKED(write_file_atomically(filling + "/" + file, bytes, 0600));
  if (has(name)) fs::rename(path(name), old, problem);
  if (!problem) fs::rename(filling, path(name), problem);
  if (problem) return refuse(kNotKept, name, problem.message());
  fs::remove_all(old, problem);
  return {};
}

Result<StateFiles> FileShelf::get(const std::string& name) {
  std::lock_guard lock(mutex_);
  if (!has(name)) return refuse(kNoState, name);
  StateFiles files;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(path(name), problem)) {
    TRY(std::string bytes, read_file(entry.path()));
    files[entry.path().filename()] = std::move(bytes);
  }
  return files;
}

Result<std::string> FileShelf::get(const std::string& name, const std::string& file) {
  std::lock_guard lock(mutex_);
  if (!has(name)) return refuse(kNoState, name);
  return read_file(path(name) + "/" + file);
}

Result<void> FileShelf::remove(const std::string& name) {
  std::lock_guard lock(mutex_);
  if (!has(name)) return refuse(kNoState, name);
  std::string going = path(std::string(kUnfinished) + name);
  std::error_code problem;
  fs::remove_all(going, problem);
  fs::rename(path(name), going, problem);
  if (problem) return refuse(kNotKept, name, problem.message());
  fs::remove_all(going, problem);
  return {};
}

}  // namespace terrane
