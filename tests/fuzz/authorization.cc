// The Authorization header, and the request it signs. Input: the header's value, the host, the rest
// is the body.
#include <array>

#include "base/error.h"
#include "fuzz/fuzz.h"
#include "gateway/tc3_signature.h"

namespace {

bool lies_in(std::string_view part, std::string_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace terrane;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string_view header = fuzz::take_line(input), host = fuzz::take_line(input);
  auto parsed = parse_tc3_authorization(header);
  if (!parsed) return 0;
  for (std::string_view part : {parsed->scope, parsed->secret_id, parsed->date, parsed->service,
                                parsed->signed_headers, parsed->signature})
    check(lies_in(part, header), "every part is a slice of the header");
  std::array<HttpHeader, 3> headers = {
      {{"Content-Type", "application/json"}, {"Host", host}, {"Authorization", header}}};
  HttpRequest request{
      .method = "POST", .path = "/", .host = host, .body = input, .headers = headers};
  check(!tc3_signature_fits(request, *parsed, "1800000000", "a key that signed nothing"),
        "a signature is not guessed");
  return 0;
}
