"""Subnets: each in one zone, within its VPC, beside the others."""

import pytest

from cloud import filters, refused
from instances import count, look, run, start, terminate


# M-35
def test_a_subnet_lives_in_one_zone(guangzhou, network):
    made = guangzhou.vpc.CreateSubnet(
        VpcId=network.vpc,
        SubnetName="front",
        CidrBlock="10.0.2.0/24",
        Zone="ap-guangzhou-3",
        Tags=[{"Key": "team", "Value": "a"}],
    ).Subnet
    assert made.SubnetId.startswith("subnet-") and len(made.SubnetId) == 15
    [shown] = guangzhou.vpc.DescribeSubnets(SubnetIds=[made.SubnetId]).SubnetSet
    assert (shown.VpcId, shown.SubnetName, shown.CidrBlock, shown.Zone) == (
        network.vpc,
        "front",
        "10.0.2.0/24",
        "ap-guangzhou-3",
    )
    assert (shown.AvailableIpAddressCount, shown.TotalIpAddressCount) == (253, 253)
    assert (shown.IsDefault, shown.EnableBroadcast, shown.CdcId) == (False, False, "")
    assert [(tag.Key, tag.Value) for tag in shown.TagSet] == [("team", "a")]
    [main] = guangzhou.vpc.DescribeRouteTables(Filters=filters(vpc_id=network.vpc)).RouteTableSet
    assert shown.RouteTableId == main.RouteTableId


@pytest.mark.parametrize(
    "cidr, code",
    [
        ("10.1.0.0/24", "InvalidParameterValue.SubnetRange"),
        ("10.0.0.0/15", "InvalidParameterValue.SubnetRange"),
        ("192.168.0.0/24", "InvalidParameterValue.SubnetRange"),
        ("10.0.1.0/24", "InvalidParameterValue.SubnetConflict"),
        ("10.0.1.128/25", "InvalidParameterValue.SubnetConflict"),
        ("10.0.0.0/20", "InvalidParameterValue.SubnetConflict"),
        ("10.0.2.1/24", "InvalidParameterValue.Malformed"),
        ("ten", "InvalidParameterValue.Malformed"),
    ],
)
def test_a_subnet_lies_in_its_vpc_and_overlaps_no_other(guangzhou, network, cidr, code):
    with refused(code, cidr):
        network.add_subnet("ap-guangzhou-2", cidr)
    listed = guangzhou.vpc.DescribeSubnets(Filters=filters(vpc_id=network.vpc))
    assert [one.SubnetId for one in listed.SubnetSet] == [network.subnet]


# M-35
def test_a_subnet_needs_a_zone_of_its_region(guangzhou, network):
    for zone in ("ap-shanghai-1", "ap-guangzhou-9", "guangzhou"):
        with refused("InvalidParameterValue.ZoneConflict", zone):
            network.add_subnet(zone, "10.0.2.0/24")


def test_a_subnet_needs_a_vpc_that_is_there(guangzhou):
    with refused("ResourceNotFound", "vpc-00000000"):
        guangzhou.vpc.CreateSubnet(
            VpcId="vpc-00000000", SubnetName="a", CidrBlock="10.0.2.0/24", Zone="ap-guangzhou-2"
        )
    with refused("InvalidParameterValue.Malformed"):
        guangzhou.vpc.CreateSubnet(
            VpcId="shop", SubnetName="a", CidrBlock="10.0.2.0/24", Zone="ap-guangzhou-2"
        )


def test_several_subnets_are_made_at_once_or_none(guangzhou, network):
    def subnets(*ranges):
        return [
            {"CidrBlock": cidr, "SubnetName": f"s{n}", "Zone": f"ap-guangzhou-{2 + n % 2}"}
            for n, cidr in enumerate(ranges)
        ]

    made = guangzhou.vpc.CreateSubnets(
        VpcId=network.vpc, Subnets=subnets("10.0.2.0/24", "10.0.3.0/24")
    ).SubnetSet
    assert [(one.CidrBlock, one.Zone) for one in made] == [
        ("10.0.2.0/24", "ap-guangzhou-2"),
        ("10.0.3.0/24", "ap-guangzhou-3"),
    ]
    with refused("InvalidParameterValue.SubnetConflict"):
        guangzhou.vpc.CreateSubnets(
            VpcId=network.vpc, Subnets=subnets("10.0.4.0/24", "10.0.2.0/25")
        )
    assert guangzhou.vpc.DescribeSubnets(Filters=filters(vpc_id=network.vpc)).TotalCount == 3


