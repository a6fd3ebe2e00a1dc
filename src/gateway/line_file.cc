#include "gateway/line_file.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace terrane {
namespace {

constexpr ErrorKind kCannotWrite{"InternalError",
                                 "The log file {} cannot be written: {}. Give a path this user may "
                                 "write.",
                                 "无法写入日志文件 {}：{}。请指定当前用户可写的路径。"};

}  // namespace

Result<std::unique_ptr<LineFile>> LineFile::open(const LineFileOptions& options, const Env& env) {
  try {
    spdlog::sink_ptr sink;
    if (options.path == "-")
      sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    else
      sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
          options.path, options.maximum_size, options.kept_files);
    auto lines = std::make_shared<spdlog::logger>("", std::move(sink));
    lines->set_pattern("%v");
    return std::unique_ptr<LineFile>(new LineFile(options, std::move(lines), env));
  } catch (const spdlog::spdlog_ex& failure) {
    return refuse(kCannotWrite, options.path, failure.what());
  }
}

LineFile::LineFile(const LineFileOptions& options, std::shared_ptr<spdlog::logger> lines,
                   const Env& env)
    : options_(options),
      lines_(std::move(lines)),
      clock_(env.clock),
      flusher_(env.workers.start("log", [this] { flush(); })) {}

LineFile::~LineFile() {
  flusher_.reset();
  lines_->flush();
}

void LineFile::write(std::string_view line) {
  lines_->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
  if (!flush_is_due_.exchange(true)) flusher_->wake_at(clock_.now() + seconds(1));
}

std::vector<std::string> LineFile::paths() const {
  std::vector<std::string> paths;
  for (size_t number = 0; number <= options_.kept_files; ++number)
    paths.push_back(spdlog::sinks::rotating_file_sink_mt::calc_filename(options_.path, number));
  return paths;
}

void LineFile::flush() {
  flush_is_due_ = false;
  lines_->flush();
}

}  // namespace terrane
