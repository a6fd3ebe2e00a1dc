package suite;

import com.google.gson.JsonObject;
import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One resource of each kind, in one region of an account, each referring to others. */
final class World {
  static final String REGION = "ap-guangzhou";

  // Parameters that are required and are no IDs.
  private static final Map<String, String> QUESTIONS =
      Map.ofEntries(
          Map.entry("api.DescribeZones", "{'Product': 'cvm'}"),
          Map.entry("region.DescribeRegions", "{'Product': 'cvm'}"),
          Map.entry("region.DescribeZones", "{'Product': 'cvm'}"),
          Map.entry("cbs.DescribeDiskConfigQuota", "{'InquiryType': 'INQUIRY_CBS_CONFIG'}"),
          Map.entry("cbs.DescribeInstancesDiskNum", "{'InstanceIds': ['$TheInstance']}"),
          Map.entry("cbs.InquiryPriceCreateDisks",
              "{'DiskChargeType': 'POSTPAID_BY_HOUR', 'DiskType': 'CLOUD_SSD', 'DiskSize': 20}"),
          Map.entry("cbs.InquiryPriceResizeDisk", "{'DiskSize': 40}"),
          Map.entry("cdb.DescribeDBPrice",
              "{'Period': 1, 'GoodsNum': 1, 'Memory': 1000, 'Volume': 50}"),
          Map.entry("clb.DescribeTargetGroupInstances",
              "{'Filters': [{'Name': 'TargetGroupId', 'Values': ['$TargetGroupId']}]}"),
          Map.entry("clb.InquiryPriceCreateLoadBalancer",
              "{'LoadBalancerType': 'OPEN', 'LoadBalancerChargeType': 'POSTPAID_BY_HOUR'}"),
          Map.entry("cvm.DescribeInstancesAttributes", "{'Attributes': ['UserData']}"),
          Map.entry("cvm.DescribeInstancesOperationLimit",
              "{'Operation': 'INSTANCE_DEGRADE'}"),
          Map.entry("cvm.InquiryPriceRenewInstances",
              "{'InstanceChargePrepaid': {'Period': 1}}"),
          Map.entry("cvm.InquiryPriceRunInstances",
              "{'Placement': {'Zone': 'ap-guangzhou-2'}, 'InstanceType': 'S2.SMALL1'}"),
          Map.entry("tag.DescribeProjects", "{'AllList': 1, 'Limit': 10, 'Offset': 0}"),
          Map.entry("tag.DescribeResourceTagsByResourceIds",
              "{'ServiceType': 'vpc', 'ResourcePrefix': 'vpc', 'ResourceIds': ['$VpcId'],"
                  + " 'ResourceRegion': 'ap-guangzhou'}"),
          Map.entry("tag.DescribeResourcesByTags",
              "{'TagFilters': [{'TagKey': 'team', 'TagValue': ['a']}]}"),
          Map.entry("tag.DescribeTagValues", "{'TagKeys': ['team']}"),
          Map.entry("tag.GetTagValues", "{'TagKeys': ['team']}"),
          Map.entry("vpc.CheckAssistantCidr", "{'NewCidrBlocks': ['10.8.0.0/16']}"),
          Map.entry("vpc.DescribeRouteConflicts", "{'DestinationCidrBlocks': ['10.9.0.0/16']}"),
          Map.entry("vpc.DescribeTaskResult", "{'TaskId': '$AddressTask'}"),
          Map.entry("vpc.DescribeVpcLimits", "{'LimitTypes': ['appid-max-vpcs']}"),
          Map.entry("vpc.DescribeVpcPrivateIpAddresses", "{'PrivateIpAddresses': ['10.0.0.2']}"),
          Map.entry("vpc.InquiryPriceAllocateAddresses",
              "{'InternetChargeType': 'TRAFFIC_POSTPAID_BY_HOUR', 'AddressCount': 1}"));

  private final Cloud.Account account;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, Map<String, String>> of = new HashMap<>();

  World(Cloud.Account account) throws TencentCloudSDKException {
    this.account = account;
    network();
    compute();
    storage();
    balancer();
    databases();
    certificate();
  }

