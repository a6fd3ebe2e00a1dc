package suite;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.tencentcloudapi.common.AbstractClient;
import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.common.profile.Language;
import com.tencentcloudapi.cvm.v20170312.CvmClient;
import com.tencentcloudapi.vpc.v20170312.VpcClient;
import java.io.FileInputStream;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The cloud under test as its users meet it: by the official Java SDK, unmodified. */
final class Cloud {
  static final String IMAGE = "img-487zeit5"; // Ubuntu Server 22.04 LTS, the same in every region
  static final URI ENDPOINT = URI.create(System.getenv("TERRANE_ENDPOINT"));

  /** How requests reach the cloud. */
  enum Connection { HTTP, HTTPS, HTTP_BY_A_PROXY, HTTPS_BY_A_PROXY }

  record Account(String secretId, String secretKey, String uin) {
    Credential credential() {
      return new Credential(secretId, secretKey);
    }
    Region region(String name, ClientProfile profile) {
      return new Region(
          new CvmClient(credential(), name, profile), new VpcClient(credential(), name, profile));
    }
    Region region(String name) {
      return region(name, profile(Connection.HTTP));
    }
  }

  /** One region as one account sees it. */
  record Region(CvmClient cvm, VpcClient vpc) {}

  static ClientProfile profile(Connection connection) {
    HttpProfile http = new HttpProfile();
    boolean secure = connection == Connection.HTTPS || connection == Connection.HTTPS_BY_A_PROXY;
    http.setProtocol(secure ? HttpProfile.REQ_HTTPS : HttpProfile.REQ_HTTP);
    if (connection == Connection.HTTP || connection == Connection.HTTPS) {
      http.setEndpoint(ENDPOINT.getAuthority());
    } else {
      http.setProxyHost(ENDPOINT.getHost());
      http.setProxyPort(ENDPOINT.getPort());
    }
    if (secure) trust(http);
    ClientProfile profile = new ClientProfile(ClientProfile.SIGN_TC3_256, http);
    profile.setLanguage(Language.EN_US);
    return profile;
  }

  private static void trust(HttpProfile http) {
    try (FileInputStream file = new FileInputStream(System.getenv("TERRANE_CA"))) {
      KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
      known.load(null, null);
      known.setCertificateEntry(
          "cloud", CertificateFactory.getInstance("X.509").generateCertificate(file));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(known);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      http.setSslSocketFactory(context.getSocketFactory());
      http.setX509TrustManager((X509TrustManager) factory.getTrustManagers()[0]);
    } catch (Exception problem) {
      throw new IllegalStateException(problem);
    }
  }

  /** A fresh account: tests share the cloud, and nothing in it. */
  static Account newAccount() throws TencentCloudSDKException {
    Credential operator =
        new Credential(
            System.getenv("TERRANE_SECRET_ID"), System.getenv("TERRANE_SECRET_KEY"));
    CommonClient client =
        new CommonClient("terrane", "2026-11-23", operator, "", profile(Connection.HTTP));
    JsonObject made =
        call(client, "CreateAccount", "{\"Name\": \"java-" + UUID.randomUUID() + "\"}");
    JsonObject key = made.getAsJsonObject("AccessKey");
    return new Account(
        key.get("SecretId").getAsString(),
        key.get("SecretKey").getAsString(),
        made.getAsJsonObject("Account").get("Uin").getAsString());
  }

  /** An action by its name, with parameters in JSON. */
  static JsonObject call(AbstractClient client, String action, String parameters)
      throws TencentCloudSDKException {
    return new Gson()
        .fromJson(client.call(action, parameters), JsonObject.class)
        .getAsJsonObject("Response");
  }

  static JsonObject only(JsonObject response, String list) {
    JsonArray all = response.getAsJsonArray(list);
    if (all.size() != 1) throw new AssertionError(list + " holds " + all);
    return all.get(0).getAsJsonObject();
  }

  /** Asks the cloud whether something is so. */
  interface Condition {
    boolean holds() throws TencentCloudSDKException;
  }

  static void eventually(Condition condition) throws TencentCloudSDKException {
    for (long end = System.nanoTime() + 20_000_000_000L; !condition.holds(); ) {
      if (System.nanoTime() > end) throw new AssertionError("not so after 20 s");
      try {
        Thread.sleep(20);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  private Cloud() {}
}
