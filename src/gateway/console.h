// The web console: files in the binary, served under /console to browsers, which make the same
// signed calls from there as every other client.
#pragma once

#include <span>
#include <string_view>

#include "gateway/http.h"

namespace terrane {

struct ConsoleFile {
  std::string_view path;  // "index.html", "assets/index-4f2a91c0.js"
  std::string_view content_type;
  std::string_view gzip;  // what is in it, compressed
};

class Console {
 public:
  // Good as long as the files are; none where the program was built without a console.
  explicit Console(std::span<const ConsoleFile> files) : files_(files) {}

  static bool is_at(std::string_view path) {
    return path == "/console" || path.starts_with("/console/");
  }
  void show(const HttpRequest& request, HttpReply reply) const;

 private:
  const ConsoleFile* find(std::string_view path) const;

  const std::span<const ConsoleFile> files_;
};

// Whether an Accept-Encoding header lets a reply be compressed.
bool accepts_gzip(std::string_view header);

}  // namespace terrane
