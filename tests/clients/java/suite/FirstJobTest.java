package suite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.cvm.v20170312.CvmClient;
import com.tencentcloudapi.cvm.v20170312.models.*;
import com.tencentcloudapi.vpc.v20170312.models.*;
import com.tencentcloudapi.vpc.v20170312.models.Filter;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network, a key, instances that are stopped and started, and everything gone again. */
class FirstJobTest {
  // M-8, M-22, M-26, M-27, M-34, M-35
  @ParameterizedTest
  @EnumSource(Cloud.Connection.class)
  void theFirstJobIsDoneOverEveryConnection(Cloud.Connection connection) throws Exception {
    Cloud.Account account = Cloud.newAccount();
    Cloud.Region here = account.region("ap-guangzhou", Cloud.profile(connection));
    Cloud.Region elsewhere = account.region("ap-shanghai", Cloud.profile(connection));
    String[] zones =
        Arrays.stream(here.cvm().DescribeZones(new DescribeZonesRequest()).getZoneSet())
            .map(ZoneInfo::getZone)
            .toArray(String[]::new);
    assertArrayEquals(new String[] {"ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"}, zones);

    CreateKeyPairRequest key = new CreateKeyPairRequest();
    key.setKeyName("deploy");
    key.setProjectId(0L);
    String[] keys = {here.cvm().CreateKeyPair(key).getKeyPair().getKeyId()};
    DescribeKeyPairsRequest sameKey = new DescribeKeyPairsRequest();
    sameKey.setKeyIds(keys);
    assertEquals(1, elsewhere.cvm().DescribeKeyPairs(sameKey).getTotalCount());

    VirtualPrivateCloud place = network(here, "ap-guangzhou-2");
    String[] ids = run(here.cvm(), "ap-guangzhou-2", place, keys);
    assertEquals("ap-guangzhou-2", shown(here.cvm(), ids)[0].getPlacement().getZone());
    assertArrayEquals(keys, shown(here.cvm(), ids)[1].getLoginSettings().getKeyIds());
    assertEquals(0, shown(elsewhere.cvm(), ids).length);
    StopInstancesRequest stop = new StopInstancesRequest();
    stop.setInstanceIds(ids);
    RequestsTest.refused("InvalidInstanceId.NotFound", () -> elsewhere.cvm().StopInstances(stop));

    here.cvm().StopInstances(stop);
    waitFor(here.cvm(), ids, "STOPPED");
    StartInstancesRequest start = new StartInstancesRequest();
    start.setInstanceIds(ids);
    here.cvm().StartInstances(start);
    waitFor(here.cvm(), ids, "RUNNING");
    takeDown(here, place, ids);
    DeleteKeyPairsRequest noKey = new DeleteKeyPairsRequest();
    noKey.setKeyIds(keys);
    here.cvm().DeleteKeyPairs(noKey);
    assertEquals(0, elsewhere.cvm().DescribeKeyPairs(sameKey).getTotalCount());
  }

  private static VirtualPrivateCloud network(Cloud.Region region, String zone)
      throws TencentCloudSDKException {
    CreateVpcRequest create = new CreateVpcRequest();
    create.setVpcName("shop");
    create.setCidrBlock("10.0.0.0/16");
    VirtualPrivateCloud place = new VirtualPrivateCloud();
    place.setVpcId(region.vpc().CreateVpc(create).getVpc().getVpcId());
    CreateSubnetRequest subnet = new CreateSubnetRequest();
    subnet.setVpcId(place.getVpcId());
    subnet.setSubnetName("shop");
    subnet.setCidrBlock("10.0.0.0/24");
    subnet.setZone(zone);
    place.setSubnetId(region.vpc().CreateSubnet(subnet).getSubnet().getSubnetId());
    return place;
  }

  private static String[] run(
      CvmClient cvm, String zone, VirtualPrivateCloud network, String[] keys)
      throws TencentCloudSDKException {
    Placement placement = new Placement();
    placement.setZone(zone);
    LoginSettings login = new LoginSettings();
    login.setKeyIds(keys);
    RunInstancesRequest run = new RunInstancesRequest();
    run.setPlacement(placement);
    run.setImageId(Cloud.IMAGE);
    run.setInstanceType("S2.SMALL1");
    run.setInstanceCount(2L);
    run.setVirtualPrivateCloud(network);
    run.setLoginSettings(login);
    String[] ids = cvm.RunInstances(run).getInstanceIdSet();
    waitFor(cvm, ids, "RUNNING");
    return ids;
  }

  private static Instance[] shown(CvmClient cvm, String[] ids) throws TencentCloudSDKException {
    DescribeInstancesRequest request = new DescribeInstancesRequest();
    request.setInstanceIds(ids);
    return cvm.DescribeInstances(request).getInstanceSet();
  }

  private static void waitFor(CvmClient cvm, String[] ids, String state)
      throws TencentCloudSDKException {
    Cloud.eventually(
        () -> {
          Instance[] seen = shown(cvm, ids);
          return seen.length == ids.length
              && Arrays.stream(seen)
                  .allMatch(
                      one ->
                          one.getInstanceState().equals(state)
                              && one.getLatestOperationState().equals("SUCCESS"));
        });
  }

  private static void takeDown(Cloud.Region region, VirtualPrivateCloud network, String[] ids)
      throws Exception {
    DeleteSubnetRequest subnet = new DeleteSubnetRequest();
    subnet.setSubnetId(network.getSubnetId());
    RequestsTest.refused("ResourceInUse", () -> region.vpc().DeleteSubnet(subnet));
    TerminateInstancesRequest end = new TerminateInstancesRequest();
    end.setInstanceIds(ids);
    region.cvm().TerminateInstances(end);
    Cloud.eventually(() -> shown(region.cvm(), ids).length == 0);
    region.vpc().DeleteSubnet(subnet);
    DeleteVpcRequest vpc = new DeleteVpcRequest();
    vpc.setVpcId(network.getVpcId());
    region.vpc().DeleteVpc(vpc);
    Filter wanted = new Filter();
    wanted.setName("vpc-id");
    wanted.setValues(new String[] {network.getVpcId()});
    DescribeVpcsRequest list = new DescribeVpcsRequest();
    list.setFilters(new Filter[] {wanted});
    assertEquals(0, region.vpc().DescribeVpcs(list).getTotalCount());
  }
}
