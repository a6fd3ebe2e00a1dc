"""Regions know nothing of each other."""

import pytest

from cloud import filters, refused
from instances import Network, count, look, run, wait_for


@pytest.fixture
def far(guangzhou, shanghai):
    """An instance of Guangzhou, looked at from Shanghai."""
    network = Network(guangzhou, "ap-guangzhou-2")
    [instance] = run(guangzhou, "ap-guangzhou-2", VirtualPrivateCloud=network.place())
    return network, instance


# M-5, M-8
def test_an_instance_is_seen_in_its_own_region_only(guangzhou, shanghai, far):
    _, instance = far
    assert count(guangzhou) == 1
    assert count(shanghai) == 0
    assert shanghai.cvm.DescribeInstances(InstanceIds=[instance]).InstanceSet == []
    assert shanghai.cvm.DescribeInstances(Filters=filters(instance_id=instance)).TotalCount == 0
    assert shanghai.cvm.DescribeInstancesStatus(InstanceIds=[instance]).TotalCount == 0


# M-8
@pytest.mark.parametrize(
    "action, more",
    [
        ("StopInstances", {}),
        ("StartInstances", {}),
        ("RebootInstances", {}),
        ("TerminateInstances", {}),
        ("ModifyInstancesAttribute", {"InstanceName": "mine"}),
        ("ResetInstancesPassword", {"Password": "aB3$efgh12"}),
        ("ResetInstancesType", {"InstanceType": "S2.SMALL2"}),
    ],
)
def test_an_action_on_an_instance_of_another_region_finds_nothing(
    guangzhou, shanghai, far, action, more
):
    _, instance = far
    with refused("InvalidInstanceId.NotFound", instance):
        getattr(shanghai.cvm, action)(InstanceIds=[instance], **more)
    assert look(guangzhou, instance).InstanceState == "RUNNING"


# M-5, M-8, M-34, M-35, M-36
def test_a_network_is_seen_in_its_own_region_only(shanghai, far):
    network, _ = far
    assert shanghai.vpc.DescribeVpcs(VpcIds=[network.vpc]).VpcSet == []
    assert shanghai.vpc.DescribeSubnets(SubnetIds=[network.subnet]).SubnetSet == []
    assert shanghai.vpc.DescribeRouteTables(Filters=filters(vpc_id=network.vpc)).RouteTableSet == []
    with refused("ResourceNotFound"):
        shanghai.vpc.DeleteVpc(VpcId=network.vpc)
    with refused("ResourceNotFound"):
        shanghai.vpc.CreateSubnet(
            VpcId=network.vpc, SubnetName="a", CidrBlock="10.0.9.0/24", Zone="ap-shanghai-1"
        )


# M-30
def test_a_security_group_binds_to_instances_of_its_own_region_only(guangzhou, shanghai, far):
    _, instance = far
    group = shanghai.vpc.CreateSecurityGroup(GroupName="a", GroupDescription="b").SecurityGroup
    with refused("InvalidSecurityGroupId.NotFound"):
        guangzhou.cvm.ModifyInstancesAttribute(
            InstanceIds=[instance], SecurityGroups=[group.SecurityGroupId]
        )
    with refused("InvalidSecurityGroupId.NotFound"):
        guangzhou.cvm.AssociateSecurityGroups(
            InstanceIds=[instance], SecurityGroupIds=[group.SecurityGroupId]
        )


# M-8, M-22
def test_a_zone_of_another_region_cannot_be_launched_into(shanghai):
    with refused("InvalidZone.MismatchRegion", "ap-guangzhou-2"):
        run(shanghai, "ap-guangzhou-2")
    assert count(shanghai) == 0


# M-5: nothing joins them, so nothing need differ.
def test_the_same_addresses_may_be_used_in_two_regions(guangzhou, shanghai, far):
    _, instance = far
    network = Network(shanghai, "ap-shanghai-1")
    [twin] = run(
        shanghai,
        "ap-shanghai-1",
        VirtualPrivateCloud=network.place(
            PrivateIpAddresses=look(guangzhou, instance).PrivateIpAddresses
        ),
    )
    assert look(shanghai, twin).PrivateIpAddresses == look(guangzhou, instance).PrivateIpAddresses


def test_stopping_what_is_here_leaves_what_is_there_running(guangzhou, shanghai, far):
    _, instance = far
    [here] = run(shanghai, "ap-shanghai-1")
    shanghai.cvm.StopInstances(InstanceIds=[here])
    wait_for(shanghai, [here], "STOPPED")
    assert look(guangzhou, instance).InstanceState == "RUNNING"
