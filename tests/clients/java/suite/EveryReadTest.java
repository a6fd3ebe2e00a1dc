package suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.tencentcloudapi.common.AbstractClient;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every action that only reads is answered, and the SDK's own types read the answer as it was sent:
 * what they cannot read is a reply that the real service would not give.
 */
class EveryReadTest {
  static final Path CONTRACTS = Path.of("api");
  static final Gson GSON = new Gson();
  static Cloud.Account account;
  static World world;

  @BeforeAll
  static void fill() throws Exception {
    account = Cloud.newAccount();
    world = new World(account);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"api", "cbs", "cdb", "clb", "cvm", "memcached", "region", "ssl", "tag", "vpc"})
  void everyReplyIsWhatTheSdkExpects(String service) throws Exception {
    JsonObject contract =
        GSON.fromJson(Files.readString(CONTRACTS.resolve(service + ".json")), JsonObject.class);
    AbstractClient client = client(service, contract.get("version").getAsString());
    List<String> wrong = new ArrayList<>();
    int looked = 0;
    for (String action : contract.getAsJsonObject("actions").keySet()) {
      if (!action.matches("(Describe|Get|List|Inquir|Check).*")) continue;
      ++looked;
      try {
        compare(client, action, world.question(service, action), wrong);
      } catch (TencentCloudSDKException refusal) {
        wrong.add(action + ": " + refusal);
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(looked > 0);
  }

  private static AbstractClient client(String service, String version) throws Exception {
    String name = service.substring(0, 1).toUpperCase() + service.substring(1) + "Client";
    String path = "com.tencentcloudapi." + service + ".v" + version.replace("-", "") + "." + name;
    return (AbstractClient)
        Class.forName(path)
            .getConstructor(Credential.class, String.class, ClientProfile.class)
            .newInstance(
                account.credential(), World.REGION, Cloud.profile(Cloud.Connection.HTTP));
  }

  /** Asks by the SDK's types, and by hand; both answers must say the same. */
  private static void compare(
      AbstractClient client, String action, World.Question question, List<String> wrong)
      throws Exception {
    for (Method method : client.getClass().getMethods()) {
      if (!method.getName().equals(action)) continue;
      AbstractModel request =
          (AbstractModel) GSON.fromJson(question.parameters(), method.getParameterTypes()[0]);
      fill(request, question.ids());
      JsonElement read;
      try {
        read = GSON.toJsonTree(method.invoke(client, request));
      } catch (InvocationTargetException problem) {
        if (problem.getCause() instanceof TencentCloudSDKException refusal) throw refusal;
        throw problem;
      }
      differences(
          action, Cloud.call(client, action, AbstractModel.toJsonString(request)), read, wrong);
      return;
    }
    wrong.add(action + ": the SDK does not have it");
  }

  /** Gives each ID that the request may take, alone or in a list, unless the question has it. */
  private static void fill(AbstractModel request, Map<String, String> ids) throws Exception {
    for (Method setter : request.getClass().getMethods()) {
      if (!setter.getName().startsWith("set") || setter.getParameterCount() != 1) continue;
      String name = setter.getName().substring("set".length());
      String one = name.replaceFirst("s$", "");
      Class<?> type = setter.getParameterTypes()[0];
      if (type == String.class && ids.containsKey(name)) setter.invoke(request, ids.get(name));
      if (type == String[].class && ids.containsKey(one) && !has(request, "set" + one))
        setter.invoke(request, (Object) new String[] {ids.get(one)});
    }
  }

  private static boolean has(AbstractModel request, String method) {
    return Arrays.stream(request.getClass().getMethods())
        .anyMatch(one -> one.getName().equals(method));
  }

  /** Members that this SDK does not know are newer than it: it reads nothing of them. */
  private static void differences(
      String where, JsonElement sent, JsonElement read, List<String> wrong) {
    if (where.endsWith(".RequestId") || sent.isJsonNull() || read == null) return;
    if (sent.isJsonObject() && read.isJsonObject()) {
      for (Map.Entry<String, JsonElement> member : sent.getAsJsonObject().entrySet())
        differences(
            where + "." + member.getKey(),
            member.getValue(),
            read.getAsJsonObject().get(member.getKey()),
            wrong);
    } else if (sent.isJsonArray() && read.isJsonArray()) {
      int size = sent.getAsJsonArray().size();
      if (size != read.getAsJsonArray().size()) wrong.add(where + ": of another length");
      for (int at = 0; at < Math.min(size, read.getAsJsonArray().size()); ++at)
        differences(where, sent.getAsJsonArray().get(at), read.getAsJsonArray().get(at), wrong);
    } else if (!same(sent, read)) {
      wrong.add(where + ": sent " + sent + ", read " + read);
    }
  }

  private static boolean same(JsonElement sent, JsonElement read) {
    boolean numbers =
        sent.isJsonPrimitive()
            && read.isJsonPrimitive()
            && sent.getAsJsonPrimitive().isNumber()
            && read.getAsJsonPrimitive().isNumber();
    if (!numbers) return sent.equals(read);
    double size = Math.abs(sent.getAsDouble()); // the SDK keeps some in single precision
    return Math.abs(sent.getAsDouble() - read.getAsDouble()) <= 1e-6 * size;
  }
}
