#include "env/real/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace terrane {
namespace {

constexpr ErrorKind kCannotRead{"InternalError", "Cannot read {}: {}.", "无法读取 {}：{}。"};
constexpr ErrorKind kCannotWrite{
    "InternalError", "Cannot write {}: {}. Check its directory's permissions and free space.",
    "无法写入 {}：{}。请检查所在目录的权限和剩余空间。"};
constexpr ErrorKind kCannotMake{
    "InternalError", "Cannot make the directory {}: {}. Check the permissions of the one above.",
    "无法创建目录 {}：{}。请检查上级目录的权限。"};
constexpr ErrorKind kInUse{
    "InternalError",
    "The directory {} is in use by another running terrane. Stop that one, or choose another "
    "directory.",
    "目录 {} 正被另一个运行中的 terrane 使用。请停止它，或另选一个目录。"};

std::unexpected<Error> failed(const ErrorKind& kind, const std::string& path) {
  return refuse(kind, path, std::strerror(errno));
}

// Closes the file when it goes out of scope.
struct File {
  int descriptor;
  ~File() {
    if (descriptor >= 0) close(descriptor);
  }
};

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

// Makes entries added to or removed from the directory durable.
bool sync_directory(const std::string& path) {
  File directory{open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  return directory.descriptor >= 0 && fsync(directory.descriptor) == 0;
}

std::string directory_of(const std::string& path) {
  std::string parent = std::filesystem::path(path).parent_path();
  return parent.empty() ? "." : parent;
}

enum class Lasting { kPassing, kDurable };

// `temporary` is left complete, and durable if it is to be, or the call fails.
bool write_new_file(const std::string& temporary, std::string_view bytes, mode_t mode,
                    Lasting lasting) {
  unlink(temporary.c_str());
  File file{open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)};
  return file.descriptor >= 0 && fchmod(file.descriptor, mode) == 0 &&
         write_all(file.descriptor, bytes) &&
         (lasting == Lasting::kPassing || fsync(file.descriptor) == 0);
}

Result<void> replace_file(const std::string& path, std::string_view bytes, mode_t mode,
                          Lasting lasting) {
  std::string temporary = path + ".new";
  if (!write_new_file(temporary, bytes, mode, lasting) ||
      std::rename(temporary.c_str(), path.c_str()) != 0 ||
      (lasting == Lasting::kDurable && !sync_directory(directory_of(path)))) {
    auto error = failed(kCannotWrite, path);
    unlink(temporary.c_str());
    return error;
  }
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  File file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.descriptor < 0) return failed(kCannotRead, path);
  std::string bytes;
  char buffer[16 * 1024];
  while (true) {
    ssize_t count = read(file.descriptor, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed(kCannotRead, path);
    if (count == 0) return bytes;
    bytes.append(buffer, static_cast<size_t>(count));
  }
}

Result<void> write_file_atomically(const std::string& path, std::string_view bytes, mode_t mode) {
  return replace_file(path, bytes, mode, Lasting::kDurable);
}

Result<void> write_passing_file_atomically(const std::string& path, std::string_view bytes,
                                           mode_t mode) {
  return replace_file(path, bytes, mode, Lasting::kPassing);
}

Result<void> make_directory(const std::string& path, mode_t mode) {
  if (std::error_code ignored; std::filesystem::is_directory(path, ignored)) return {};
  std::string parent = directory_of(path);
  if (parent != path) CHECKED(make_directory(parent, mode));
  if (mkdir(path.c_str(), mode) != 0 && errno != EEXIST) return failed(kCannotMake, path);
  if (!std::filesystem::is_directory(path)) {
    errno = ENOTDIR;
    return failed(kCannotMake, path);
  }
  if (!sync_directory(parent)) return failed(kCannotMake, path);
  return {};
}

Result<DirectoryLock> DirectoryLock::take(const std::string& directory) {
  std::string path = directory + "/lock";
  int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return failed(kCannotWrite, path);
  DirectoryLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  return errno == EWOULDBLOCK ? refuse(kInUse, directory) : failed(kCannotWrite, path);
}

DirectoryLock::~DirectoryLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace terrane
