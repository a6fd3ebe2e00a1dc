// Files outside a store: keys, certificates, settings.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace terrane {

// The file's bytes; refuses when there is no such file or it cannot be read.
Result<std::string> read_file(const std::string& path);

// Replaces the file with `bytes`: whoever reads it, even after a crash, sees the old ones or the
// new ones, whole. Durable when it returns. `mode` holds from the first moment (0600 for secrets).
Result<void> write_file_atomically(const std::string& path, std::string_view bytes, mode_t mode);

// The same for what the next start writes anew: it may not outlast a crash of the machine, and so
// waits for no disk.
Result<void> write_passing_file_atomically(const std::string& path, std::string_view bytes,
                                           mode_t mode);

// Makes the directory, with those above it, where missing; `mode` is for the ones made.
Result<void> make_directory(const std::string& path, mode_t mode);

// A directory that this process alone uses, from take() to the end of the process or of this
// object. The system lets go of it by itself when the process dies.
class DirectoryLock {
 public:
  // Refuses when another process, or this one, holds the directory; it must exist.
  static Result<DirectoryLock> take(const std::string& directory);
  DirectoryLock(DirectoryLock&& other) : descriptor_(std::exchange(other.descriptor_, -1)) {}
  DirectoryLock& operator=(DirectoryLock&&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace terrane
