#include "cli/http_client.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <charconv>
#include <memory>

namespace terrane {
namespace {

constexpr ErrorKind kBadEndpoint{
    "InvalidEndpoint", "{} is not an endpoint: it should be http://HOST:PORT or https://HOST:PORT.",
    "{} 不是合法的服务地址，应为 http://HOST:PORT 或 https://HOST:PORT。"};
constexpr ErrorKind kUnreachable{
    "Unreachable", "Nobody answers at {}. Is the cloud running? `terrane serve` starts one.",
    "无法连接 {}，请确认云正在运行（terrane serve）。"};
constexpr ErrorKind kNotTrusted{
    "Unreachable", "The certificate of {} is not trusted: use --data DIR of its cloud, or http://.",
    "{} 的证书不受信任：请使用该云的 --data DIR，或改用 http://。"};
constexpr ErrorKind kNotHttp{"Unreachable", "{} answers, but not as a cloud does.",
                             "{} 的应答不是合法的 HTTP。"};

constexpr int kSecondsToConnect = 10;
constexpr int kSecondsToAnswer = 60;

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Connection = std::unique_ptr<BIO, FreeBio>;

bool is_secure(std::string_view endpoint) {
  return endpoint.starts_with("https://");
}

std::unique_ptr<SSL_CTX, FreeContext> trusting(const std::string& authority) {
  std::unique_ptr<SSL_CTX, FreeContext> context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  if (authority.empty()) {
    SSL_CTX_set_default_verify_paths(context.get());
  } else {
    SSL_CTX_load_verify_locations(context.get(), authority.c_str(), nullptr);
  }
  return context;
}

// The certificate must be that of `name`: a host name, or an address.
void expect_name(BIO* connection, std::string name) {
  SSL* session = nullptr;
  BIO_get_ssl(connection, &session);
  if (name.starts_with('[')) name = name.substr(1, name.size() - 2);
  if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), name.c_str()) == 1) return;
  SSL_set1_host(session, name.c_str());
  SSL_set_tlsext_host_name(session, name.c_str());
}

// A cloud that accepts a call and never answers it holds nobody up for ever.
void set_timeouts(BIO* connection) {
  timeval limit{.tv_sec = kSecondsToAnswer, .tv_usec = 0};
  int socket = int(BIO_get_fd(connection, nullptr));
  BIO_socket_nbio(socket, 0);  // it was not blocking while it connected
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

Result<HttpAnswer> parse_answer(const std::string& text, const std::string& endpoint) {
  size_t body = text.find("\r\n\r\n");
  if (!text.starts_with("HTTP/1.") || body == std::string::npos || text.size() < 12)
    return refuse(kNotHttp, endpoint);
  HttpAnswer answer;
  std::from_chars(text.data() + 9, text.data() + 12, answer.status);
  answer.body = text.substr(body + 4);
  return answer;
}

}  // namespace

std::string_view endpoint_host(std::string_view endpoint) {
  size_t scheme = endpoint.find("://");
  if (scheme != std::string_view::npos) endpoint.remove_prefix(scheme + 3);
  return endpoint.substr(0, endpoint.find('/'));
}

Result<HttpAnswer> http_post(const std::string& endpoint, const std::string& authority,
                             const std::vector<std::pair<std::string, std::string>>& headers,
                             std::string_view body) {
  if (!is_secure(endpoint) && !endpoint.starts_with("http://"))
    return refuse(kBadEndpoint, endpoint);
  std::string host(endpoint_host(endpoint));
  if (host.rfind(':') == std::string::npos || host.ends_with(']'))
    host += is_secure(endpoint) ? ":443" : ":80";

  std::unique_ptr<SSL_CTX, FreeContext> context;
  Connection connection;
  if (is_secure(endpoint)) {
    context = trusting(authority);
    connection.reset(BIO_new_ssl_connect(context.get()));
    expect_name(connection.get(), host.substr(0, host.rfind(':')));
    BIO_set_conn_hostname(connection.get(), host.c_str());
  } else {
    connection.reset(BIO_new_connect(host.c_str()));
  }
  if (BIO_do_connect_retry(connection.get(), kSecondsToConnect, 10) <= 0) {
    bool certificate = ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_CERTIFICATE_VERIFY_FAILED;
    return refuse(certificate ? kNotTrusted : kUnreachable, endpoint);
  }
  set_timeouts(connection.get());

  std::string request =
      "POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n";
  for (const auto& [name, value] : headers) request += name + ": " + value + "\r\n";
  request += "\r\n";
  request += body;
  size_t sent = 0;
  while (sent < request.size()) {
    int more = BIO_write(connection.get(), request.data() + sent, int(request.size() - sent));
    if (more <= 0) return refuse(kUnreachable, endpoint);
    sent += size_t(more);
  }
  std::string text;
  char block[16384];
  for (int size; (size = BIO_read(connection.get(), block, sizeof block)) > 0;)
    text.append(block, size_t(size));
  return parse_answer(text, endpoint);
}

}  // namespace terrane
