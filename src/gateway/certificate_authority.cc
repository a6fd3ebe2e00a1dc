#include "gateway/certificate_authority.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <unordered_map>
#include <vector>

namespace terrane {
namespace {

constexpr ErrorKind kBadAuthority{
    "InternalError",
    "The certificate authority's certificate and key do not read, or do not belong together. "
    "Restore them, or delete both to have new ones made; clients must then trust the new one.",
    "证书颁发机构的证书与私钥无法读取或不匹配。请恢复它们，或将两者一并删除以重新生成，之后客户端需"
    "信任新证书。"};

constexpr int64_t kDay = 86'400;
constexpr int64_t kAuthorityDays = 3650;
constexpr int64_t kLeafDays = 90;
constexpr size_t kMaximumLeaves = 256;

template <auto release>
struct Releaser {
  void operator()(auto* object) const { release(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Releaser<X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Releaser<SSL_CTX_free>>;
using Memory = std::unique_ptr<BIO, Releaser<BIO_free>>;

Key new_key() {
  return Key(EVP_EC_gen("P-256"));
}

void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  check(extension != nullptr, "a certificate's extension does not read");
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

// What both kinds of certificate share; signed by the caller once its extensions are there.
Certificate new_certificate(EVP_PKEY* key, std::string_view name, int64_t now, int64_t days) {
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  unsigned char serial[16];
  RAND_bytes(serial, sizeof serial);
  serial[0] = static_cast<unsigned char>((serial[0] & 0x7f) | 0x40);  // positive, never short
  BIGNUM* number = BN_bin2bn(serial, sizeof serial, nullptr);
  BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.get()));
  BN_free(number);
  ASN1_TIME_set(X509_getm_notBefore(certificate.get()), now - kDay);  // clocks differ a little
  ASN1_TIME_set(X509_getm_notAfter(certificate.get()), now + days * kDay);
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>("Terrane"), -1, -1, 0);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.data()),
                             static_cast<int>(name.size()), -1, 0);
  X509_set_pubkey(certificate.get(), key);
  return certificate;
}

Certificate new_authority(EVP_PKEY* key, int64_t now) {
  Certificate certificate = new_certificate(key, "Terrane local authority", now, kAuthorityDays);
  X509* x = certificate.get();
  X509_set_issuer_name(x, X509_get_subject_name(x));
  add_extension(x, x, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(x, x, NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension(x, x, NID_subject_key_identifier, "hash");
  X509_sign(x, key, EVP_sha256());
  return certificate;
}

bool is_address(const std::string& name) {
  ASN1_OCTET_STRING* address = a2i_IPADDRESS(name.c_str());
  ASN1_OCTET_STRING_free(address);
  return address != nullptr;
}

// "localhost", "*.x", "127.0.0.1" → what an extension lists them as.
std::string alternative_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += ',';
    text += is_address(name) ? "IP:" : "DNS:";
    text += name;
  }
  return text;
}

// The name in lower case if a certificate can hold it, else nothing.
std::string plain_name(std::string_view host) {
  std::string name(host.substr(0, 254));
  for (char& letter : name) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter | 0x20);
    const bool allowed = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                         letter == '.' || letter == '-' || letter == ':';
    if (!allowed) return {};
  }
  return name.size() > 253 ? std::string() : name;
}

Memory read_only(const std::string& text) {
  return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string to_text(BIO* memory) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);
  return {text, static_cast<size_t>(size)};
}

