#include "gateway/tc3_signature.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <chrono>
#include <vector>

#include "gateway/digest.h"
#include "gateway/host.h"

namespace terrane {
namespace {

constexpr std::string_view kTerminator = "tc3_request";
constexpr size_t kMaximumDayKeys = 512;  // of each thread

// How a client may have written what it signed.
struct Spelling {
  std::string_view host;
  std::string_view query;
  bool lower_case = false;  // of header values
};

std::string_view view(const Sha256& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// Takes the part of `text` before `separator`; all of it if there is none.
std::string_view take_until(std::string_view& text, char separator) {
  const size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return part;
}

bool lists(std::string_view signed_headers, std::string_view name) {
  while (!signed_headers.empty())
    if (equal_ignoring_case(take_until(signed_headers, ';'), name)) return true;
  return false;
}

// What the payload counts as: its hash in hexadecimal digits.
void append_payload_hash(std::string& text, const HttpRequest& request) {
  static constexpr std::string_view kUnsigned = "UNSIGNED-PAYLOAD";
  const bool is_unsigned = request.header("X-TC-Content-SHA256") == kUnsigned;
  append_hex(text, view(sha256(is_unsigned ? kUnsigned : request.body)));
}

void append_canonical_request(std::string& text, const HttpRequest& request,
                              const Spelling& spelling, std::string_view signed_headers,
                              std::string_view payload_hash) {
  text.append(request.method).append("\n/\n").append(spelling.query) += '\n';
  for (std::string_view names = signed_headers; !names.empty();) {
    const std::string_view name = take_until(names, ';');
    const bool is_host = equal_ignoring_case(name, "host");
    const std::string_view value = is_host ? spelling.host : request.header(name);
    text.append(name) += ':';
    if (spelling.lower_case)
      text.append(in_lower_case(value)) += '\n';
    else
      text.append(value) += '\n';
  }
  text.append("\n").append(signed_headers).append("\n").append(payload_hash);
}

// `text` is the canonical request, and becomes the signature in hexadecimal digits.
void sign(std::string& text, const HmacKey& day_key, std::string_view timestamp,
          std::string_view date, std::string_view service) {
  const Sha256 hash = sha256(text);
  text.assign(kTc3Algorithm).append("\n").append(timestamp).append("\n");
  text.append(date).append("/").append(service).append("/").append(kTerminator).append("\n");
  append_hex(text, view(hash));
  const Mac signature = day_key.sign(text);
  text.clear();
  append_hex(text, signature.text());
}

HmacKey make_day_key(std::string_view secret_key, std::string_view date, std::string_view service) {
  const Mac of_date = HmacKey(Hash::kSha256, std::string("TC3").append(secret_key)).sign(date);
  const Mac of_service = HmacKey(Hash::kSha256, of_date.text()).sign(service);
  return {Hash::kSha256, HmacKey(Hash::kSha256, of_service.text()).sign(kTerminator).text()};
}

struct DayKey {
  std::string secret_key;  // which it was made of: a key that changes must not go on by its old one
  HmacKey key;
};

struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

// Deriving a day key costs four times what the rest of a verification does.
using DayKeys = boost::unordered_flat_map<std::string, DayKey, TextHash, std::equal_to<>>;

DayKeys& day_keys() {
  thread_local DayKeys keys;
  return keys;
}

std::string sorted_query(std::string_view query) {
  std::vector<std::string_view> parts;
  while (!query.empty()) parts.push_back(take_until(query, '&'));
  std::ranges::stable_sort(parts, {},
                           [](std::string_view part) { return part.substr(0, part.find('=')); });
  std::string text;
  for (std::string_view part : parts) {
    if (!text.empty()) text += '&';
    text += part;
  }
  return text;
}

// Whether the signature fits one of the spellings.
bool fits(const HttpRequest& request, const Tc3Authorization& authorization,
          std::string_view timestamp, const HmacKey& day_key) {
  thread_local std::string text, payload_hash;
  payload_hash.clear();
  append_payload_hash(payload_hash, request);
  auto matches = [&](const Spelling& spelling) {
    text.clear();
    append_canonical_request(text, request, spelling, authorization.signed_headers, payload_hash);
    sign(text, day_key, timestamp, authorization.date, authorization.service);
    return equal_in_constant_time(text, authorization.signature);
  };
  if (matches({request.host, request.query})) return true;

  const std::string sorted = sorted_query(request.query);
  const std::string_view hosts[] = {request.host, without_port(request.host)};
  const std::string_view queries[] = {request.query, sorted};
  for (bool lower_case : {false, true})
    for (std::string_view host : hosts)
      for (std::string_view query : queries)
        if (matches({host, query, lower_case})) return true;
  return false;
}

}  // namespace

std::optional<Tc3Authorization> parse_tc3_authorization(std::string_view text) {
  if (take_until(text, ' ') != kTc3Algorithm) return std::nullopt;
  Tc3Authorization parts;
  std::string_view credential;
  while (!text.empty()) {
    std::string_view part = take_until(text, ',');
    part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
    const std::string_view name = take_until(part, '=');
    if (name == "Credential") credential = part;
    if (name == "SignedHeaders") parts.signed_headers = part;
    if (name == "Signature") parts.signature = part;
  }
  const size_t end = credential.rfind('/');
  if (end == credential.npos || credential.substr(end + 1) != kTerminator) return std::nullopt;
  parts.scope = credential = credential.substr(0, end);
  parts.secret_id = take_until(credential, '/');
  parts.date = take_until(credential, '/');
  parts.service = credential;
  if (parts.secret_id.empty() || parts.date.empty() || parts.service.empty() ||
      parts.signature.size() != 2 * sizeof(Sha256) ||
      !lists(parts.signed_headers, "content-type") || !lists(parts.signed_headers, "host"))
    return std::nullopt;
  return parts;
}

std::string tc3_date(int64_t timestamp) {
  using namespace std::chrono;
  const year_month_day date{floor<days>(sys_seconds(std::chrono::seconds(timestamp)))};
  std::string text = std::to_string(int(date.year()));
  for (unsigned part : {unsigned(date.month()), unsigned(date.day())}) {
    text += part < 10 ? "-0" : "-";
    text += std::to_string(part);
  }
  return text;
}

bool tc3_signature_fits(const HttpRequest& request, const Tc3Authorization& authorization,
                        std::string_view timestamp, std::string_view secret_key) {
  DayKeys& keys = day_keys();
  const auto known = keys.find(authorization.scope);
  if (known != keys.end() && known->second.secret_key == secret_key)
    return fits(request, authorization, timestamp, known->second.key);
  HmacKey key = make_day_key(secret_key, authorization.date, authorization.service);
  if (!fits(request, authorization, timestamp, key)) return false;  // strangers fill no cache
  if (keys.size() >= kMaximumDayKeys) keys.clear();
  keys.insert_or_assign(std::string(authorization.scope),
                        DayKey{std::string(secret_key), std::move(key)});
  return true;
}

std::string tc3_authorization(const HttpRequest& request, std::string_view secret_id,
                              std::string_view secret_key, std::string_view service,
                              int64_t timestamp) {
  static constexpr std::string_view kSignedHeaders = "content-type;host";
  const std::string date = tc3_date(timestamp);
  std::string hash, signature;
  append_payload_hash(hash, request);
  append_canonical_request(signature, request, {request.host, request.query}, kSignedHeaders, hash);
  HmacKey key = make_day_key(secret_key, date, service);
  sign(signature, key, std::to_string(timestamp), date, service);
  std::string text(kTc3Algorithm);
  text.append(" Credential=").append(secret_id).append("/").append(date).append("/");
  text.append(service).append("/").append(kTerminator).append(", SignedHeaders=");
  return text.append(kSignedHeaders).append(", Signature=").append(signature);
}

}  // namespace terrane
