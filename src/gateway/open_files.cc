#include "gateway/open_files.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

namespace terrane {
namespace {

// For the stores' files, which must open whatever clients do. Where the limit is low, half of it.
constexpr rlim_t kOtherFiles = 4096;

}  // namespace

int64_t make_room_for_connections(int64_t wanted) {
  rlimit files;
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return wanted;
  const rlim_t needed = static_cast<rlim_t>(wanted) + kOtherFiles;
  if (files.rlim_cur < needed) {
    const rlimit raised{std::min(needed, files.rlim_max), files.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) files = raised;
  }
  const rlim_t others = std::min(kOtherFiles, files.rlim_cur / 2);
  const rlim_t fitting = files.rlim_cur - others;
  if (fitting >= static_cast<rlim_t>(wanted)) return wanted;
  std::fprintf(
      stderr,
      "terrane: the limit of open files is %lld, so %lld connections are served at once, not "
      "%lld. Raise the hard limit (ulimit -Hn) to %lld to serve them all.\n",
      static_cast<long long>(files.rlim_cur), static_cast<long long>(fitting),
      static_cast<long long>(wanted), static_cast<long long>(needed));
  return static_cast<int64_t>(fitting);
}

}  // namespace terrane
