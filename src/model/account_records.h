// The account plane's records (M-25, M-26). Every region keeps a copy of them (D3), so that it goes
// on when the account plane is gone.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/resource_id.h"
#include "base/time.h"
#include "model/tag_pair.h"

namespace terrane {

// A user of the cloud, told apart everywhere by one number (M-25).
struct Account {
  static constexpr std::string_view kTable = "account";
  using Key = AccountId;

  AccountId id{};       // the Uin
  uint64_t app_id = 0;  // the AppId
  std::string name;
  Time created;
  bool is_operator = false;  // may call the operator's actions of service `terrane`

  static constexpr auto kFields = [] {
    return std::tuple(named("app_id", &Account::app_id), named("name", &Account::name),
                      named("created", &Account::created),
                      named("operator", &Account::is_operator));
  };
};

// What a client signs its calls with.
struct AccessKey {
  static constexpr std::string_view kTable = "access-key";
  using Key = std::string;

  std::string id;  // the SecretId
  std::string secret;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  Time created;
  bool disabled = false;

  static constexpr auto kFields = [] {
    return std::tuple(named("secret", &AccessKey::secret), named("account", &AccessKey::account),
                      named("sequence", &AccessKey::sequence),
                      named("created", &AccessKey::created),
                      named("disabled", &AccessKey::disabled));
  };
};

// An SSH key: lives in all regions, binds to any instance of its account (M-26).
struct KeyPair {
  static constexpr std::string_view kTable = "key-pair";
  using Key = KeyPairId;

  KeyPairId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  std::string description;
  std::string public_key;
  int64_t project = 0;
  Time created;
  std::vector<TagPair> tags;
  bool deleting = false;  // may not be bound any more; gone once no region binds it

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &KeyPair::account), named("sequence", &KeyPair::sequence),
                      named("name", &KeyPair::name), named("description", &KeyPair::description),
                      named("public_key", &KeyPair::public_key),
                      named("project", &KeyPair::project), named("created", &KeyPair::created),
                      named("tags", &KeyPair::tags), named("deleting", &KeyPair::deleting));
  };
};

// A server's certificate with its key, or the certificate of an authority that clients' must be of:
// lives in all regions, used by any listener of its account (M-33).
struct Certificate {
  static constexpr std::string_view kTable = "certificate";
  using Key = CertificateId;

  CertificateId id;
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string alias;
  bool is_authority = false;  // CA; else SVR
  std::string chain;          // PEM, the certificate itself first
  std::string private_key;    // PEM; empty for an authority's
  std::string domain;         // the subject's common name
  std::vector<std::string> names;
  std::string issuer;
  std::string subject;
  std::string algorithm;    // "RSA 2048"
  std::string fingerprint;  // SHA-1, in hexadecimal digits
  Time begins;
  Time ends;
  int64_t project = 0;
  Time created;
  std::vector<TagPair> tags;
  bool deleting = false;  // may not be bound any more; gone once no region binds it

  static constexpr auto kFields = [] {
    return std::tuple(
        named("account", &Certificate::account), named("sequence", &Certificate::sequence),
        named("alias", &Certificate::alias), named("authority", &Certificate::is_authority),
        named("chain", &Certificate::chain), named("private_key", &Certificate::private_key),
        named("domain", &Certificate::domain), named("names", &Certificate::names),
        named("issuer", &Certificate::issuer), named("subject", &Certificate::subject),
        named("algorithm", &Certificate::algorithm),
        named("fingerprint", &Certificate::fingerprint), named("begins", &Certificate::begins),
        named("ends", &Certificate::ends), named("project", &Certificate::project),
        named("created", &Certificate::created), named("tags", &Certificate::tags),
        named("deleting", &Certificate::deleting));
  };
};

// A key of tags that an account made by itself, with its values. Tags on resources are there
// without being made.
struct TagKey {
  static constexpr std::string_view kTable = "tag-key";
  using Key = std::string;

  std::string id;  // see of()
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string key;
  std::vector<std::string> values;  // in order
  Time created;

  static Key of(AccountId account, std::string_view key) {
    return std::to_string(uint64_t(account)) + "/" + std::string(key);
  }

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &TagKey::account), named("sequence", &TagKey::sequence),
                      named("key", &TagKey::key), named("values", &TagKey::values),
                      named("created", &TagKey::created));
  };
};

// A label that sorts an account's resources, in all regions.
struct Project {
  static constexpr std::string_view kTable = "project";
  using Key = ProjectId;

  ProjectId id{};
  AccountId account{};
  uint64_t sequence = 0;
  uint32_t position = 0;
  std::string name;
  std::string description;
  uint64_t creator = 0;  // the Uin that signed
  Time created;

  static constexpr auto kFields = [] {
    return std::tuple(named("account", &Project::account), named("sequence", &Project::sequence),
                      named("name", &Project::name), named("description", &Project::description),
                      named("creator", &Project::creator), named("created", &Project::created));
  };
};

}  // namespace terrane
