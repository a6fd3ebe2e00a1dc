// What the contract does not say of the IDs in requests, for strangers_test.cc: what they are the
// IDs of, what a request needs around them, and where they are not looked up. A new action or kind
// asks for its lines here.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "actions/registry.h"
#include "base/kind.h"

namespace terrane {

// Members that take IDs, by name and without the plural's "s".
inline const std::map<std::string_view, Kind> kIdMembers = {
    {"InstanceId", Kind::kInstance},
    {"KeyId", Kind::kKeyPair},
    {"ImageId", Kind::kImage},
    {"SecurityGroupId", Kind::kSecurityGroup},
    {"SecurityGroup", Kind::kSecurityGroup},
    {"VpcId", Kind::kVpc},
    {"SubnetId", Kind::kSubnet},
    {"OriginalSubnetId", Kind::kSubnet},
    {"RouteTableId", Kind::kRouteTable},
    {"GatewayId", Kind::kInstance},
    {"DisasterRecoverGroupId", Kind::kPlacementGroup},
    {"LaunchTemplateId", Kind::kLaunchTemplate},
    {"DiskId", Kind::kDisk},
    {"DataDiskId", Kind::kDisk},
    {"SnapshotId", Kind::kSnapshot},
    {"AutoSnapshotPolicyId", Kind::kSnapshotPolicy},
    {"NetworkInterfaceId", Kind::kNetworkInterface},
    {"AddressId", Kind::kAddress},
    {"UniqVpcId", Kind::kVpc},
    {"UniqueVpcId", Kind::kVpc},
    {"UniqSubnetId", Kind::kSubnet},
    {"CacheId", Kind::kCache},
    {"SourceVpcId", Kind::kVpc},
    {"DestinationVpcId", Kind::kVpc},
    {"PeeringConnectionId", Kind::kPeeringConnection},
    {"LoadBalancerId", Kind::kLoadBalancer},
    {"ListenerId", Kind::kListener},
    {"LocationId", Kind::kForwardingRule},
    {"TargetGroupId", Kind::kTargetGroup},
    {"CertificateId", Kind::kCertificate},
    {"CertId", Kind::kCertificate},
    {"CertCaId", Kind::kCertificate},
};

// Members of single services that are called like those of others.
inline const std::map<std::pair<std::string_view, std::string_view>, Kind> kIdMembersOfServices = {
    {{"cdb", "InstanceId"}, Kind::kDatabase},
    {{"memcached", "InstanceId"}, Kind::kCache},
};

// What an action of the service takes the ID of in the member; nothing where it takes none.
inline std::optional<Kind> kind_of_member(std::string_view service, std::string_view name) {
  if (auto own = kIdMembersOfServices.find({service, name}); own != kIdMembersOfServices.end())
    return own->second;
  auto known = kIdMembers.find(name);
  return known == kIdMembers.end() ? std::nullopt : std::optional(known->second);
}

// IDs of what no account owns, or of what this cloud has none of.
inline const std::set<std::string_view> kOtherIds = {
    "AccessLogTopicId",
    "AccountId",
    "CageId",
    "ClusterId",
    "EipAddressId",
    "LogSetId",
    "LogTopicId",
    "MasterZoneId",
    "NumericalVpcId",
    "SlaveZoneId",
    "DiskBackupId",
    "CopyId",  // found by what was copied: image_copies_test.cc
    "CosResourceId",
    "ProjectId",
    "RequestId",
    "ResourceId",  // of any kind: tags_test.cc
    "RouteId",
    "RouteItemId",
    "SecretId",
    "ActionTimerId",
    "AddressGroupId",
    "ServiceGroupId",
    "ServiceId",
    "AntiDDoSPackageId",
    "BandwidthPackageId",
    "CdcId",
    "ChcId",
    "CopyId",
    "DedicatedClusterId",
    "DedicatedResourcePackId",
    "HostId",
    "HpcClusterId",
    "KmsKeyId",
    "NatGatewayId",
    "RackId",
    "FaultId",
    "TicketId",  // zone_access_test.cc
    "TaskId",
    "VpcId",  // as a number, which is not looked up but compared
    "SubnetId",
    "AsyncRequestId",
    "AlarmPolicyId",
    "CageId",
    "DeployGroupId",
    "ExClusterId",
    "MasterInstanceId",
    "NewProjectId",
    "NodeId",
    "OpResourceId",  // the database again, where several share an address
    "ParamTemplateId",
    "ProxyId",
    "RoGroupId",
    "TemplateId",
    "ZoneId",
};

// What a request needs besides the ID to be understood, by the member's name.
inline const std::map<std::string_view, const char*> kMembers = {
    {"Zone", R"("ap-guangzhou-2")"},
    {"ImageId", R"("img-487zeit5")"},
    {"InstanceType", R"("S5.SMALL2")"},
    {"InstanceChargeType", R"("PREPAID")"},
    {"Password", R"("Correct1Horse!")"},
    {"RenewFlag", R"("NOTIFY_AND_AUTO_RENEW")"},
    {"Operation", R"("RENEW")"},
    {"Attributes", R"(["UserData"])"},
    {"CidrBlock", R"("10.0.9.0/24")"},
    {"CidrBlocks", R"(["10.8.0.0/16"])"},
    {"DestinationCidrBlocks", R"(["192.168.0.0/16"])"},
    {"PrivateIpAddresses", R"(["10.0.1.9"])"},
    {"DiskSize", "100"},
    {"Memory", "2000"},
    {"Volume", "50"},
    {"NewPassword", R"("Correct1Horse")"},
    {"EngineVersion", R"("8.0")"},
    {"DestroyProtect", R"("off")"},
    {"Routes", R"([{"DestinationCidrBlock":"192.168.0.0/16","GatewayType":"NORMAL_CVM",
                    "GatewayId":"10.0.1.9"}])"},
    {"SecurityGroupPolicySet", R"({"Ingress":[{"PolicyIndex":0,"Protocol":"TCP","Port":"22",
                                   "CidrBlock":"0.0.0.0/0","Action":"ACCEPT"}]})"},
    {"Ingress", R"([{"PolicyIndex":0,"Protocol":"TCP","Port":"22","Action":"ACCEPT"}])"},
    {"Egress", R"([{"PolicyIndex":0,"Protocol":"TCP","Port":"22","Action":"ACCEPT"}])"},
};

