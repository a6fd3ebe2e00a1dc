#include "model/places.h"

#include <GeographicLib/Geodesic.hpp>

namespace terrane {

double distance_km(const Coordinates& from, const Coordinates& to) {
  double metres = 0;
  GeographicLib::Geodesic::WGS84().Inverse(from.latitude, from.longitude, to.latitude, to.longitude,
                                           metres);
  return metres / 1000;
}

}  // namespace terrane
