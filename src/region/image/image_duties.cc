#include "region/image/image_duties.h"

#include "region/image/image_copies.h"
#include "region/image/snapshot_copies.h"

namespace terrane {

void take_up_image_duties(RegionCell& region, Agenda& agenda) {
  agenda.watch<Image>(region.image->images,
                      [&region](Transaction& transaction, const Image& image) {
                        image_copies::act_on_due(region, transaction, image);
                      });
  agenda.watch<Copy>(region.image->copies, [&region](Transaction& transaction, const Copy& copy) {
    transaction.remove(region.image->copies, AnyId(copy.id));
  });
  region.mailbox.on<CopyImage>(
      [&region](Transaction& transaction, std::string_view from, const CopyImage& letter) {
        image_copies::receive(region, transaction, from, letter);
      });
  region.mailbox.on<CopySnapshot>(
      [&region](Transaction& transaction, std::string_view from, const CopySnapshot& letter) {
        snapshot_copies::receive(region, transaction, from, letter);
      });
  region.mailbox.on<CopyNews>(
      [&region](Transaction& transaction, std::string_view, const CopyNews& news) {
        copies::take_news(region, transaction, news);
      });
}

}  // namespace terrane
