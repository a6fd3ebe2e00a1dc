#include "gateway/console.h"

#include <zlib.h>

#include <algorithm>
#include <string>

#include "base/error.h"

namespace terrane {
namespace {

constexpr std::string_view kFolder = "/console/";
constexpr std::string_view kText = "text/plain; charset=utf-8";

// Nothing from elsewhere runs in the page that holds keys, and the page speaks to its own cloud
// alone.
#define TERRANE_CONSOLE_POLICY                                                               \
  "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "       \
  "img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action " \
  "'none'; frame-ancestors 'none'\r\n"                                                       \
  "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nVary: Accept-Encoding\r\n"
#define TERRANE_FOR_EVER "Cache-Control: public, max-age=31536000, immutable\r\n"
#define TERRANE_ASK_AGAIN "Cache-Control: no-cache\r\n"
#define TERRANE_COMPRESSED "Content-Encoding: gzip\r\n"

// By whether the file's name changes with what is in it, and whether it is sent compressed.
constexpr std::string_view kHeaders[2][2] = {
    {TERRANE_CONSOLE_POLICY TERRANE_ASK_AGAIN,
     TERRANE_CONSOLE_POLICY TERRANE_ASK_AGAIN TERRANE_COMPRESSED},
    {TERRANE_CONSOLE_POLICY TERRANE_FOR_EVER,
     TERRANE_CONSOLE_POLICY TERRANE_FOR_EVER TERRANE_COMPRESSED},
};

constexpr std::string_view kLeftOut =
    "This program was built without the web console.\n\n"
    "To have it, install Node.js 20.19 or later with npm, and build again: `./dev build`.\n"
    "All that the console does, `terrane` does on the command line too.\n";

// The last four bytes of gzip say how much it was.
size_t size_of(std::string_view gzip) {
  check(gzip.size() >= 18, "a file of the console is gzip");
  size_t size = 0;
  for (size_t i = 1; i <= 4; ++i) size = size << 8 | uint8_t(gzip[gzip.size() - i]);
  return size;
}

std::string inflated(std::string_view gzip) {
  std::string text(size_of(gzip), '\0');
  z_stream stream{};
  constexpr int kGzip = 16;
  check(inflateInit2(&stream, kGzip + MAX_WBITS) == Z_OK, "there is memory to inflate a file");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.data()));
  stream.avail_in = uInt(gzip.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = uInt(text.size());
  check(inflate(&stream, Z_FINISH) == Z_STREAM_END, "a file of the console is gzip");
  inflateEnd(&stream);
  return text;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// "q=0", with as many zeros behind the point as it likes.
bool is_never(std::string_view weight) {
  if (!weight.starts_with("q=0")) return false;
  return weight.find_first_not_of(".0", 2) == weight.npos;
}

}  // namespace

bool accepts_gzip(std::string_view header) {
  while (!header.empty()) {
    std::string_view coding = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), coding.size() + 1));
    std::string_view name = coding.substr(0, coding.find(';'));
    std::string_view weight = coding.substr(std::min(coding.size(), name.size() + 1));
    if (equal_ignoring_case(trimmed(name), "gzip")) return !is_never(trimmed(weight));
  }
  return false;
}

void Console::show(const HttpRequest& request, HttpReply reply) const {
  if (files_.empty()) return reply(404, kText, std::string(kLeftOut));
  if (request.path.size() < kFolder.size())
    return reply(302, kText, "The console is at /console/.\n", "Location: /console/\r\n");
  std::string_view path = request.path.substr(kFolder.size());
  const ConsoleFile* file = find(path.empty() ? "index.html" : path);
  if (!file) return reply(404, kText, "The console has no such file.\n");
  bool is_named_by_content = path.starts_with("assets/");
  bool is_compressed = accepts_gzip(request.header("Accept-Encoding"));
  reply(200, file->content_type, is_compressed ? std::string(file->gzip) : inflated(file->gzip),
        kHeaders[is_named_by_content][is_compressed]);
}

const ConsoleFile* Console::find(std::string_view path) const {
  auto found = std::ranges::find(files_, path, &ConsoleFile::path);
  return found == files_.end() ? nullptr : &*found;
}

}  // namespace terrane
