"""AnalyzeReachability: an action of this cloud's own, by the SDK's client for services it has no types for."""

from cloud import plain_http, refused, refused_as_documented
from instances import run
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.profile.client_profile import ClientProfile


def analyze(region, source, destination, **more):
    profile = ClientProfile(httpProfile=plain_http(), language="en-US")
    client = CommonClient("terrane", "2026-11-23", region.account.credential, region.name, profile)
    wanted = {"Source": source, "Destination": destination, **more}
    with refused_as_documented("terrane", "AnalyzeReachability"):
        return client.call_json("AnalyzeReachability", wanted)["Response"]


def decided(reply):
    return reply["Reachable"], reply["DecidedBy"]["Code"]


# M-7, M-10, M-30
def test_zones_are_joined_and_security_groups_decide(guangzhou, network):
    (here,) = run(guangzhou, "ap-guangzhou-2", VirtualPrivateCloud=network.place())
    far = network.place(network.add_subnet("ap-guangzhou-3", "10.0.2.0/24"))
    made = guangzhou.vpc.CreateSecurityGroup(GroupName="web", GroupDescription="80 only")
    group = made.SecurityGroup.SecurityGroupId
    policy = {"Protocol": "TCP", "Port": "80", "CidrBlock": "10.0.0.0/16", "Action": "ACCEPT"}
    guangzhou.vpc.CreateSecurityGroupPolicies(
        SecurityGroupId=group, SecurityGroupPolicySet={"Ingress": [policy]}
    )
    (there,) = run(
        guangzhou, "ap-guangzhou-3", VirtualPrivateCloud=far, SecurityGroupIds=[group]
    )
    accepted = analyze(guangzhou, here, there, Port=80)
    assert decided(accepted) == (True, "SecurityGroupRule")
    assert accepted["DecidedBy"]["ResourceId"] == group
    assert accepted["DecidedBy"]["Rule"] == "ingress rule 0: ACCEPT TCP 80 from 10.0.0.0/16"
    assert [hop["ResourceId"] for hop in accepted["HopSet"]][-1] == there
    closed = analyze(guangzhou, here, there, Port=22)
    assert decided(closed) == (False, "SecurityGroupDefault")
    assert closed["DecidedBy"]["ResourceId"] == group
    guangzhou.cvm.StopInstances(InstanceIds=[there])
    assert decided(analyze(guangzhou, here, there, Port=80)) == (False, "ResourceState")


# M-11, M-12
def test_regions_meet_on_the_internet_alone(guangzhou, shanghai):
    (here,), (there,) = run(guangzhou, "ap-guangzhou-2"), run(shanghai, "ap-shanghai-1")
    to_shanghai = {"Port": 443, "DestinationRegion": "ap-shanghai"}
    assert decided(analyze(guangzhou, here, there, **to_shanghai)) == (False, "RegionsIsolated")
    for region, instance in ((shanghai, there), (guangzhou, here)):
        assert not analyze(region, "internet", instance)["Reachable"]
        (address,) = region.vpc.AllocateAddresses(AddressCount=1).AddressSet
        region.vpc.AssociateAddress(AddressId=address, InstanceId=instance)
        assert analyze(region, "internet", instance)["Reachable"]
    joined = analyze(guangzhou, here, there, **to_shanghai)
    assert decided(joined) == (True, "SecurityGroupRule")
    assert "INTERNET" in [hop["HopType"] for hop in joined["HopSet"]]


# M-13
def test_strangers_are_unknown(guangzhou, other):
    (mine,) = run(guangzhou, "ap-guangzhou-2")
    stranger = other.region("ap-guangzhou")
    for source, destination in ((mine, "internet"), ("internet", mine)):
        with refused("ResourceNotFound", mine):
            analyze(stranger, source, destination)


def test_what_makes_no_sense_is_refused(guangzhou):
    with refused("InvalidParameterValue.Endpoint", "somewhere"):
        analyze(guangzhou, "internet", "somewhere")
    with refused("InvalidParameterValue.Port", "65536"):
        analyze(guangzhou, "internet", "8.8.8.8", Port=65536)
    with refused("InvalidParameterValue.Protocol", "SCTP"):
        analyze(guangzhou, "internet", "8.8.8.8", Protocol="SCTP")
