// Stored records, however damaged. Input: the table's name, then the record's bytes.
#include "cell/message_pack.h"
#include "fuzz/fuzz.h"
#include "model/account_records.h"
#include "model/added_places.h"
#include "model/zone_access.h"
#include "region/compute/compute_tables.h"
#include "region/network/network_tables.h"
#include "region/product_offer.h"

namespace {

using namespace terrane;

template <class T>
void read(std::string_view table, std::string_view bytes) {
  T record;
  if (table != T::kTable || !message_pack::decode(bytes, record)) return;
  std::string written, again;
  message_pack::encode(record, written);
  T second;
  check(message_pack::decode(written, second), "what was written can be read");
  message_pack::encode(second, again);
  check(written == again, "and means the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string_view table = fuzz::take_line(input);
  read<Vpc>(table, input);
  read<Subnet>(table, input);
  read<RouteTable>(table, input);
  read<SecurityGroup>(table, input);
  read<AccountNetwork>(table, input);
  read<Instance>(table, input);
  read<PlacementGroup>(table, input);
  read<LaunchTemplate>(table, input);
  read<ZoneStock>(table, input);
  read<Account>(table, input);
  read<AccessKey>(table, input);
  read<KeyPair>(table, input);
  read<ZoneAccessTicket>(table, input);
  read<AddedRegion>(table, input);
  read<AddedZone>(table, input);
  read<ProductOffer>(table, input);
  return 0;
}
