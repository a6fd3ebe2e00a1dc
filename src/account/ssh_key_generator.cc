#include "account/ssh_key_generator.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <array>
#include <memory>

#include "account/ssh_public_key.h"
#include "base/error.h"

namespace terrane {
namespace {

constexpr size_t kPrimeBytes = 128;
constexpr unsigned kExponent = 65537;

template <auto release>
struct Release {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using Number = std::unique_ptr<BIGNUM, Release<BN_clear_free>>;
using Scratch = std::unique_ptr<BN_CTX, Release<BN_CTX_free>>;
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;

// Memory aside, none of what OpenSSL does here can fail.
template <class T>
T made(T outcome) {
  check(bool(outcome), "OpenSSL makes a key");
  return outcome;
}

Number new_number() {
  return Number(made(BN_new()));
}

// A prime with its two highest bits set, so that the product of two has exactly twice the bits, and
// for which the exponent has an inverse.
Number random_prime(Random& random, BN_CTX* scratch) {
  std::array<uint64_t, kPrimeBytes / sizeof(uint64_t)> words;
  Number prime = new_number();
  while (true) {
    for (uint64_t& word : words) word = random.next();
    words.front() |= 1;
    words.back() |= uint64_t{3} << 62;
    made(BN_lebin2bn(reinterpret_cast<const unsigned char*>(words.data()), kPrimeBytes,
                     prime.get()));
    if (BN_mod_word(prime.get(), kExponent) == 1) continue;
    if (BN_check_prime(prime.get(), scratch, nullptr) == 1) break;
  }
  OPENSSL_cleanse(words.data(), sizeof words);
  return prime;
}

struct RsaNumbers {
  Number modulus, exponent, private_exponent, p, q, d_mod_p1, d_mod_q1, q_inverse;
};

RsaNumbers random_numbers(Random& random) {
  Scratch scratch(made(BN_CTX_new()));
  RsaNumbers rsa{new_number(),
                 new_number(),
                 new_number(),
                 random_prime(random, scratch.get()),
                 random_prime(random, scratch.get()),
                 new_number(),
                 new_number(),
                 new_number()};
  if (BN_cmp(rsa.p.get(), rsa.q.get()) < 0) std::swap(rsa.p, rsa.q);
  Number p1(made(BN_dup(rsa.p.get()))), q1(made(BN_dup(rsa.q.get()))), product = new_number();
  made(BN_sub_word(p1.get(), 1) && BN_sub_word(q1.get(), 1) &&
       BN_mul(rsa.modulus.get(), rsa.p.get(), rsa.q.get(), scratch.get()) &&
       BN_mul(product.get(), p1.get(), q1.get(), scratch.get()) &&
       BN_set_word(rsa.exponent.get(), kExponent));
  made(
      BN_mod_inverse(rsa.private_exponent.get(), rsa.exponent.get(), product.get(), scratch.get()));
  made(BN_mod(rsa.d_mod_p1.get(), rsa.private_exponent.get(), p1.get(), scratch.get()) &&
       BN_mod(rsa.d_mod_q1.get(), rsa.private_exponent.get(), q1.get(), scratch.get()));
  made(BN_mod_inverse(rsa.q_inverse.get(), rsa.q.get(), rsa.p.get(), scratch.get()));
  return rsa;
}

Key to_key(const RsaNumbers& rsa) {
  std::unique_ptr<OSSL_PARAM_BLD, Release<OSSL_PARAM_BLD_free>> builder(made(OSSL_PARAM_BLD_new()));
  auto push = [&](const char* name, const Number& number) {
    made(OSSL_PARAM_BLD_push_BN(builder.get(), name, number.get()));
  };
  push(OSSL_PKEY_PARAM_RSA_N, rsa.modulus);
  push(OSSL_PKEY_PARAM_RSA_E, rsa.exponent);
  push(OSSL_PKEY_PARAM_RSA_D, rsa.private_exponent);
  push(OSSL_PKEY_PARAM_RSA_FACTOR1, rsa.p);
  push(OSSL_PKEY_PARAM_RSA_FACTOR2, rsa.q);
  push(OSSL_PKEY_PARAM_RSA_EXPONENT1, rsa.d_mod_p1);
  push(OSSL_PKEY_PARAM_RSA_EXPONENT2, rsa.d_mod_q1);
  push(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, rsa.q_inverse);
  std::unique_ptr<OSSL_PARAM, Release<OSSL_PARAM_free>> parameters(
      made(OSSL_PARAM_BLD_to_param(builder.get())));
  std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>> context(
      made(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr)));
  EVP_PKEY* key = nullptr;
  made(EVP_PKEY_fromdata_init(context.get()) == 1 &&
       EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) == 1);
  return Key(key);
}

std::string to_pem(const Key& key) {
  std::unique_ptr<BIO, Release<BIO_free>> memory(made(BIO_new(BIO_s_secmem())));
  made(PEM_write_bio_PrivateKey_traditional(memory.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                            nullptr));
  char* text;
  long length = BIO_get_mem_data(memory.get(), &text);
  return std::string(text, size_t(length));
}

// A field of a public key's body: its length in four bytes, then its bytes.
void append_field(std::string& body, std::string_view bytes) {
  for (int shift = 24; shift >= 0; shift -= 8) body += static_cast<char>(bytes.size() >> shift);
  body += bytes;
}

void append_number(std::string& body, const Number& number) {
  std::string bytes(size_t(BN_num_bytes(number.get())), '\0');
  BN_bn2bin(number.get(), reinterpret_cast<unsigned char*>(bytes.data()));
  if (bytes[0] & 0x80) bytes.insert(bytes.begin(), '\0');  // else it would read as negative
  append_field(body, bytes);
}

}  // namespace

GeneratedSshKey generate_rsa_key(Random& random) {
  RsaNumbers rsa = random_numbers(random);
  std::string body;
  append_field(body, "ssh-rsa");
  append_number(body, rsa.exponent);
  append_number(body, rsa.modulus);
  return {"ssh-rsa " + to_base64(body), to_pem(to_key(rsa))};
}

}  // namespace terrane