def test_subnets_are_found_by_filters_and_pages(guangzhou, network):
    second = network.add_subnet("ap-guangzhou-3", "10.0.2.0/24", "second")

    def found(**wanted):
        listed = guangzhou.vpc.DescribeSubnets(Filters=filters(vpc_id=network.vpc, **wanted))
        return {one.SubnetId for one in listed.SubnetSet}

    assert found() == {network.subnet, second}
    assert found(zone="ap-guangzhou-3") == {second}
    assert found(subnet_name="second") == {second}
    assert found(subnet_id=network.subnet) == {network.subnet}
    assert found(cidr_block="10.0.2.0/24") == {second}
    assert found(is_default="true") == set()
    page = guangzhou.vpc.DescribeSubnets(Filters=filters(vpc_id=network.vpc), Limit="1", Offset="1")
    assert (page.TotalCount, len(page.SubnetSet)) == (2, 1)


def test_a_subnet_is_changed(guangzhou, network):
    guangzhou.vpc.ModifySubnetAttribute(
        SubnetId=network.subnet, SubnetName="back", EnableBroadcast="true"
    )
    [shown] = guangzhou.vpc.DescribeSubnets(SubnetIds=[network.subnet]).SubnetSet
    assert (shown.SubnetName, shown.EnableBroadcast) == ("back", True)
    with refused("InvalidParameterValue.TooLong"):
        guangzhou.vpc.ModifySubnetAttribute(SubnetId=network.subnet, SubnetName="x" * 61)


def test_a_subnet_with_an_instance_is_not_deleted_and_says_by_what(guangzhou, network):
    [instance] = run(guangzhou, network.zone, VirtualPrivateCloud=network.place())
    with refused("ResourceInUse", instance):
        guangzhou.vpc.DeleteSubnet(SubnetId=network.subnet)
    terminate(guangzhou, [instance])
    guangzhou.vpc.DeleteSubnet(SubnetId=network.subnet)
    assert guangzhou.vpc.DescribeSubnets(SubnetIds=[network.subnet]).SubnetSet == []
    with refused("ResourceNotFound", network.subnet):
        guangzhou.vpc.DeleteSubnet(SubnetId=network.subnet)


def test_addresses_are_given_out_and_come_back(guangzhou, network):
    def free():
        [shown] = guangzhou.vpc.DescribeSubnets(SubnetIds=[network.subnet]).SubnetSet
        return shown.AvailableIpAddressCount

    ids = run(guangzhou, network.zone, VirtualPrivateCloud=network.place(), InstanceCount=3)
    assert free() == 250
    assert len({look(guangzhou, one).PrivateIpAddresses[0] for one in ids}) == 3
    terminate(guangzhou, ids)
    assert free() == 253
    [board] = guangzhou.vpc.DescribeSubnetResourceDashboard(
        SubnetIds=[network.subnet]
    ).ResourceStatisticsSet
    assert board.SubnetId == network.subnet and board.Ip == 0


def test_a_full_subnet_takes_no_more(guangzhou, network):
    tiny = network.add_subnet("ap-guangzhou-2", "10.0.2.0/28")  # 13 addresses
    ids = start(
        guangzhou, "ap-guangzhou-2", VirtualPrivateCloud=network.place(tiny), InstanceCount=12
    )
    with refused("FailedOperation.NoAvailableIpAddressCountInSubnet", tiny):
        start(guangzhou, "ap-guangzhou-2", VirtualPrivateCloud=network.place(tiny), InstanceCount=2)
    assert count(guangzhou) == len(ids)