// What single actions need besides; $vpc and the like are Alice's own.
inline const std::map<std::string_view, const char*> kActions = {
    {"RunInstances", R"({"Placement":{"Zone":"ap-guangzhou-2"},"ImageId":"img-487zeit5"})"},
    {"ModifyInstancesAttribute", R"({"InstanceName":"a"})"},
    {"ModifyInstancesChargeType", R"({"InstanceChargePrepaid":{"Period":1}})"},
    {"RenewInstances", R"({"InstanceChargePrepaid":{"Period":1}})"},
    {"ResizeInstanceDisks", R"({"DataDisks":[{"DiskId":"$disk","DiskSize":100}]})"},
    {"CreateDisks", R"({"DiskChargeType":"POSTPAID_BY_HOUR","DiskType":"CLOUD_PREMIUM",
                        "DiskSize":100})"},
    {"ModifyDisksChargeType", R"({"DiskChargePrepaid":{"Period":1}})"},
    {"ModifyVpcAttribute", R"({"VpcName":"a"})"},
    {"ModifySubnetAttribute", R"({"SubnetName":"a"})"},
    {"ModifySecurityGroupAttribute", R"({"GroupName":"a"})"},
    {"ModifyKeyPairAttribute", R"({"KeyName":"a"})"},
    {"CheckAssistantCidr", R"({"NewCidrBlocks":["10.8.0.0/16"]})"},
    {"ModifyAssistantCidr", R"({"NewCidrBlocks":["10.8.0.0/16"]})"},
    {"AssociateAddress", R"({"AddressId":"$eip","InstanceId":"$ins"})"},
    {"ModifyNetworkInterfaceAttribute", R"({"NetworkInterfaceName":"a"})"},
    {"AttachNetworkInterface", R"({"NetworkInterfaceId":"$eni"})"},
    {"CreateNetworkInterface", R"({"PrivateIpAddresses":[{"PrivateIpAddress":"10.0.1.30"}]})"},
    {"CreateAndAttachNetworkInterface",
     R"({"PrivateIpAddresses":[{"PrivateIpAddress":"10.0.1.30"}]})"},
    {"DetachNetworkInterface", R"({"NetworkInterfaceId":"$eni"})"},
    {"AssignPrivateIpAddresses", R"({"PrivateIpAddresses":[{"PrivateIpAddress":"10.0.1.30"}]})"},
    {"UnassignPrivateIpAddresses", R"({"NetworkInterfaceId":"$eni",
                                       "PrivateIpAddresses":[{"PrivateIpAddress":"10.0.1.21"}]})"},
    {"ModifyPrivateIpAddressesAttribute",
     R"({"NetworkInterfaceId":"$eni","PrivateIpAddresses":[{"PrivateIpAddress":"10.0.1.21"}]})"},
    {"CreateVpcPeeringConnection", R"({"DestinationUin":"100000000001","DestinationRegion":"gz"})"},
    {"ModifyVpcPeeringConnection", R"({"PeeringConnectionName":"a"})"},
    {"ReplaceRouteTableAssociation", R"({"SubnetId":"$subnet"})"},
    {"ReplaceRoutes", R"({"Routes":[{"RouteItemId":"$rti","GatewayType":"NORMAL_CVM",
                          "DestinationCidrBlock":"192.168.9.0/24","GatewayId":"10.0.1.9"}]})"},
    {"DeleteRoutes", R"({"Routes":[{"RouteItemId":"$rti"}]})"},
    {"CreateDBInstance",
     R"({"Zone":"ap-guangzhou-2","UniqVpcId":"$vpc","UniqSubnetId":"$subnet"})"},
    {"CreateDBInstanceHour",
     R"({"Zone":"ap-guangzhou-2","UniqVpcId":"$vpc","UniqSubnetId":"$subnet"})"},
    {"CreateLoadBalancer",
     R"({"LoadBalancerType":"INTERNAL","VpcId":"$vpc","SubnetId":"$subnet"})"},
    {"ModifyLoadBalancerAttributes",
     R"({"TargetRegionInfo":{"Region":"ap-guangzhou","VpcId":"$vpc"}})"},
    {"CreateListener", R"({"Protocol":"HTTPS","Ports":[8443],
                           "Certificate":{"SSLMode":"MUTUAL","CertId":"$cert"}})"},
    {"CreateRule", R"({"Rules":[{"Url":"/y","Domain":"b.example.com",
                       "Certificate":{"SSLMode":"MUTUAL","CertId":"$cert"}}]})"},
    {"ModifyDomainAttributes", R"({"Domain":"a.example.com",
                                   "Certificate":{"SSLMode":"MUTUAL","CertId":"$cert"}})"},
    {"RegisterTargets", R"({"LocationId":"$loc","Targets":[{"Port":81}]})"},
    {"DeregisterTargets", R"({"LocationId":"$loc","Targets":[{"Port":80}]})"},
    {"ModifyTargetPort", R"({"LocationId":"$loc","Targets":[{"Port":80}]})"},
    {"ModifyTargetWeight", R"({"LocationId":"$loc","Targets":[{"Port":80}],"Weight":5})"},
    {"BatchRegisterTargets",
     R"({"Targets":[{"ListenerId":"$lbl","LocationId":"$loc","Port":81}]})"},
    {"BatchDeregisterTargets",
     R"({"Targets":[{"ListenerId":"$lbl","LocationId":"$loc","Port":80}]})"},
    {"BatchModifyTargetWeight", R"({"ModifyList":[{"ListenerId":"$lbl","LocationId":"$loc",
                                    "Weight":3,"Targets":[{"Port":80}]}]})"},
    {"AssociateTargetGroups", R"({"Associations":[{"LoadBalancerId":"$clb","ListenerId":"$lbl",
                                  "TargetGroupId":"$lbtg"}]})"},
    {"DisassociateTargetGroups", R"({"Associations":[{"LoadBalancerId":"$clb","ListenerId":"$lbl",
                                     "TargetGroupId":"$lbtg"}]})"},
    {"CreateCache", R"({"VpcId":"$vpc","SubnetId":"$subnet"})"},
    {"ModifyCache", R"({"MemoryGiB":2})"},
    {"CreateAccounts", R"({"Accounts":[{"User":"app","Host":"%"}]})"},
    {"ModifyAccountPassword", R"({"Accounts":[{"User":"root","Host":"%"}]})"},
    {"ModifyAccountDescription", R"({"Accounts":[{"User":"root","Host":"%"}]})"},
    {"ModifyAccountMaxUserConnections", R"({"Accounts":[{"User":"root","Host":"%"}]})"},
    {"DeleteAccounts", R"({"Accounts":[{"User":"root","Host":"%"}]})"},
    {"ModifyDBInstanceVipVport", R"({"DstPort":4000,"UniqVpcId":"$vpc","UniqSubnetId":"$subnet"})"},
    {"ModifyInstanceParam", R"({"ParamList":[{"Name":"max_connections","CurrentValue":"900"}]})"},
    {"EnableRoutes", R"({"RouteItemIds":["$rti"]})"},
    {"DisableRoutes", R"({"RouteItemIds":["$rti"]})"},
    {"CreateImage", R"({"ImageName":"b","InstanceId":"$ins"})"},
    {"ModifyImageAttribute", R"({"ImageName":"b"})"},
    {"ModifyImageSharePermission", R"({"AccountIds":["100000000002"],"Permission":"SHARE"})"},
    {"SyncImages", R"({"DestinationRegions":["ap-shanghai"]})"},
    {"CopySnapshotCrossRegions", R"({"DestinationRegions":["ap-shanghai"]})"},
    {"MigrateInstance", R"({"InstanceId":"$ins","Zone":"ap-guangzhou-3"})"},
    {"DescribeMigrationPlan", R"({"InstanceId":"$ins","Zone":"ap-guangzhou-3"})"},
};

