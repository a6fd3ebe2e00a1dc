// Certificates: in all regions, shown by listeners of any; checked when they are uploaded, and kept
// for as long as a listener uses them.
#include "scenarios/certificates.h"

#include <gtest/gtest.h>

#include "scenarios/balancers.h"

namespace terrane {
namespace {

Json shown_certificate(const Client& client, const std::string& id) {
  return Json(
      client.call("ssl", "DescribeCertificateDetail", {{"CertificateId", id}}).response().value());
}

std::string shows(const std::string& certificate, std::string_view more = {}) {
  return R"("Certificate":{"SSLMode":"UNIDIRECTIONAL","CertId":")" + certificate + '"' +
         std::string(more) + "}";
}

std::string https(const std::string& certificate, int port = 443) {
  return R"("Protocol":"HTTPS","Ports":[)" + std::to_string(port) + "]," + shows(certificate);
}

TEST(Certificates, are_read_when_they_are_uploaded) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = upload_certificate(alice);
  EXPECT_TRUE(id.starts_with("cert-")) << id;
  Json certificate = shown_certificate(alice, id);
  EXPECT_EQ(certificate["CertificateType"], "SVR");
  EXPECT_EQ(certificate["Domain"], "www.example.com");
  EXPECT_EQ(certificate["SubjectAltName"][0], "www.example.com");
  EXPECT_EQ(certificate["SubjectAltName"][1], "*.example.com");
  EXPECT_EQ(certificate["IsWildcard"], true);
  EXPECT_EQ(certificate["EncryptAlgorithm"], "ECC prime256v1");
  EXPECT_EQ(certificate["CertBeginTime"], "2020-01-01 08:00:00");
  EXPECT_EQ(certificate["CertEndTime"], "2050-01-01 08:00:00");
  EXPECT_EQ(certificate["Status"], 1);
  EXPECT_EQ(certificate["CertificatePublicKey"], kServerCertificate);
  EXPECT_EQ(shown_certificate(alice, upload_authority(alice))["CertificateType"], "CA");
  EXPECT_EQ(alice.call("ssl", "DescribeCertificates")["TotalCount"], 2);
  EXPECT_EQ(alice.call("ssl", "DescribeCertificates", R"({"CertificateType":"CA"})")["TotalCount"],
            1);
  EXPECT_EQ(
      alice.call("ssl", "DescribeCertificates", R"({"SearchKey":"example.com"})")["TotalCount"], 1);
}

TEST(Certificates, that_do_not_fit_are_refused) {
  Scenario cloud;
  auto upload = [&](std::string_view chain, std::string_view key, std::string_view type) {
    return cloud.call("ssl", "UploadCertificate",
                      {{"CertificatePublicKey", chain},
                       {"CertificatePrivateKey", key},
                       {"CertificateType", type}});
  };
  upload("none", kServerKey, "SVR").expect_error("FailedOperation.CertificateParseError");
  upload(kServerCertificate, "", "SVR").expect_error("InvalidParameterValue");
  upload(kServerCertificate, "none", "SVR").expect_error("FailedOperation.PrivateKeyParseError");
  upload(kServerCertificate, kKeyOfAnother, "SVR")
      .expect_error("FailedOperation.CertificateMismatch");
  upload(kServerCertificate, "", "CA").expect_error("FailedOperation.CertificateInvalid");
  upload(kAuthority, kServerKey, "CA").expect_error("InvalidParameterValue");
  upload(kServerCertificate, kServerKey, "ROOT").expect_error("InvalidParameterValue");
  upload(kServerCertificate, kServerKey, "SVR").expect_ok();
  cloud
      .call("ssl", "UploadCertificate",
            {{"CertificatePublicKey", kServerCertificate},
             {"CertificatePrivateKey", kServerKey},
             {"Repeatable", false}})
      .expect_error("FailedOperation.CertificateExists");
}

// M-33
TEST(Certificates, are_shown_by_listeners_of_any_region_and_kept_while_they_are) {
  Scenario cloud;
  Client alice = cloud.alice(), far = cloud.in("ap-shanghai");
  std::string id = upload_certificate(alice), authority = upload_authority(alice);
  std::string balancer = create_balancer(far);
  std::string listener = create_listener(far, balancer, https(id));
  EXPECT_EQ(shown_listeners(far, balancer)[0]["Certificate"]["CertId"], id);
  on_balancer(far, "CreateListener", balancer, https(authority, 444))
      .expect_error("InvalidParameterValue");
  on_balancer(far, "CreateListener", balancer, https("cert-00000000", 444))
      .expect_error("InvalidParameterValue");
  on_balancer(far, "ModifyListener", balancer,
              at_listener(listener) + R"(,"Certificate":{"SSLMode":"MUTUAL","CertId":")" + id +
                  R"(","CertCaId":")" + authority + "\"}")
      .expect_ok();
  for (const std::string& used : {id, authority})
    alice.call("ssl", "DeleteCertificate", {{"CertificateId", used}})
        .expect_error("FailedOperation.DeleteResourceFailed");
  on_balancer(far, "DeleteListener", balancer, at_listener(listener)).expect_ok();
  alice.call("ssl", "DeleteCertificate", {{"CertificateId", id}}).expect_ok();
  alice.call("ssl", "DescribeCertificateDetail", {{"CertificateId", id}})
      .expect_error("FailedOperation.CertificateNotFound");
}

TEST(Certificates, are_each_domains_own_where_the_listener_has_SNI) {
  Scenario cloud;
  Client alice = cloud.alice();
  std::string id = upload_certificate(alice), balancer = create_balancer(alice);
  std::string listener =
      create_listener(alice, balancer, R"("Protocol":"HTTPS","Ports":[443],"SniSwitch":1)");
  auto create = [&](const std::string& rule) {
    return on_balancer(alice, "CreateRule", balancer,
                       at_listener(listener) + R"(,"Rules":[{)" + rule + "}]");
  };
  create(R"("Domain":"a.example.com","Url":"/")").expect_error("MissingParameter");
  create(R"("Domain":"a.example.com","Url":"/","Http2":true,)" + shows(id)).expect_ok();
  create(R"("Domain":"a.example.com","Url":"/x")").expect_ok();
  Json rules = shown_listeners(alice, balancer)[0]["Rules"];
  EXPECT_EQ(rules[1]["Certificate"]["CertId"], id) << "as its domain has it";
  EXPECT_EQ(rules[1]["Http2"], true);
  alice.call("ssl", "DeleteCertificate", {{"CertificateId", id}})
      .expect_error("FailedOperation.DeleteResourceFailed");
}

// M-13
TEST(Certificates, of_others_do_not_exist) {
  Scenario cloud;
  Client bob = cloud.as(kBob);
  std::string id = upload_certificate(cloud.alice());
  bob.call("ssl", "DescribeCertificateDetail", {{"CertificateId", id}})
      .expect_error("FailedOperation.CertificateNotFound");
  bob.call("ssl", "DeleteCertificate", {{"CertificateId", id}})
      .expect_error("FailedOperation.CertificateNotFound");
  EXPECT_EQ(bob.call("ssl", "DescribeCertificates")["TotalCount"], 0);
  std::string balancer = create_balancer(bob);
  on_balancer(bob, "CreateListener", balancer, https(id)).expect_error("InvalidParameterValue");
}

}  // namespace
}  // namespace terrane
