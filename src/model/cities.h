// Cities of the world and where they are: clients are often known by nothing else (M-9). A list of
// the catalogue that is the same in every cloud, read when it is first asked.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalogue.h"

namespace terrane {

struct City {
  LocalizedText name;
  std::string country;            // ISO 3166: "CN"
  std::string province;           // where a country has several of the name; else empty
  std::vector<std::string> also;  // other names that people use
  Coordinates location;
};

class Cities {
 public:
  // Those of the binary.
  static const Cities& world();
  static Result<Cities> parse(const CatalogueFile& file);

  std::span<const City> all() const { return cities_; }

  // By a name of it in either language, however it is written: "são paulo", "Hong-Kong", "广州市".
  // Where several cities share a name, the country or the province tells them apart: "London, CA".
  // Errors: InvalidParameterValue.City, with what was probably meant;
  // InvalidParameterValue.CityAmbiguous, with what to say instead.
  Result<const City*> find(std::string_view name) const;

 private:
  std::string suggestions_for(std::string_view name) const;

  std::vector<City> cities_;
};

}  // namespace terrane
