// SSH keys: which public keys are taken, and that generated pairs are sound.
#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <set>

#include "account/ssh_key_generator.h"
#include "account/ssh_public_key.h"
#include "env/simulated/simulated_env.h"

namespace terrane {
namespace {

// Made by ssh-keygen, each of another type.
constexpr std::string_view kSound[] = {
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC8Eo5Nfsz9aq79CujoLXM8jlvrLePr4igzDW5ehfPRJPChT3+D53ZRmT"
    "sEHYDbn/m4baczp7BvnJn+NnNd2WzQ6ZwdKRp8g/W98rK4sNfadtUVWu/IXOGyuwaShj3cJBuAuqGaQp+LDS7rCc9pSIce"
    "9KhcVqFjesC2M1vc7VZTiw==",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPSUdIaxfnI2Pz7JY4sTKV4N/h94WUGOdGpf19N2m7dt",
    "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBBEDl2RXKMcU/tuVNmkMWH"
    "tznACzin08Wj72/riDOvI7so3tTwGxBw1czA1I21oDP2SY5wVoDOZYaKth7Pt8f7I=",
    "ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBDWF0dSVwZNnzvud64WZg7"
    "P5r1LGUmfgWk2mlxLHp05jWUmOhOl/k5GrLtYmbRO7ceCIrp5CXs/385VlxZsoyrNp/Kc6XxWvwjyz+dTbFxN6T2LRWqvO"
    "Tn3o2nyVqI2xrg==",
    "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBAD9Ne9uSLyTSCXJ464eHM"
    "ZPBfX0bpTxJPnqdjY45HaKqB0+mb+eHvlIbMrP4lvYmwYZ6nhnRYTTSQ4qlWp7TCp1HgDR4WNDI/lhxGjZJAKw5slJ5CeX"
    "xeCFgOVs4rJcPJYHWE0eFRRUuxlS6MXI1k5nZaTc+oaBu/d/TmUW7EY6BVaFWQ=="};

constexpr std::string_view kDsa =
    "ssh-dss AAAAB3NzaC1kc3MAAACBAPLshaVWopy2WITgoe30PdE7HFwtSMozNK3VrYDh8/9ULcUM1Zn66z2iBAn9/iY/Ys"
    "WHT5+Me6C+6DUfeP0ZsFEF0u5qTIfRvv1SbD93zjrs/Uo1rRHg1e5Ai9v2USutxs1bKGWSNQHrn97byqQjs8dLiBa9pzbO"
    "XPS9eeuhXZ1lAAAAFQDX2cecJg9r7mbT0tLf2dr1H1YLfQAAAIEAiJ4hXuVXTCIB4teRTEMPyF8F+l/aJFW5K8Pi5HhnSn"
    "wzrDNt65jU0KggvJXJRoLxhJv7dtY/B9Z82IFPTEFq9HA6DsjLBwPxNnvmyd4TSCxY74HabJ++fY7iSy01WTB2isRk4eYC"
    "jSqgIgsQD+pqPRa9xyta23cT5U/ZTMeFfbwAAACBAN9sJ3CDiai9mhyvuVz9tQJ9LgUetJogO3o1n9pqWOugmyZE5z0N1r"
    "+PFC4rPaTDs0YjSD9NAttcKTiLQkklyr4tRn54nyvJy+xulFWW6NR0DLJ4UvE0MMAeyq5Va5UuLoLhqW6KLjhJZTpOB4Zf"
    "9Xn21F5nQytsgaUFYHc0c/PT";

TEST(SshPublicKeyTest, KeysOfEveryCurrentTypeAreTaken) {
  for (std::string_view line : kSound) {
    auto bare = parse_ssh_public_key(line);
    ASSERT_TRUE(bare) << line;
    EXPECT_EQ(bare->identity(), line);
    EXPECT_EQ(bare->comment, "");
    std::string commented = " " + std::string(line) + "\tme at home \r\n";
    auto key = parse_ssh_public_key(commented);
    ASSERT_TRUE(key) << line;
    EXPECT_EQ(key->identity(), line);
    EXPECT_EQ(key->comment, "me at home");
  }
}

TEST(SshPublicKeyTest, AnyOtherTextIsRefused) {
  std::string good(kSound[1]);
  for (std::string line :
       {std::string(), std::string("hello"), std::string("ssh-ed25519"), std::string(kDsa),
        "no-pty " + good, good + "\n" + good, good.substr(0, good.size() - 4), good + "AAAA",
        good.substr(0, good.size() - 1) + "!", "ssh-rsa" + good.substr(11),
        std::string("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"),
        good + " " + std::string(9000, 'c')})
    EXPECT_FALSE(parse_ssh_public_key(line)) << line.substr(0, 80);
}

TEST(SshPublicKeyTest, NoByteOfAKeysFrameMayBeWrong) {
  for (std::string_view line : kSound) {
    std::string type(line.substr(0, line.find(' ')));
    size_t frame = type.size() + 1 + (4 + type.size()) * 4 / 3 + 2;  // the lengths and the type
    for (size_t at = 0; at < frame; ++at) {
      if (line[at] == ' ') continue;
      std::string damaged(line);
      damaged[at] = damaged[at] == 'A' ? 'B' : 'A';
      EXPECT_FALSE(parse_ssh_public_key(damaged)) << type << " at " << at;
    }
  }
}

TEST(SshPublicKeyTest, APointThatIsNotOnTheCurveIsRefused) {
  std::string off(kSound[2]);
  off[off.size() - 10] = off[off.size() - 10] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(parse_ssh_public_key(off));
}

TEST(SshPublicKeyTest, Base64PadsToFours) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foo"), "Zm9v");
}

TEST(SshKeyGeneratorTest, AGeneratedPairIsSoundAndItsHalvesBelongTogether) {
  SeededRandom random(1);
  GeneratedSshKey made = generate_rsa_key(random);
  auto key = parse_ssh_public_key(made.public_key);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->type, "ssh-rsa");
  EXPECT_TRUE(made.private_key.starts_with("-----BEGIN RSA PRIVATE KEY-----\n"));

  BIO* memory = BIO_new_mem_buf(made.private_key.data(), int(made.private_key.size()));
  EVP_PKEY* pair = PEM_read_bio_PrivateKey(memory, nullptr, nullptr, nullptr);
  ASSERT_NE(pair, nullptr);
  EXPECT_EQ(EVP_PKEY_get_bits(pair), 2048);
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(pair, nullptr);
  EXPECT_EQ(EVP_PKEY_check(context), 1);  // primes, exponents and product fit each other
  BIGNUM* modulus = nullptr;
  EVP_PKEY_get_bn_param(pair, "n", &modulus);
  std::string bytes(256, '\0');
  BN_bn2bin(modulus, reinterpret_cast<unsigned char*>(bytes.data()));
  // The body ends with the modulus: 279 bytes, a multiple of three, so its text ends whole, too.
  EXPECT_TRUE(key->body.ends_with(to_base64(bytes.substr(1))));
  BN_free(modulus);
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(pair);
  BIO_free(memory);
}

TEST(SshKeyGeneratorTest, TheSameSeedMakesTheSameKeyAndAnotherSeedAnother) {
  std::set<std::string> keys;
  for (uint64_t seed : {1, 1, 2, 3}) {
    SeededRandom random(seed);
    keys.insert(generate_rsa_key(random).public_key);
  }
  EXPECT_EQ(keys.size(), 3u);
}

}  // namespace
}  // namespace terrane
