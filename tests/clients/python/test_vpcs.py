"""VPCs: made, found, changed, deleted, and when not."""

import pytest

from cloud import filters, refused
from instances import Network, look, run


# M-34
def test_a_vpc_is_made_with_its_main_route_table(guangzhou):
    made = guangzhou.vpc.CreateVpc(
        VpcName="shop",
        CidrBlock="10.0.0.0/16",
        DnsServers=["10.0.0.2"],
        DomainName="shop.example",
        Tags=[{"Key": "team", "Value": "a"}],
    ).Vpc
    assert made.VpcId.startswith("vpc-") and len(made.VpcId) == 12
    [shown] = guangzhou.vpc.DescribeVpcs(VpcIds=[made.VpcId]).VpcSet
    assert (shown.VpcName, shown.CidrBlock, shown.IsDefault) == ("shop", "10.0.0.0/16", False)
    assert (shown.DnsServerSet, shown.DomainName) == (["10.0.0.2"], "shop.example")
    assert shown.CreatedTime and shown.EnableMulticast is False
    assert [(tag.Key, tag.Value) for tag in shown.TagSet] == [("team", "a")]
    [table] = guangzhou.vpc.DescribeRouteTables(Filters=filters(vpc_id=made.VpcId)).RouteTableSet
    assert table.Main is True


# M-10: what was the basic network is a VPC over all zones that is there from the start.
def test_the_default_vpc_has_a_subnet_in_every_zone(guangzhou):
    [default] = guangzhou.vpc.DescribeVpcs(Filters=filters(is_default="true")).VpcSet
    subnets = guangzhou.vpc.DescribeSubnets(Filters=filters(vpc_id=default.VpcId)).SubnetSet
    assert {one.Zone for one in subnets} == {"ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"}
    assert all(one.IsDefault for one in subnets)
    assert guangzhou.vpc.CreateDefaultVpc(Force=False).Vpc.VpcId == default.VpcId
    could_be_made = guangzhou.vpc.CheckDefaultSubnet(Zone="ap-guangzhou-2").Result
    assert could_be_made is False, "it is there"
    with refused("ResourceInUse"):
        guangzhou.vpc.DeleteVpc(VpcId=default.VpcId)


def test_vpcs_are_found_by_filters_and_pages(guangzhou):
    ids = [
        guangzhou.vpc.CreateVpc(
            VpcName=f"shop-{n}",
            CidrBlock=f"10.{n}.0.0/16",
            Tags=[{"Key": "number", "Value": str(n)}],
        ).Vpc.VpcId
        for n in range(5)
    ]

    def found(**wanted):
        return {one.VpcId for one in guangzhou.vpc.DescribeVpcs(Filters=filters(**wanted)).VpcSet}

    assert found(vpc_name="shop-3") == {ids[3]}
    assert found(vpc_name="shop") == set(ids)
    assert found(vpc_id=[ids[0], ids[1]]) == set(ids[:2])
    assert found(cidr_block="10.2.0.0/16") == {ids[2]}
    assert found(tag_key="number", vpc_name=["shop-1", "shop-4"]) == {ids[1], ids[4]}
    assert found(**{"tag:number": "4"}) == {ids[4]}
    assert found(is_default="false") == set(ids)
    first, second, third = (
        guangzhou.vpc.DescribeVpcs(Filters=filters(is_default="false"), Offset=str(at), Limit="2")
        for at in (0, 2, 4)
    )
    assert first.TotalCount == second.TotalCount == third.TotalCount == 5
    pages = [one.VpcId for page in (first, second, third) for one in page.VpcSet]
    assert sorted(pages) == sorted(ids)
    with refused("InvalidParameter.FilterInvalidKey", "colour"):
        found(colour="red")
    with refused("InvalidParameter.Coexist"):
        guangzhou.vpc.DescribeVpcs(VpcIds=ids, Filters=filters(vpc_name="shop"))


def test_a_vpc_is_changed(guangzhou, network):
    guangzhou.vpc.ModifyVpcAttribute(
        VpcId=network.vpc, VpcName="office", DnsServers=["10.0.0.9"], DomainName="office.example"
    )
    [shown] = guangzhou.vpc.DescribeVpcs(VpcIds=[network.vpc]).VpcSet
    assert (shown.VpcName, shown.DnsServerSet, shown.DomainName) == (
        "office",
        ["10.0.0.9"],
        "office.example",
    )
    with refused("ResourceNotFound"):
        guangzhou.vpc.ModifyVpcAttribute(VpcId="vpc-00000000", VpcName="a")


