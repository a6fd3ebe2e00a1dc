// A file of text lines that grows, is put aside when it is large, and never holds up its writers.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "env/env.h"

namespace spdlog {
class logger;
}

namespace terrane {

struct LineFileOptions {
  std::string path;  // "-": standard error
  size_t maximum_size = 64 << 20;
  size_t kept_files = 4;  // "log.1.txt" is the newest of those put aside, of "log.txt"
};

// Lines reach the file within a second, and when the object ends. Safe to use from several threads.
class LineFile {
 public:
  static Result<std::unique_ptr<LineFile>> open(const LineFileOptions& options, const Env& env);
  ~LineFile();

  void write(std::string_view line);
  // What was written until now is in the file when it returns.
  void flush();
  // The file's path, and those of the files put aside, newest first, whether or not they are there.
  std::vector<std::string> paths() const;

 private:
  LineFile(const LineFileOptions& options, std::shared_ptr<spdlog::logger> lines, const Env& env);

  const LineFileOptions options_;
  std::shared_ptr<spdlog::logger> lines_;
  const Clock& clock_;
  std::atomic<bool> flush_is_due_{false};
  std::unique_ptr<Worker> flusher_;  // last: it ends before what it uses
};

}  // namespace terrane
