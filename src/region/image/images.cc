#include "region/image/images.h"

namespace terrane::images {

Result<const PublicImage*> find(const RegionCell& region, AccountId, std::string_view id) {
  if (!ImageId::parse(id)) return refuse(kMalformedId, id);
  const PublicImage* image = region.catalogue.find_public_image(id);
  if (!image) return refuse(kNotFound, id);
  return image;
}

}  // namespace terrane::images