std::string to_pem(X509* certificate) {
  Memory memory(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(memory.get(), certificate);
  return to_text(memory.get());
}

std::string to_pem(EVP_PKEY* key) {
  Memory memory(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return to_text(memory.get());
}

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned offered_size, void*) {
  static constexpr unsigned char kHttp11[] = "\x08http/1.1";
  unsigned char* match = nullptr;
  if (SSL_select_next_proto(&match, chosen_size, kHttp11, sizeof kHttp11 - 1, offered,
                            offered_size) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *chosen = match;
  return SSL_TLSEXT_ERR_OK;
}

int expected_host_index() {
  static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

}  // namespace

struct CertificateAuthority::Leaf {
  Certificate certificate;
  int64_t renewed_at;  // unix seconds: before it expires
};

struct CertificateAuthority::State {
  const AuthorityFiles files;
  const Hosts& hosts;
  const Clock& clock;
  const std::string listen_address;

  std::mutex mutex;  // guards what follows; taken once for each TLS session
  Key key;
  Certificate certificate;
  Key leaf_key;  // of all leaves: they live as long as the process, as it does
  Context context;
  std::unordered_map<std::string, std::shared_ptr<const Leaf>> leaves;

  Result<void> read_files();
  std::shared_ptr<const Leaf> issue(const std::string& name) const;
};

CertificateAuthority::CertificateAuthority(AuthorityFiles files, const Hosts& hosts,
                                           std::string_view listen_address, const Clock& clock)
    : state_(new State{std::move(files), hosts, clock, std::string(listen_address)}) {}

CertificateAuthority::~CertificateAuthority() = default;

AuthorityFiles CertificateAuthority::make(Time now) {
  const Key key = new_key();
  return {to_pem(new_authority(key.get(), now.seconds()).get()), to_pem(key.get())};
}

Result<void> CertificateAuthority::State::read_files() {
  const Memory key_file = read_only(files.key);
  const Memory certificate_file = read_only(files.certificate);
  key.reset(PEM_read_bio_PrivateKey(key_file.get(), nullptr, nullptr, nullptr));
  certificate.reset(PEM_read_bio_X509(certificate_file.get(), nullptr, nullptr, nullptr));
  if (!key || !certificate || X509_check_private_key(certificate.get(), key.get()) != 1)
    return refuse(kBadAuthority);
  return {};
}

Result<ssl_ctx_st*> CertificateAuthority::new_server_context() {
  std::scoped_lock lock(state_->mutex);
  if (!state_->context) {
    CHECKED(state_->read_files());
    state_->leaf_key = new_key();
    state_->context.reset(SSL_CTX_new(TLS_server_method()));
    SSL_CTX* context = state_->context.get();
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
    SSL_CTX_set_cert_cb(context, choose_certificate, this);
  }
  SSL_CTX_up_ref(state_->context.get());
  return state_->context.get();
}

void CertificateAuthority::expect_host(ssl_st* session, const std::string& host) {
  SSL_set_ex_data(session, expected_host_index(), const_cast<std::string*>(&host));
}

int CertificateAuthority::choose_certificate(ssl_st* session, void* authority) {
  auto& self = *static_cast<CertificateAuthority*>(authority);
  const char* named = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
  const auto* expected =
      static_cast<const std::string*>(SSL_get_ex_data(session, expected_host_index()));
  const auto leaf = self.leaf_for(named ? named : expected ? *expected : "");
  return SSL_use_certificate(session, leaf->certificate.get()) == 1 &&
         SSL_use_PrivateKey(session, self.state_->leaf_key.get()) == 1;
}

std::shared_ptr<const CertificateAuthority::Leaf> CertificateAuthority::leaf_for(
    std::string_view host) {
  std::string name = plain_name(host);
  if (!state_->hosts.serves(name, state_->listen_address)) name.clear();
  std::scoped_lock lock(state_->mutex);
  auto& leaves = state_->leaves;
  const auto known = leaves.find(name);
  if (known != leaves.end() && state_->clock.now().seconds() < known->second->renewed_at)
    return known->second;
  if (leaves.size() >= kMaximumLeaves) leaves.clear();
  return leaves[name] = state_->issue(name);
}

// `name` is empty for a client that asks for none: then the machine's own names.
std::shared_ptr<const CertificateAuthority::Leaf> CertificateAuthority::State::issue(
    const std::string& name) const {
  const int64_t now = clock.now().seconds();
  std::vector<std::string> names{name};
  if (name.empty()) {
    names = {"localhost", "127.0.0.1", "::1", "*.tencentcloudapi.com"};
    if (is_address(listen_address)) names.push_back(listen_address);
  }
  // A common name holds 64 characters at most, and says nothing that the alternative names do not.
  Certificate leaf = new_certificate(leaf_key.get(), "Terrane", now, kLeafDays);
  X509* x = leaf.get();
  X509* issuer = certificate.get();
  X509_set_issuer_name(x, X509_get_subject_name(issuer));
  add_extension(x, issuer, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(x, issuer, NID_key_usage, "critical,digitalSignature");
  add_extension(x, issuer, NID_ext_key_usage, "serverAuth");
  add_extension(x, issuer, NID_subject_key_identifier, "hash");
  add_extension(x, issuer, NID_authority_key_identifier, "keyid:always");
  add_extension(x, issuer, NID_subject_alt_name, alternative_names(names));
  X509_sign(x, key.get(), EVP_sha256());
  return std::make_shared<const Leaf>(std::move(leaf), now + (kLeafDays - 1) * kDay);
}

}  // namespace terrane
