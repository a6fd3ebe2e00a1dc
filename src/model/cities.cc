#include "model/cities.h"

#include <algorithm>
#include <iterator>

#include "base/contains.h"
#include "model/toml_reader.h"

namespace terrane {
namespace {

constexpr ErrorKind kNoCity{
    "InvalidParameterValue.City",
    "There is no city {} in the list. Did you mean {}? Coordinates do as well: 23.13,113.26.",
    "城市列表中没有 {}，您是否想输入：{}？也可以直接填写坐标，例如 23.13,113.26。"};
constexpr ErrorKind kNothingLikeIt{
    "InvalidParameterValue.City",
    "There is no city {} in the list, nor any with a name like it; give its coordinates instead: "
    "23.13,113.26.",
    "城市列表中没有 {}，也没有名称相近的城市，请改填坐标，例如 23.13,113.26。"};
constexpr ErrorKind kSeveralCities{"InvalidParameterValue.CityAmbiguous",
                                   "Several cities are called {}: say which, as one of {}.",
                                   "有多个城市名为 {}，请明确是哪一个：{}。"};

constexpr size_t kSuggestionsMost = 3;

// Latin letters with marks, from U+00C0 on, without them; a blank where there is no such letter.
constexpr std::string_view kPlainLetters =
    "aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y";

bool is_letter_or_digit(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

// A name as it is compared: small plain letters, nothing between them.
std::string folded(std::string_view text) {
  constexpr std::string_view kCityWord = "市";
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    unsigned char c = text[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<unsigned char>(c - 'A' + 'a');
    if (c == 0xc3 && i + 1 < text.size())
      c = static_cast<unsigned char>(kPlainLetters[(text[++i] & 0x3f)]);
    if (is_letter_or_digit(c)) plain += char(c);
  }
  if (plain.size() > kCityWord.size() && plain.ends_with(kCityWord))
    plain.resize(plain.size() - kCityWord.size());
  return plain;
}

// How many letters must be put in, taken out or replaced to make one of the other.
size_t edits_between(std::string_view one, std::string_view other) {
  std::vector<size_t> row(other.size() + 1);
  for (size_t j = 0; j <= other.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= one.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= other.size(); ++j) {
      size_t replaced = diagonal + (one[i - 1] != other[j - 1]);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::vector<std::string> names_of(const City& city) {
  std::vector<std::string> names = {folded(city.name.english), folded(city.name.chinese)};
  for (const std::string& other : city.also) names.push_back(folded(other));
  return names;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
}

// "London, CA", in the script in which it was asked.
std::string qualified(const City& city, bool in_latin) {
  return (in_latin ? city.name.english : city.name.chinese) + ", " +
         (city.province.empty() ? city.country : city.province);
}

std::string listed(const std::vector<const City*>& cities, bool in_latin) {
  std::string text;
  for (const City* city : cities) (text += text.empty() ? "" : "; ") += qualified(*city, in_latin);
  return text;
}

// What is asked for: a name and, behind a comma, what tells it from others of it.
struct AskedCity {
  std::string name;
  std::string where;
};
AskedCity asked(std::string_view text) {
  for (std::string_view comma : {",", "，"})
    if (size_t at = text.find(comma); at != std::string_view::npos)
      return {folded(text.substr(0, at)), folded(text.substr(at + comma.size()))};
  return {folded(text), {}};
}

}  // namespace

const Cities& Cities::world() {
  static const auto* const kWorld = [] {
    auto files = built_in_catalogue_files();
    auto file = std::ranges::find(files, "cities.toml", &CatalogueFile::name);
    check(file != files.end(), "the list of cities is in the binary");
    auto cities = parse(*file);
    check(cities.has_value(), "the list of cities in the binary is well formed");
    return new Cities(*std::move(cities));
  }();
  return *kWorld;
}

Result<Cities> Cities::parse(const CatalogueFile& file) {
  TomlMistakes mistakes;
  TomlFile opened(file.name, file.text, mistakes);
  TomlTable root = opened.root();
  Cities cities;
  for (TomlTable& table : root.tables("city")) {
    std::vector<std::string> names = table.texts("name");
    if (names.size() != 2) {
      table.refuse(kWrongValue, "name", "a pair: English, Chinese");
      names.resize(2);
    }
    std::vector<double> location = table.numbers("location", 2, -180, 180);
    cities.cities_.push_back({.name = {std::move(names[0]), std::move(names[1])},
                              .country = table.text("country"),
                              .province = table.text_or("province", ""),
                              .also = table.texts("also"),
                              .location = {location[0], location[1]}});
    table.finish();
  }
  root.finish();
  if (mistakes.first()) return std::unexpected(*mistakes.first());
  return cities;
}

Result<const City*> Cities::find(std::string_view name) const {
  AskedCity wanted = asked(name);
  std::vector<const City*> called, meant;
  for (const City& city : cities_) {
    if (!contains(names_of(city), wanted.name)) continue;
    called.push_back(&city);
    if (wanted.where.empty() || wanted.where == folded(city.country) ||
        wanted.where == folded(city.province))
      meant.push_back(&city);
  }
  if (meant.size() == 1) return meant.front();
  bool in_latin = is_ascii(wanted.name);
  if (meant.size() > 1) return refuse(kSeveralCities, name, listed(meant, in_latin));
  std::string close = called.empty() ? suggestions_for(wanted.name) : listed(called, in_latin);
  if (close.empty()) return refuse(kNothingLikeIt, name);
  return refuse(kNoCity, name, close);
}

// Those whose names begin so, or differ by a slip or two; the closest first.
std::string Cities::suggestions_for(std::string_view name) const {
  struct Suggestion {
    size_t edits;
    const City* city;
  };
  const size_t most = std::max<size_t>(1, name.size() / 3);
  std::vector<Suggestion> found;
  for (const City& city : cities_) {
    size_t least = most + 1;
    for (const std::string& known : names_of(city)) {
      bool begins = name.size() >= 2 && known.starts_with(name);
      least = std::min(least, begins ? 1 : edits_between(name, known));
    }
    if (least <= most) found.push_back({least, &city});
  }
  std::ranges::stable_sort(found, {}, &Suggestion::edits);
  if (found.size() > kSuggestionsMost) found.resize(kSuggestionsMost);
  std::vector<const City*> cities;
  for (const Suggestion& suggestion : found) cities.push_back(suggestion.city);
  return listed(cities, is_ascii(name));
}

}  // namespace terrane