  /** What to ask an action with: parameters in JSON, and the IDs of what there is beside them. */
  record Question(String parameters, Map<String, String> ids) {}

  Question question(String service, String action) {
    String parameters = QUESTIONS.getOrDefault(service + "." + action, "{}");
    return new Question(filled(parameters), ids(service));
  }

  /** By the names of the parameters that take them, in one service. */
  private Map<String, String> ids(String service) {
    Map<String, String> known = new HashMap<>(ids);
    known.putAll(of.getOrDefault(service, Map.of()));
    return known;
  }

  private void network() throws TencentCloudSDKException {
    JsonObject vpc =
        vpc("CreateVpc", "{'VpcName': 'shop', 'CidrBlock': '10.0.0.0/16',"
            + " 'Tags': [{'Key': 'team', 'Value': 'a'}]}");
    keep("VpcId", vpc.getAsJsonObject("Vpc").get("VpcId").getAsString());
    JsonObject subnet =
        vpc("CreateSubnet", "{'VpcId': '$VpcId', 'SubnetName': 'shop', 'CidrBlock':"
            + " '10.0.0.0/24', 'Zone': 'ap-guangzhou-2'}");
    keep("SubnetId", subnet.getAsJsonObject("Subnet").get("SubnetId").getAsString());
    JsonObject group =
        vpc("CreateSecurityGroup", "{'GroupName': 'web', 'GroupDescription': 'the front'}");
    keep("SecurityGroupId",
        group.getAsJsonObject("SecurityGroup").get("SecurityGroupId").getAsString());
    vpc("CreateSecurityGroupPolicies", "{'SecurityGroupId': '$SecurityGroupId',"
        + " 'SecurityGroupPolicySet': {'Ingress': [{'Protocol': 'TCP', 'Port': '443',"
        + " 'CidrBlock': '0.0.0.0/0', 'Action': 'ACCEPT'}]}}");
    JsonObject other =
        vpc("CreateVpc", "{'VpcName': 'peer', 'CidrBlock': '10.1.0.0/16'}");
    keep("PeerVpcId", other.getAsJsonObject("Vpc").get("VpcId").getAsString());
    JsonObject peering =
        vpc("CreateVpcPeeringConnection", "{'SourceVpcId': '$VpcId', 'PeeringConnectionName': 'p',"
            + " 'DestinationVpcId': '$PeerVpcId', 'DestinationUin': '" + account.uin() + "',"
            + " 'DestinationRegion': 'ap-guangzhou'}");
    keep("PeeringConnectionId", peering.get("PeeringConnectionId").getAsString());
    JsonObject address = vpc("AllocateAddresses", "{'AddressCount': 1}");
    keep("AddressId", address.getAsJsonArray("AddressSet").get(0).getAsString());
    JsonObject card =
        vpc("CreateNetworkInterface", "{'VpcId': '$VpcId', 'SubnetId': '$SubnetId',"
            + " 'NetworkInterfaceName': 'second'}");
    keep("NetworkInterfaceId",
        card.getAsJsonObject("NetworkInterface").get("NetworkInterfaceId").getAsString());
    keep("RouteTableId", Cloud.only(vpc("DescribeRouteTables", "{'Filters': [{'Name': 'vpc-id',"
        + " 'Values': ['$VpcId']}]}"), "RouteTableSet").get("RouteTableId").getAsString());
  }

