#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "env/real/real_clock.h"
#include "gateway/certificate_authority.h"
#include "gateway/http_server.h"
#include "gateway/http_server_testing.h"

namespace terrane {
namespace {

template <auto release>
struct Releaser {
  void operator()(auto* object) const { release(object); }
};

// A TLS session over a client's connection, that trusts one authority and nobody else.
class TlsSession {
 public:
  // `name`: what to ask for and to check the certificate against; an address is only checked.
  TlsSession(Client& client, const std::string& authority, const std::string& name,
             std::string_view protocols = {})
      : context_(SSL_CTX_new(TLS_client_method())), session_(SSL_new(context_.get())) {
    const std::unique_ptr<BIO, Releaser<BIO_free>> memory(
        BIO_new_mem_buf(authority.data(), int(authority.size())));
    const std::unique_ptr<X509, Releaser<X509_free>> certificate(
        PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), certificate.get());
    SSL* session = session_.get();
    X509_VERIFY_PARAM* checks = SSL_get0_param(session);
    X509_VERIFY_PARAM_set_flags(checks, X509_V_FLAG_X509_STRICT);
    if (X509_VERIFY_PARAM_set1_ip_asc(checks, name.c_str()) != 1) {
      X509_VERIFY_PARAM_set1_host(checks, name.c_str(), 0);
      SSL_set_tlsext_host_name(session, name.c_str());
    }
    if (!protocols.empty())
      SSL_set_alpn_protos(session, reinterpret_cast<const unsigned char*>(protocols.data()),
                          unsigned(protocols.size()));
    SSL_set_verify(session, SSL_VERIFY_PEER, nullptr);
    SSL_set_fd(session, client.socket());
    connected_ = SSL_connect(session) == 1;
  }

  bool is_trusted() const { return connected_; }

  std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(session_.get(), &name, &size);
    return {reinterpret_cast<const char*>(name), size};
  }

  void send(std::string_view text) { SSL_write(session_.get(), text.data(), int(text.size())); }

  // Reads until `end` has arrived.
  std::string receive_until(std::string_view end) {
    std::string text;
    char bytes[16384];
    while (!text.ends_with(end)) {
      const int size = SSL_read(session_.get(), bytes, sizeof bytes);
      if (size <= 0) break;
      text.append(bytes, size_t(size));
    }
    return text;
  }

 private:
  std::unique_ptr<SSL_CTX, Releaser<SSL_CTX_free>> context_;
  std::unique_ptr<SSL, Releaser<SSL_free>> session_;
  bool connected_ = false;
};

class TlsTest : public testing::Test {
 protected:
  void SetUp() override {
    files_ = CertificateAuthority::make(clock_.now());
    authority_ = std::make_unique<CertificateAuthority>(files_, hosts_, "127.0.0.1", clock_);
    auto server = HttpServer::listen({}, hosts_, counters_, echo_, authority_.get());
    ASSERT_TRUE(server);
    server_ = std::move(*server);
  }

