// Certificates for scenarios: an authority's, and one of it for www.example.com, both good from
// 2020 to 2050; their keys guard nothing.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/scenario.h"

namespace terrane {

inline constexpr std::string_view kAuthority =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBSzCB86ADAgECAgEBMAoGCCqGSM49BAMCMBUxEzARBgNVBAMMCkV4YW1wbGUt\n"
    "Q0EwIBcNMjAwMTAxMDAwMDAwWhgPMjA1MDAxMDEwMDAwMDBaMBUxEzARBgNVBAMM\n"
    "CkV4YW1wbGUtQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARZVDrQlOrFqCSx\n"
    "0qdBUD1Hd8jbliA//Lpv4O6/zfx54LaC2maEtqQw5t/0BGIuqsYbP8XlgssLSj68\n"
    "w7GHpwhiozIwMDAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBQG06l0fNavwldy\n"
    "eWBJ/VqkOFPVQjAKBggqhkjOPQQDAgNHADBEAiANVg8osnBZzFh9o4JnmMf6MTmN\n"
    "4aNvMKG9X4s7/xTZqgIgcX34CAVSWP1OOzdkpc5SHhNhq3VoeW/vSHui2tVEe0A=\n"
    "-----END CERTIFICATE-----\n";
inline constexpr std::string_view kServerCertificate =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBlzCCAT6gAwIBAgIBAjAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDApFeGFtcGxl\n"
    "LUNBMCAXDTIwMDEwMTAwMDAwMFoYDzIwNTAwMTAxMDAwMDAwWjAaMRgwFgYDVQQD\n"
    "DA93d3cuZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAR3Sc+i\n"
    "x8S0roZenurF/3Ol/V/bRFoDStSngD/w+/bkRlVYvyMxfS3WJL+nLN9TB7zih8z0\n"
    "pLxiwNlVETjayZnEo3gwdjApBgNVHREEIjAggg93d3cuZXhhbXBsZS5jb22CDSou\n"
    "ZXhhbXBsZS5jb20wCQYDVR0TBAIwADAdBgNVHQ4EFgQUKNi5kJbJMayrStncvT7m\n"
    "MrNWFj4wHwYDVR0jBBgwFoAUBtOpdHzWr8JXcnlgSf1apDhT1UIwCgYIKoZIzj0E\n"
    "AwIDRwAwRAIgbIlg+zago2nmJGOs2SW8ZGKoBbunRYw6OszLJHVefyYCIGbyBx0P\n"
    "6lRzP8n/YvktIIFIxbM4kxYoKD8rISz9Mqep\n"
    "-----END CERTIFICATE-----\n";
inline constexpr std::string_view kServerKey =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgu50bqpJWolNLdYbI\n"
    "3bZpzC5j3TYsAIljkK2PP3irds6hRANCAAR3Sc+ix8S0roZenurF/3Ol/V/bRFoD\n"
    "StSngD/w+/bkRlVYvyMxfS3WJL+nLN9TB7zih8z0pLxiwNlVETjayZnE\n"
    "-----END PRIVATE KEY-----\n";
inline constexpr std::string_view kKeyOfAnother =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgssKclWnyO7L/vsxW\n"
    "HI3/vDdsJUhMYnS2dy0LaaFu0Z6hRANCAAR35ROn69I0eAw6qyHxiDpvM4O4UgHd\n"
    "eccU4AWaq35rCrp0FAv5OABBj5/6kjIjZxKfqkYU1cmzin3ZdVtEwNWz\n"
    "-----END PRIVATE KEY-----\n";

// The certificate that a call kept.
inline std::string upload_certificate(const Client& client) {
  return client
      .call("ssl", "UploadCertificate",
            {{"CertificatePublicKey", kServerCertificate},
             {"CertificatePrivateKey", kServerKey}})["CertificateId"]
      .text();
}
inline std::string upload_authority(const Client& client) {
  return client
      .call("ssl", "UploadCertificate",
            {{"CertificatePublicKey", kAuthority}, {"CertificateType", "CA"}})["CertificateId"]
      .text();
}

}  // namespace terrane