  private void compute() throws TencentCloudSDKException {
    JsonObject key = cvm("CreateKeyPair", "{'KeyName': 'deploy', 'ProjectId': 0}");
    keep("KeyId", key.getAsJsonObject("KeyPair").get("KeyId").getAsString());
    JsonObject group =
        cvm("CreateDisasterRecoverGroup", "{'Name': 'apart', 'Type': 'HOST'}");
    keep("DisasterRecoverGroupId", group.get("DisasterRecoverGroupId").getAsString());
    JsonObject template =
        cvm("CreateLaunchTemplate", "{'LaunchTemplateName': 'web', 'ImageId': '" + Cloud.IMAGE
            + "', 'Placement': {'Zone': 'ap-guangzhou-2'}, 'InstanceType': 'S2.SMALL1'}");
    keep("LaunchTemplateId", template.get("LaunchTemplateId").getAsString());
    JsonObject run =
        cvm("RunInstances", "{'Placement': {'Zone': 'ap-guangzhou-2'}, 'ImageId': '" + Cloud.IMAGE
            + "', 'InstanceType': 'S2.SMALL1', 'InstanceChargeType': 'PREPAID',"
            + " 'InstanceChargePrepaid': {'Period': 1}, 'VirtualPrivateCloud': {'VpcId': '$VpcId',"
            + " 'SubnetId': '$SubnetId'}, 'LoginSettings': {'KeyIds': ['$KeyId']},"
            + " 'DisasterRecoverGroupIds': ['$DisasterRecoverGroupId'], 'SecurityGroupIds':"
            + " ['$SecurityGroupId'],"
            + " 'DataDisks': [{'DiskType': 'CLOUD_PREMIUM', 'DiskSize': 10}]}");
    keep("TheInstance", run.getAsJsonArray("InstanceIdSet").get(0).getAsString());
    keep("cvm", "InstanceId", ids.get("TheInstance"));
    Cloud.eventually(this::isRunning);
    JsonObject bound =
        vpc("AssociateAddress", "{'AddressId': '$AddressId', 'InstanceId': '$TheInstance'}");
    keep("AddressTask", bound.get("TaskId").getAsString());
    JsonObject assigned =
        vpc("AssignPrivateIpAddresses", "{'NetworkInterfaceId': '$NetworkInterfaceId',"
            + " 'SecondaryPrivateIpAddressCount': 1}");
    keep("vpc", "TaskId", assigned.get("RequestId").getAsString());
    JsonObject image =
        cvm("CreateImage", "{'InstanceId': '$TheInstance', 'ImageName': 'golden'}");
    keep("ImageId", image.get("ImageId").getAsString());
  }

  private boolean isRunning() throws TencentCloudSDKException {
    JsonObject one = Cloud.only(cvm("DescribeInstances", "{}"), "InstanceSet");
    return one.get("InstanceState").getAsString().equals("RUNNING");
  }

  private void storage() throws TencentCloudSDKException {
    JsonObject disk =
        call("cbs", "2017-03-12", "CreateDisks", "{'DiskType': 'CLOUD_PREMIUM', 'DiskSize': 20,"
            + " 'DiskChargeType': 'POSTPAID_BY_HOUR', 'Placement': {'Zone': 'ap-guangzhou-2'}}");
    keep("DiskId", disk.getAsJsonArray("DiskIdSet").get(0).getAsString());
    keep("SnapshotId", later("cbs", "2017-03-12", "CreateSnapshot",
        "{'DiskId': '$DiskId', 'SnapshotName': 'before'}").get("SnapshotId").getAsString());
    JsonObject policy =
        call("cbs", "2017-03-12", "CreateAutoSnapshotPolicy", "{'Policy': [{'DayOfWeek': [1],"
            + " 'Hour': [3]}]}");
    keep("AutoSnapshotPolicyId", policy.get("AutoSnapshotPolicyId").getAsString());
    call("cbs", "2017-03-12", "BindAutoSnapshotPolicy", "{'AutoSnapshotPolicyId':"
        + " '$AutoSnapshotPolicyId', 'DiskIds': ['$DiskId']}");
  }

  private void balancer() throws TencentCloudSDKException {
    JsonObject made =
        clb("CreateLoadBalancer", "{'LoadBalancerType': 'OPEN', 'VpcId': '$VpcId'}");
    keep("LoadBalancerId", made.getAsJsonArray("LoadBalancerIds").get(0).getAsString());
    JsonObject listener =
        clb("CreateListener", "{'LoadBalancerId': '$LoadBalancerId', 'Ports': [80], 'Protocol':"
            + " 'HTTP'}");
    keep("ListenerId", listener.getAsJsonArray("ListenerIds").get(0).getAsString());
    JsonObject rule =
        clb("CreateRule", "{'LoadBalancerId': '$LoadBalancerId', 'ListenerId': '$ListenerId',"
            + " 'Rules': [{'Domain': 'shop.example', 'Url': '/'}]}");
    keep("LocationId", rule.getAsJsonArray("LocationIds").get(0).getAsString());
    JsonObject task =
        clb("RegisterTargets", "{'LoadBalancerId': '$LoadBalancerId', 'ListenerId': '$ListenerId',"
            + " 'LocationId': '$LocationId', 'Targets': [{'InstanceId': '$TheInstance', 'Port':"
            + " 8080}]}");
    keep("clb", "TaskId", task.get("RequestId").getAsString());
    JsonObject group =
        clb("CreateTargetGroup", "{'TargetGroupName': 'web', 'VpcId': '$VpcId', 'Port': 8080}");
    keep("TargetGroupId", group.get("TargetGroupId").getAsString());
  }