// Where a request has room for an ID that the action does not look up, so that one's own changes
// nothing either: by action and what the path begins with; no action for every one.
struct NotLookedUp {
  std::string_view action;
  std::string_view path;
};
inline constexpr NotLookedUp kNotLookedUp[] = {
    {"", "/ActionTimer/"},                                  // not offered
    {"", "/NetworkInterfaces/"},                            // not offered
    {"", "/RoGroup/"},                                      // not offered
    {"", "/PrivateIpAddresses/"},                           // an address is named by itself
    {"", "/Routes/RouteTableId"},                           // the table is named beside its routes
    {"DeleteRoutes", "/Routes/GatewayId"},                  // a route is named by its own ID
    {"InquiryPriceRunInstances", "/VirtualPrivateCloud/"},  // prices do not depend on these
    {"InquiryPriceRunInstances", "/LoginSettings/"},
    {"InquiryPriceRunInstances", "/SecurityGroupIds"},
    {"", "/OriginalSecurityGroupPolicySet/"},  // compared with what the group has
    {"", "/SystemDisk/DiskId"},                // an instance has one
    {"RunInstances", "/DataDisks/DiskId"},     // they are made with the instance
    {"InquiryPriceRunInstances", "/DataDisks/DiskId"},
    {"ResizeInstanceDisks", "/DataDisks/SnapshotId"},  // a disk that is there is named by its ID
    {"DeleteSecurityGroupPolicies", "/SecurityGroupPolicySet/"},
    {"DescribeMigrations", "/InstanceIds"},  // found by what moved: migrations_test.cc
    {"CancelMigration", "/InstanceId"},
    {"CreateLoadBalancer", "/SnatIps/"},  // not offered
    {"ModifyListener", "/Certificate/"},  // of a listener with SNI, its domains' are shown
    {"ModifyListener", "/MultiCertInfo/"},
    // A template keeps names as they are; they are looked up when it is used.
    {"CreateLaunchTemplate", "/"},
    {"CreateLaunchTemplateVersion", "/ImageId"},
    {"CreateLaunchTemplateVersion", "/VirtualPrivateCloud/"},
    {"CreateLaunchTemplateVersion", "/DataDisks/"},
    {"CreateLaunchTemplateVersion", "/LoginSettings/"},
    {"CreateLaunchTemplateVersion", "/SecurityGroupIds"},
    {"CreateLaunchTemplateVersion", "/DisasterRecoverGroupIds"},
};

inline bool is_looked_up(const Handler& handler, std::string_view path) {
  return std::ranges::none_of(kNotLookedUp, [&](const NotLookedUp& row) {
    return (row.action.empty() || row.action == handler.action) && path.starts_with(row.path);
  });
}

}  // namespace terrane
