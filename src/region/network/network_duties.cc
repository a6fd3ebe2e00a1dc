#include "region/network/network_duties.h"

#include "region/network/peering_manager.h"

namespace terrane {
namespace {

template <class Letter>
void take_up(RegionCell& region) {
  region.mailbox.on<Letter>(
      [&region](Transaction& transaction, std::string_view from, const Letter& letter) {
        peering_manager::take(region, transaction, from, letter);
      });
}

}  // namespace

void take_up_network_duties(RegionCell& region, Agenda& agenda) {
  agenda.watch<PeeringConnection>(
      region.network.peering_connections,
      [&region](Transaction& transaction, const PeeringConnection& connection) {
        peering_manager::expire(region, transaction, connection);
      });
  take_up<RequestPeering>(region);
  take_up<ChangePeering>(region);
  take_up<AnswerPeering>(region);
  take_up<EndPeering>(region);
}

}  // namespace terrane