  private void databases() throws TencentCloudSDKException {
    JsonObject made =
        call("cdb", "2017-03-20", "CreateDBInstanceHour", "{'GoodsNum': 1, 'Memory': 1000,"
            + " 'Volume': 50, 'EngineVersion': '5.7', 'Zone': 'ap-guangzhou-2', 'UniqVpcId':"
            + " '$VpcId', 'UniqSubnetId': '$SubnetId', 'Password': 'Secret-1234'}");
    keep("cdb", "InstanceId", made.getAsJsonArray("InstanceIds").get(0).getAsString());
    keep("AsyncRequestId", later("cdb", "2017-03-20", "RestartDBInstances",
        "{'InstanceIds': ['" + ids("cdb").get("InstanceId") + "']}")
        .get("AsyncRequestId").getAsString());
    JsonObject cache =
        call("terrane", "2026-11-23", "CreateCache", "{'Zone': 'ap-guangzhou-2', 'MemoryGiB': 1,"
            + " 'VpcId': '$VpcId', 'SubnetId': '$SubnetId', 'Name': 'sessions'}");
    keep("memcached", "InstanceId", cache.get("CacheId").getAsString());
  }

  private void certificate() throws TencentCloudSDKException {
    JsonObject asked = new JsonObject();
    asked.addProperty("CertificateType", "CA");
    try {
      asked.addProperty(
          "CertificatePublicKey", Files.readString(Path.of(System.getenv("TERRANE_CA"))));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    JsonObject made = call("ssl", "2019-12-05", "UploadCertificate", asked.toString());
    keep("CertificateId", made.get("CertificateId").getAsString());
  }

  private void keep(String parameter, String id) {
    ids.put(parameter, id);
  }
  private void keep(String service, String parameter, String id) {
    of.computeIfAbsent(service, none -> new HashMap<>()).put(parameter, id);
  }

  private JsonObject vpc(String action, String parameters) throws TencentCloudSDKException {
    return call("vpc", "2017-03-12", action, parameters);
  }
  private JsonObject cvm(String action, String parameters) throws TencentCloudSDKException {
    return call("cvm", "2017-03-12", action, parameters);
  }
  private JsonObject clb(String action, String parameters) throws TencentCloudSDKException {
    return call("clb", "2018-03-17", action, parameters);
  }

  /** Parameters in JSON with single quotes; $Name stands for the ID kept by that name. */
  private JsonObject call(String service, String version, String action, String parameters)
      throws TencentCloudSDKException {
    CommonClient client =
        new CommonClient(service, version, account.credential(), REGION,
            Cloud.profile(Cloud.Connection.HTTP));
    return Cloud.call(client, action, filled(parameters));
  }

  /** The same, once it is not refused any more: what it is asked of may still be in the making. */
  private JsonObject later(String service, String version, String action, String parameters)
      throws TencentCloudSDKException {
    JsonObject[] answer = new JsonObject[1];
    Cloud.eventually(() -> {
      try {
        answer[0] = call(service, version, action, parameters);
        return true;
      } catch (TencentCloudSDKException early) {
        return false;
      }
    });
    return answer[0];
  }

  private String filled(String parameters) {
    String text = parameters.replace('\'', '"');
    for (Map.Entry<String, String> id : ids.entrySet())
      text = text.replace('$' + id.getKey() + '"', id.getValue() + '"');
    return text;
  }
}
