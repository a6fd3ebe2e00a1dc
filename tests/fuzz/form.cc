// A query or a form. Input: "SERVICE.ACTION", then the parameters.
#include "fuzz/decoded.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace terrane;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  const contract::Action* action = fuzz::find_action(fuzz::take_line(input));
  if (!action) return -1;
  if (auto json = fuzz::decoded(contract::decode_form, input, *action->request))
    fuzz::expect_stable(*json, *action->request);
  return 0;
}
