"""The whole first job, by the unmodified SDK, over every way a request may come."""

import pytest

from cloud import ADDRESS, AUTHORITY, ENDPOINT, HttpProfile, filters
from instances import PUBLIC_KEY, Network, look, run, stop, terminate, wait_for


@pytest.fixture(
    params=["http", "https", "http by a proxy", "https by a proxy", "http in the endpoint"]
)
def connection(request, account, monkeypatch):
    if request.param == "http":
        return HttpProfile(protocol="http", endpoint=ADDRESS)
    if request.param == "https":
        return HttpProfile(protocol="https", endpoint=ADDRESS, certification=AUTHORITY)
    if request.param == "http in the endpoint":
        return HttpProfile(endpoint=ENDPOINT)
    monkeypatch.setenv("HTTP_PROXY", ENDPOINT)
    monkeypatch.setenv("HTTPS_PROXY", ENDPOINT)
    if request.param == "http by a proxy":
        return HttpProfile(protocol="http")
    return HttpProfile(protocol="https", certification=AUTHORITY)


# M-8, M-22, M-26, M-27, M-30, M-34, M-35
def test_the_first_job_is_done_in_two_regions(account, connection):
    guangzhou = account.region("ap-guangzhou", connection)
    shanghai = account.region("ap-shanghai", connection)
    regions = [one.Region for one in guangzhou.cvm.DescribeRegions().RegionSet]
    assert {"ap-guangzhou", "ap-shanghai"} <= set(regions)
    zones = [one.Zone for one in guangzhou.cvm.DescribeZones().ZoneSet]
    assert zones == ["ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"]
    key = guangzhou.cvm.ImportKeyPair(KeyName="deploy", ProjectId=0, PublicKey=PUBLIC_KEY).KeyId

    here = the_job(guangzhou, "ap-guangzhou-2", "ap-guangzhou-3", key)
    there = the_job(shanghai, "ap-shanghai-1", "ap-shanghai-1", key)

    assert guangzhou.cvm.DescribeInstances(InstanceIds=there).TotalCount == 0
    assert shanghai.cvm.DescribeInstances(InstanceIds=here).TotalCount == 0
    take_down(guangzhou, here)
    take_down(shanghai, there)
    guangzhou.cvm.DeleteKeyPairs(KeyIds=[key])


def the_job(region, zone, second_zone, key):
    """A network over two zones, three instances in it, and what one does with them."""
    network = Network(region, zone)
    second = network.add_subnet(second_zone, "10.0.2.0/24")
    group = region.vpc.CreateSecurityGroup(
        GroupName="web", GroupDescription="the front"
    ).SecurityGroup
    region.vpc.CreateSecurityGroupPolicies(
        SecurityGroupId=group.SecurityGroupId,
        SecurityGroupPolicySet={
            "Ingress": [
                {"Protocol": "TCP", "Port": "443", "Action": "ACCEPT", "CidrBlock": "0.0.0.0/0"}
            ]
        },
    )
    one = run(
        region,
        zone,
        VirtualPrivateCloud=network.place(),
        InstanceName="db",
        SecurityGroupIds=[group.SecurityGroupId],
        LoginSettings={"KeyIds": [key]},
    )
    two = run(
        region,
        second_zone,
        VirtualPrivateCloud=network.place(second),
        InstanceCount=2,
        InstanceName="web-",
        HostName="web-",
    )
    listed = region.cvm.DescribeInstances(Filters=filters(vpc_id=network.vpc), Limit=2)
    assert listed.TotalCount == 3 and len(listed.InstanceSet) == 2
    shown = look(region, one[0])
    assert shown.Placement.Zone == zone
    assert shown.SecurityGroupIds == [group.SecurityGroupId]
    assert shown.LoginSettings.KeyIds == [key]

    stop(region, two)
    region.cvm.StartInstances(InstanceIds=two)
    wait_for(region, two, "RUNNING")
    region.cvm.RebootInstances(InstanceIds=one)
    wait_for(region, one, "RUNNING")
    region.cvm.ModifyInstancesAttribute(InstanceIds=one, InstanceName="database")
    assert look(region, one[0]).InstanceName == "database"
    states = region.cvm.DescribeInstancesStatus(InstanceIds=one + two).InstanceStatusSet
    assert {state.InstanceState for state in states} == {"RUNNING"}
    return one + two


def take_down(region, instances):
    shown = look(region, instances[0])
    terminate(region, instances)
    vpc = shown.VirtualPrivateCloud.VpcId
    assert region.vpc.DescribeUsedIpAddress(VpcId=vpc).IpAddressStates == []
    for subnet in region.vpc.DescribeSubnets(Filters=filters(vpc_id=vpc)).SubnetSet:
        region.vpc.DeleteSubnet(SubnetId=subnet.SubnetId)
    region.vpc.DeleteVpc(VpcId=vpc)
    for group in shown.SecurityGroupIds:
        region.vpc.DeleteSecurityGroup(SecurityGroupId=group)
    assert region.vpc.DescribeVpcs(VpcIds=[vpc]).VpcSet == []
