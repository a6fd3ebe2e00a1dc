package suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.cvm.v20170312.models.DescribeInstancesRequest;
import com.tencentcloudapi.vpc.v20170312.models.CreateVpcRequest;
import com.tencentcloudapi.vpc.v20170312.models.DescribeVpcsRequest;
import com.tencentcloudapi.vpc.v20170312.models.Filter;
import com.tencentcloudapi.vpc.v20170312.models.Tag;
import com.tencentcloudapi.vpc.v20170312.models.Vpc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
  static void refused(String code, org.junit.jupiter.api.function.Executable call) {
    assertEquals(code, assertThrows(TencentCloudSDKException.class, call).getErrorCode());
  }

  @ParameterizedTest
  @CsvSource({
    "POST, TC3-HMAC-SHA256", "POST, HmacSHA1", "POST, HmacSHA256",
    "GET, TC3-HMAC-SHA256", "GET, HmacSHA1", "GET, HmacSHA256",
  })
  void everyMethodWithEverySignatureCarriesListsAndAnyText(String method, String signature)
      throws Exception {
    ClientProfile profile = Cloud.profile(Cloud.Connection.HTTP);
    profile.getHttpProfile().setReqMethod(method);
    profile.setSignMethod(signature);
    Cloud.Region guangzhou = Cloud.newAccount().region("ap-guangzhou", profile);
    CreateVpcRequest create = new CreateVpcRequest();
    create.setVpcName("网络 & +%=/");
    create.setCidrBlock("10.0.0.0/16");
    Tag tag = new Tag();
    tag.setKey("team");
    tag.setValue("a b");
    create.setTags(new Tag[] {tag});
    String made = guangzhou.vpc().CreateVpc(create).getVpc().getVpcId();
    Filter wanted = new Filter();
    wanted.setName("vpc-id");
    wanted.setValues(new String[] {made, "vpc-00000000"});
    DescribeVpcsRequest list = new DescribeVpcsRequest();
    list.setFilters(new Filter[] {wanted});
    Vpc[] listed = guangzhou.vpc().DescribeVpcs(list).getVpcSet();
    assertEquals(1, listed.length);
    assertEquals("网络 & +%=/", listed[0].getVpcName());
    assertEquals("a b", listed[0].getTagSet()[0].getValue());
  }

  @Test
  void aPayloadMayGoUnsigned() throws Exception {
    ClientProfile profile = Cloud.profile(Cloud.Connection.HTTP);
    profile.setUnsignedPayload(true);
    Cloud.Region guangzhou = Cloud.newAccount().region("ap-guangzhou", profile);
    assertEquals(
        0, guangzhou.cvm().DescribeInstances(new DescribeInstancesRequest()).getTotalCount());
  }

  @ParameterizedTest
  @CsvSource({"AuthFailure.SignatureFailure, true", "AuthFailure.SecretIdNotFound, false"})
  void whoIsUnknownIsRefused(String code, boolean known) throws Exception {
    Cloud.Account account = Cloud.newAccount();
    String id = known ? account.secretId() : "AKIDnobodyHasThisKey";
    Cloud.Region guangzhou = new Cloud.Account(id, "wrong", "").region("ap-guangzhou");
    refused(code, () -> guangzhou.cvm().DescribeInstances(new DescribeInstancesRequest()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "InvalidAction    | ap-guangzhou | FlyInstances      | {}",
        "MissingParameter | ap-guangzhou | StopInstances     | {}",
        "UnknownParameter | ap-guangzhou | DescribeInstances | {\"Limitt\": 1}",
        "InvalidParameter | ap-guangzhou | DescribeInstances | {\"Limit\": \"ten\"}",
        "UnsupportedRegion| ap-atlantis  | DescribeInstances | {}",
      })
  void whatMakesNoSenseIsRefusedWithItsCode(
      String code, String region, String action, String parameters) throws Exception {
    CommonClient client =
        new CommonClient(
            "cvm",
            "2017-03-12",
            Cloud.newAccount().credential(),
            region,
            Cloud.profile(Cloud.Connection.HTTP));
    refused(code, () -> client.call(action, parameters));
  }
}
