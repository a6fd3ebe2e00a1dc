// The layout of a cloud's data directory:
//   credentials   the administrator's keys, mode 0600        endpoint   where the cloud serves now
//   cells/<name>  a store per region, and the account plane's
//   ca.pem ca.key the local certificate authority            audit/     who did what
//   states/<name>  a named state, a file per cell
//   reports/<run>  what came of a drill that was run here
//   clock         by how many seconds its clock was put forward, where it was
#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "gateway/certificate_authority.h"

namespace terrane {

struct SecretKeyPair {
  std::string secret_id;
  std::string secret_key;
};

class DataDirectory {
 public:
  // Makes the directory where it is missing, readable by its owner alone.
  static Result<DataDirectory> open(const std::string& path);

  const std::string& path() const { return path_; }
  std::string cells() const { return path_ + "/cells"; }
  std::string states() const { return path_ + "/states"; }
  std::string reports() const { return path_ + "/reports"; }
  bool has_cell(std::string_view name) const;  // whether the cell has stored anything
  std::string audit_log() const { return path_ + "/audit/audit.log"; }

  // The keys kept there; nothing before the first start.
  Result<std::optional<SecretKeyPair>> credentials() const;
  Result<void> keep_credentials(const SecretKeyPair& keys) const;
  // The local certificate authority's files, made at the first start.
  Result<AuthorityFiles> authority(Time now) const;
  // By how much the cloud's clock is ahead of real time.
  Result<Duration> clock_ahead() const;
  Result<void> keep_clock_ahead(Duration ahead) const;
  // "http://ADDR:PORT" of the cloud that serves this directory, for client verbs.
  Result<void> keep_endpoint(const std::string& endpoint) const;

 private:
  explicit DataDirectory(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace terrane
