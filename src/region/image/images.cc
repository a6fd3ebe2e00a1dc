#include "region/image/images.h"

namespace terrane::images {

std::string_view state_of(const RegionCell& region, const Image& image) {
  if (image.has_failed()) return "CREATEFAILED";
  if (image.work.under_way()) return image.copied_from_region.empty() ? "CREATING" : "SYNCING";
  return region.image->copies_of(image.id).empty() ? "NORMAL" : "SYNCING";
}

Result<AnyImage> find(const RegionCell& region, AccountId account, std::string_view id) {
  auto parsed = ImageId::parse(id);
  if (!parsed) return refuse(kMalformedId, id);
  const Image* custom = region.image->images.find(*parsed);
  if (custom && (custom->account == account || custom->is_shared_with(account)))
    return AnyImage{.custom = custom};
  if (const PublicImage* published = region.catalogue.find_public_image(id))
    return AnyImage{.published = published};
  return refuse(kNotFound, id);
}

Result<AnyImage> find_to_start(const RegionCell& region, AccountId account, std::string_view id) {
  TRY(AnyImage image, find(region, account, id));
  // What leaves for another region stays whole here.
  if (image.custom && !image.custom->is_normal())
    return refuse(kNotReady, id, state_of(region, *image.custom));
  return image;
}

void start_from(Instance& instance, const AnyImage& image) {
  instance.image = image.id();
  instance.image_origin = image.custom ? InternedText(image.origin()) : InternedText();
}

const PublicImage* origin_of(const Catalogue& catalogue, const Instance& instance) {
  return catalogue.find_public_image(instance.image_origin.empty()
                                         ? to_text(instance.image)
                                         : std::string(instance.image_origin.view()));
}

}  // namespace terrane::images
