#include "account/certificate_pem.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstring>
#include <memory>

#include "base/error.h"

namespace terrane {
namespace {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using Source = std::unique_ptr<BIO, Release<BIO_free_all>>;
using Certificate509 = std::unique_ptr<X509, Release<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Release<GENERAL_NAMES_free>>;

Source source_of(std::string_view text) {
  Source source(BIO_new_mem_buf(text.data(), int(text.size())));
  check(source != nullptr, "OpenSSL reads from memory");
  return source;
}

// Gives the password where one is asked for, instead of asking a terminal.
int give_password(char* buffer, int size, int, void* password) {
  auto text = *static_cast<std::string_view*>(password);
  if (text.size() > size_t(size)) return -1;
  std::memcpy(buffer, text.data(), text.size());
  return int(text.size());
}

// All certificates of the text, in their order; nothing if one cannot be read, or there is none.
std::vector<Certificate509> read_chain(std::string_view text) {
  Source source = source_of(text);
  std::vector<Certificate509> chain;
  std::string_view no_password;
  while (X509* next = PEM_read_bio_X509(source.get(), nullptr, give_password, &no_password))
    chain.emplace_back(next);
  unsigned long problem = ERR_peek_last_error();
  bool at_end =
      ERR_GET_LIB(problem) == ERR_LIB_PEM && ERR_GET_REASON(problem) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (!at_end) chain.clear();
  return chain;
}

std::string text_of(const X509_NAME* name) {
  Source out(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB);
  char* bytes = nullptr;
  long size = BIO_get_mem_data(out.get(), &bytes);
  return {bytes, size_t(size)};
}

std::string common_name_of(X509* certificate) {
  const X509_NAME* subject = X509_get_subject_name(certificate);
  int at = X509_NAME_get_index_by_NID(const_cast<X509_NAME*>(subject), NID_commonName, -1);
  if (at < 0) return {};
  unsigned char* bytes = nullptr;
  int size =
      ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
  if (size < 0) return {};
  std::string name(reinterpret_cast<char*>(bytes), size_t(size));
  OPENSSL_free(bytes);
  return name;
}

std::vector<std::string> alternative_names_of(X509* certificate) {
  std::vector<std::string> found;
  Names names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int at = 0; names && at < sk_GENERAL_NAME_num(names.get()); ++at) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), at);
    if (name->type != GEN_DNS) continue;
    auto* bytes = reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName));
    found.emplace_back(bytes, size_t(ASN1_STRING_length(name->d.dNSName)));
  }
  return found;
}

Time time_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (!ASN1_TIME_to_tm(time, &parts)) return {};
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return from_iso8601(text);
}

std::string algorithm_of(X509* certificate) {
  const EVP_PKEY* key = X509_get0_pubkey(certificate);
  if (!key) return {};
  if (EVP_PKEY_is_a(key, "RSA")) return "RSA " + std::to_string(EVP_PKEY_get_bits(key));
  char group[64] = "";
  if (EVP_PKEY_is_a(key, "EC") && EVP_PKEY_get_group_name(key, group, sizeof group, nullptr))
    return std::string("ECC ") + group;
  const char* name = EVP_PKEY_get0_type_name(key);
  return name ? name : "";
}

std::string fingerprint_of(const X509* certificate) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (!X509_digest(certificate, EVP_sha1(), digest, &size)) return {};
  std::string text;
  constexpr char kDigits[] = "0123456789ABCDEF";
  for (unsigned at = 0; at < size; ++at) {
    text += kDigits[digest[at] >> 4];
    text += kDigits[digest[at] & 15];
  }
  return text;
}

}  // namespace

std::optional<CertificateContents> read_certificate(std::string_view text) {
  auto chain = read_chain(text);
  if (chain.empty()) return std::nullopt;
  X509* first = chain[0].get();
  CertificateContents contents{.common_name = common_name_of(first),
                               .names = alternative_names_of(first),
                               .subject = text_of(X509_get_subject_name(first)),
                               .issuer = text_of(X509_get_issuer_name(first)),
                               .algorithm = algorithm_of(first),
                               .fingerprint = fingerprint_of(first),
                               .begins = time_of(X509_get0_notBefore(first)),
                               .ends = time_of(X509_get0_notAfter(first)),
                               .is_authority = X509_check_ca(first) != 0};
  ERR_clear_error();
  return contents;
}

KeyFit check_key(std::string_view text, std::string_view private_key, std::string_view password) {
  auto chain = read_chain(text);
  Source source = source_of(private_key);
  Key key(PEM_read_bio_PrivateKey(source.get(), nullptr, give_password, &password));
  bool fits = key && !chain.empty() && X509_check_private_key(chain[0].get(), key.get()) == 1;
  ERR_clear_error();
  return !key ? KeyFit::kUnreadable : fits ? KeyFit::kFits : KeyFit::kOfAnother;
}

}  // namespace terrane
