#include "server/data_directory.h"

#include <unistd.h>

#include <charconv>

#include "env/real/files.h"

namespace terrane {
namespace {

constexpr ErrorKind kDamagedCredentials{
    "InvalidDataDirectory",
    "{} must hold two lines: a SecretId and a SecretKey. Restore it, or "
    "start with TERRANE_SECRET_ID and TERRANE_SECRET_KEY set.",
    "{} 应包含两行：SecretId 和 SecretKey。请恢复该文件，或设置 TERRANE_SECRET_ID 与 "
    "TERRANE_SECRET_KEY 后启动。"};

constexpr ErrorKind kDamagedClock{
    "InvalidDataDirectory",
    "{} must hold the number of seconds by which the cloud's clock was put forward. Restore it.",
    "{} 应包含时钟被拨快的秒数，请恢复该文件。"};

}  // namespace

Result<DataDirectory> DataDirectory::open(const std::string& path) {
  CHECKED(make_directory(path, 0700));
  return DataDirectory(path);
}

bool DataDirectory::has_cell(std::string_view name) const {
  return access((cells() + "/" + std::string(name)).c_str(), F_OK) == 0;
}

Result<std::optional<SecretKeyPair>> DataDirectory::credentials() const {
  std::string file = path_ + "/credentials";
  if (access(file.c_str(), F_OK) != 0) return std::nullopt;
  TRY(std::string text, read_file(file));
  size_t first_end = text.find('\n');
  size_t second_end = text.find('\n', first_end + 1);
  if (first_end == std::string::npos || second_end == std::string::npos || first_end == 0)
    return refuse(kDamagedCredentials, file);
  return SecretKeyPair{text.substr(0, first_end),
                       text.substr(first_end + 1, second_end - first_end - 1)};
}

Result<void> DataDirectory::keep_credentials(const SecretKeyPair& keys) const {
  return write_file_atomically(path_ + "/credentials",
                               keys.secret_id + "\n" + keys.secret_key + "\n", 0600);
}

Result<AuthorityFiles> DataDirectory::authority(Time now) const {
  std::string certificate = path_ + "/ca.pem", key = path_ + "/ca.key";
  if (access(certificate.c_str(), F_OK) != 0) {
    AuthorityFiles made = CertificateAuthority::make(now);
    CHECKED(write_file_atomically(key, made.key, 0600));
    CHECKED(write_file_atomically(certificate, made.certificate, 0644));
    return made;
  }
  AuthorityFiles files;
  TRY(files.certificate, read_file(certificate));
  TRY(files.key, read_file(key));
  return files;
}

Result<Duration> DataDirectory::clock_ahead() const {
  std::string file = path_ + "/clock";
  if (access(file.c_str(), F_OK) != 0) return Duration{};
  TRY(std::string text, read_file(file));
  int64_t ahead = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), ahead);
  if (problem != std::errc() || std::string_view(end) != "\n") return refuse(kDamagedClock, file);
  return seconds(ahead);
}

Result<void> DataDirectory::keep_clock_ahead(Duration ahead) const {
  std::string text = std::to_string(ahead.microseconds / seconds(1).microseconds) + "\n";
  return write_file_atomically(path_ + "/clock", text, 0644);
}

Result<void> DataDirectory::keep_endpoint(const std::string& endpoint) const {
  return write_passing_file_atomically(path_ + "/endpoint", endpoint + "\n", 0644);
}

}  // namespace terrane