  RealClock clock_;  // clients check certificates against it
  Echo echo_;
  Hosts hosts_{is_service, {"cloud.example"}};
  HttpCounters counters_;
  AuthorityFiles files_;
  std::unique_ptr<CertificateAuthority> authority_;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(TlsTest, TheSamePortServesHttpAndHttps) {
  Client plain(server_->port());
  plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(body_of(plain.receive()), "GET|/||x|");
  Client client(server_->port());
  TlsSession session(client, files_.certificate, "cvm.tencentcloudapi.com");
  ASSERT_TRUE(session.is_trusted());
  for (int i = 0; i < 2; ++i) {
    session.send("GET / HTTP/1.1\r\nHost: cvm.tencentcloudapi.com\r\n\r\n");
    EXPECT_EQ(body_of(session.receive_until("|")), "GET|/||cvm.tencentcloudapi.com|");
  }
}

TEST_F(TlsTest, EveryHostOfThisCloudHasItsCertificate) {
  for (std::string name : {"vpc.tencentcloudapi.com", "CVM.tencentcloudapi.com",
                           "cvm.ap-guangzhou.tencentcloudapi.com", "vpc.cloud.example",
                           "cloud.example", "localhost", "127.0.0.1", "::1"}) {
    Client client(server_->port());
    EXPECT_TRUE(TlsSession(client, files_.certificate, name).is_trusted()) << name;
  }
}

TEST_F(TlsTest, NoCertificateIsIssuedForOtherHosts) {
  for (std::string name : {"example.com", "www.tencent.com", "10.0.0.1"}) {
    Client client(server_->port());
    EXPECT_FALSE(TlsSession(client, files_.certificate, name).is_trusted()) << name;
  }
}

TEST_F(TlsTest, AnotherAuthorityIsNotTrusted) {
  Client client(server_->port());
  const AuthorityFiles other = CertificateAuthority::make(clock_.now());
  EXPECT_FALSE(TlsSession(client, other.certificate, "localhost").is_trusted());
}

TEST_F(TlsTest, Http11IsChosenAmongTheProtocolsOffered) {
  Client client(server_->port());
  TlsSession session(client, files_.certificate, "localhost",
                     std::string_view("\x02h2\x08http/1.1"));
  ASSERT_TRUE(session.is_trusted());
  EXPECT_EQ(session.protocol(), "http/1.1");
}

TEST_F(TlsTest, ATunnelEndsHereWithTheCertificateOfItsHost) {
  for (std::string name : {"vpc.tencentcloudapi.com", "127.0.0.1"}) {
    Client client(server_->port());
    client.send("CONNECT " + name + ":443 HTTP/1.1\r\nHost: " + name + ":443\r\n\r\n");
    ASSERT_TRUE(client.receive().starts_with("HTTP/1.1 200 "));
    TlsSession session(client, files_.certificate, name);
    ASSERT_TRUE(session.is_trusted()) << name;
    session.send("POST / HTTP/1.1\r\nHost: " + name + "\r\nContent-Length: 2\r\n\r\nhi");
    EXPECT_EQ(body_of(session.receive_until("hi")), "POST|/||" + name + "|hi");
  }
}

TEST_F(TlsTest, LargeBodiesPassBothWays) {
  Client client(server_->port());
  TlsSession session(client, files_.certificate, "localhost");
  ASSERT_TRUE(session.is_trusted());
  std::string body(3'000'000, 'b');
  body.back() = 'e';
  session.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + body);
  EXPECT_EQ(body_of(session.receive_until("e")), "POST|/||x|" + body);
}

TEST_F(TlsTest, AnAuthorityIsTheSameAfterARestart) {
  CertificateAuthority again(files_, hosts_, "127.0.0.1", clock_);
  auto server = HttpServer::listen({}, hosts_, counters_, echo_, &again);
  ASSERT_TRUE(server);
  Client client((*server)->port());
  EXPECT_TRUE(TlsSession(client, files_.certificate, "localhost").is_trusted());
}

TEST_F(TlsTest, FilesThatDoNotBelongTogetherAreRefused) {
  const AuthorityFiles other = CertificateAuthority::make(clock_.now());
  for (const AuthorityFiles& files : {AuthorityFiles{files_.certificate, other.key}, {"", ""}})
    EXPECT_FALSE(CertificateAuthority(files, hosts_, "", clock_).new_server_context());
}

TEST_F(TlsTest, AnUnreadableAuthorityCostsHttpsAlone) {
  CertificateAuthority damaged({"", ""}, hosts_, "", clock_);
  auto server = HttpServer::listen({}, hosts_, counters_, echo_, &damaged);
  ASSERT_TRUE(server);
  Client secure((*server)->port());
  EXPECT_FALSE(TlsSession(secure, files_.certificate, "localhost").is_trusted());
  EXPECT_TRUE(secure.is_closed());
  Client plain((*server)->port());
  plain.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(body_of(plain.receive()), "POST|/a||h|");
}

TEST_F(TlsTest, GarbageAfterTheFirstByteCostsThatConnectionOnly) {
  Client client(server_->port());
  client.send("\x16garbage that is no TLS at all, whatever its first byte says");
  client.half_close();
  client.receive();
  EXPECT_TRUE(client.is_closed());
  Client next(server_->port());
  EXPECT_TRUE(TlsSession(next, files_.certificate, "localhost").is_trusted());
}

}  // namespace
}  // namespace terrane