@pytest.mark.parametrize(
    "cidr, code",
    [
        ("10.0.0.0", "InvalidParameterValue.Malformed"),
        ("10.0.0.1/16", "InvalidParameterValue.Malformed"),
        ("300.0.0.0/16", "InvalidParameterValue.Malformed"),
        ("8.8.0.0/16", "InvalidParameterValue"),
        ("10.0.0.0/8", "InvalidParameterValue"),
        ("10.0.0.0/29", "InvalidParameterValue"),
    ],
)
def test_a_vpc_takes_a_private_range_only(guangzhou, cidr, code):
    with refused(code, cidr):
        guangzhou.vpc.CreateVpc(VpcName="shop", CidrBlock=cidr)


def test_a_vpc_needs_a_name_of_at_most_sixty_characters(guangzhou):
    guangzhou.vpc.CreateVpc(VpcName="网" * 60, CidrBlock="10.0.0.0/16")
    with refused("InvalidParameterValue.TooLong"):
        guangzhou.vpc.CreateVpc(VpcName="x" * 61, CidrBlock="10.0.0.0/16")


def test_an_account_has_so_many_vpcs_in_a_region_and_no_more(guangzhou):
    [limit] = guangzhou.vpc.DescribeVpcLimits(LimitTypes=["appid-max-vpcs"]).VpcLimitSet
    while guangzhou.vpc.DescribeVpcs().TotalCount < limit.LimitValue:
        guangzhou.vpc.CreateVpc(VpcName="one-more", CidrBlock="10.0.0.0/16")
    with refused("LimitExceeded"):
        guangzhou.vpc.CreateVpc(VpcName="too-many", CidrBlock="10.0.0.0/16")


def test_a_vpc_in_use_is_not_deleted_and_says_by_what(guangzhou, network):
    with refused("ResourceInUse", network.subnet):
        guangzhou.vpc.DeleteVpc(VpcId=network.vpc)
    guangzhou.vpc.DeleteSubnet(SubnetId=network.subnet)
    guangzhou.vpc.DeleteVpc(VpcId=network.vpc)
    assert guangzhou.vpc.DescribeVpcs(VpcIds=[network.vpc]).VpcSet == []
    assert guangzhou.vpc.DescribeRouteTables(Filters=filters(vpc_id=network.vpc)).TotalCount == 0
    with refused("ResourceNotFound"):
        guangzhou.vpc.DeleteVpc(VpcId=network.vpc)


def test_the_dashboard_counts_what_a_vpc_holds(guangzhou, network):
    run(guangzhou, network.zone, VirtualPrivateCloud=network.place(), InstanceCount=2)
    [board] = guangzhou.vpc.DescribeVpcResourceDashboard(VpcIds=[network.vpc]).ResourceDashboardSet
    assert (board.VpcId, board.CVM, board.Subnet, board.RouteTable) == (network.vpc, 2, 1, 1)


def test_used_addresses_are_listed_with_who_uses_them(guangzhou, network):
    [instance] = run(guangzhou, network.zone, VirtualPrivateCloud=network.place())
    [address] = look(guangzhou, instance).PrivateIpAddresses
    [used] = guangzhou.vpc.DescribeUsedIpAddress(
        VpcId=network.vpc, SubnetId=network.subnet, IpAddresses=[address]
    ).IpAddressStates
    assert (used.VpcId, used.SubnetId, used.IpAddress, used.ResourceId) == (
        network.vpc,
        network.subnet,
        address,
        instance,
    )
    assert used.ResourceType == "CVM"
    free = guangzhou.vpc.DescribeUsedIpAddress(VpcId=network.vpc, IpAddresses=["10.0.1.99"])
    assert free.IpAddressStates == []


# M-10: one account's zones are joined: one VPC, one route table, addresses of both.
def test_instances_in_two_zones_share_a_network(guangzhou, network):
    second = network.add_subnet("ap-guangzhou-3", "10.0.2.0/24")
    here = run(guangzhou, "ap-guangzhou-2", VirtualPrivateCloud=network.place())
    there = run(guangzhou, "ap-guangzhou-3", VirtualPrivateCloud=network.place(second))
    one, two = look(guangzhou, here[0]), look(guangzhou, there[0])
    assert one.Placement.Zone != two.Placement.Zone
    assert one.VirtualPrivateCloud.VpcId == two.VirtualPrivateCloud.VpcId == network.vpc
    tables = {
        subnet.RouteTableId
        for subnet in guangzhou.vpc.DescribeSubnets(SubnetIds=[network.subnet, second]).SubnetSet
    }
    assert len(tables) == 1
    assert Network(guangzhou, "ap-guangzhou-2").vpc != network.vpc
