// How an instance is shown. What instances of one reply share is looked up once.
#pragma once

#include "base/language.h"
#include "contract/cvm.h"
#include "region/region_cell.h"

namespace terrane {

// Lives within one call: what it shows points into the arena and into the region's records.
class InstanceView {
 public:
  InstanceView(Arena& arena, const RegionCell& region, Language language)
      : arena_(arena), region_(region), language_(language) {}

  void show(const Instance& instance, contract::cvm::Instance& shown);

 private:
  void show_place(const Instance& instance, contract::cvm::Instance& shown);
  void show_image(const Instance& instance, contract::cvm::Instance& shown);
  void show_disks(const Instance& instance, contract::cvm::Instance& shown);
  void show_network(const Instance& instance, contract::cvm::Instance& shown);
  void show_addresses(const Instance& instance, contract::cvm::Instance& shown);
  void show_charge(const Instance& instance, contract::cvm::Instance& shown);
  void show_latest_operation(const Instance& instance, contract::cvm::Instance& shown);

  template <class Id>
  contract::List<contract::Text> id_list(std::span<const Id> ids) {
    auto texts = arena_.create_array<contract::Text>(ids.size());
    for (size_t i = 0; i < ids.size(); ++i) texts[i] = to_text(arena_, ids[i]);
    return contract::List<contract::Text>(texts);
  }
  contract::List<contract::Text> address_list(Ipv4 address) {
    auto texts = arena_.create_array<contract::Text>(address.is_set());
    if (address.is_set()) texts[0] = to_text(arena_, address);
    return contract::List<contract::Text>(texts);
  }

  Arena& arena_;
  const RegionCell& region_;
  Language language_;

  // Of the instance shown last.
  uint32_t zone_ = 0;
  contract::Text zone_text_ = "";
  ImageId image_;
  contract::Text image_text_ = "";
  const PublicImage* origin_ = nullptr;  // what that image comes from
  SubnetId subnet_;
  contract::Text subnet_text_ = "";
  contract::Text vpc_text_ = "";
};

}  // namespace terrane
