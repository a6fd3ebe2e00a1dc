"""Route tables: one with every VPC, more by choice, and the routes in them."""

import pytest

from cloud import filters, refused
from instances import Network, look, run


@pytest.fixture
def table(guangzhou, network):
    made = guangzhou.vpc.CreateRouteTable(VpcId=network.vpc, RouteTableName="by hand")
    return made.RouteTable.RouteTableId


@pytest.fixture
def gateway(guangzhou, network):
    """The address of an instance that forwards."""
    [instance] = run(guangzhou, network.zone, VirtualPrivateCloud=network.place())
    return look(guangzhou, instance).PrivateIpAddresses[0]


def show(guangzhou, table):
    [shown] = guangzhou.vpc.DescribeRouteTables(RouteTableIds=[table]).RouteTableSet
    return shown


def user_routes(guangzhou, table):
    return [one for one in show(guangzhou, table).RouteSet if one.RouteType == "USER"]


def add_route(guangzhou, table, gateway, destination="172.30.0.0/16"):
    made = guangzhou.vpc.CreateRoutes(
        RouteTableId=table,
        Routes=[
            {
                "DestinationCidrBlock": destination,
                "GatewayType": "NORMAL_CVM",
                "GatewayId": gateway,
                "RouteDescription": "to the office",
            }
        ],
    )
    [shown] = made.RouteTableSet
    [route] = shown.RouteSet
    return route


# M-36
def test_a_route_table_is_made_in_a_vpc_and_follows_it(guangzhou, network, table):
    shown = show(guangzhou, table)
    assert (shown.VpcId, shown.RouteTableName, shown.Main) == (network.vpc, "by hand", False)
    assert shown.AssociationSet == [] and shown.CreatedTime
    assert table.startswith("rtb-") and len(table) == 12
    local = shown.RouteSet[0]
    assert (local.DestinationCidrBlock, local.GatewayType, local.Enabled) == (
        "10.0.0.0/16",
        "LOCAL",
        True,
    )
    for member in ("GatewayId", "RouteDescription", "RouteId", "RouteType", "RouteItemId"):
        assert getattr(local, member) is not None, member
    with refused("ResourceNotFound"):
        guangzhou.vpc.CreateRouteTable(VpcId="vpc-00000000", RouteTableName="a")


# M-36
def test_a_subnet_takes_another_table_of_its_own_vpc_only(guangzhou, network, table):
    main = show_main(guangzhou, network)
    assert [one.SubnetId for one in main.AssociationSet] == [network.subnet]
    guangzhou.vpc.ReplaceRouteTableAssociation(RouteTableId=table, SubnetId=network.subnet)
    assert [one.SubnetId for one in show(guangzhou, table).AssociationSet] == [network.subnet]
    assert show_main(guangzhou, network).AssociationSet == []
    [subnet] = guangzhou.vpc.DescribeSubnets(SubnetIds=[network.subnet]).SubnetSet
    assert subnet.RouteTableId == table
    elsewhere = Network(guangzhou, "ap-guangzhou-2", "10.9.0.0/16", "10.9.1.0/24")
    with refused("UnsupportedOperation.VpcMismatch"):
        guangzhou.vpc.ReplaceRouteTableAssociation(RouteTableId=table, SubnetId=elsewhere.subnet)


def show_main(guangzhou, network):
    [main] = guangzhou.vpc.DescribeRouteTables(
        Filters=filters(vpc_id=network.vpc, **{"association.main": "true"})
    ).RouteTableSet
    return main


def test_a_route_is_made_found_replaced_and_deleted(guangzhou, table, gateway):
    made = add_route(guangzhou, table, gateway)
    assert made.RouteId > 0 and made.RouteItemId and made.Enabled
    [route] = user_routes(guangzhou, table)
    assert (
        route.RouteId,
        route.DestinationCidrBlock,
        route.GatewayType,
        route.GatewayId,
        route.RouteDescription,
    ) == (made.RouteId, "172.30.0.0/16", "NORMAL_CVM", gateway, "to the office")
    guangzhou.vpc.ReplaceRoutes(
        RouteTableId=table,
        Routes=[
            {
                "RouteId": made.RouteId,
                "DestinationCidrBlock": "172.31.0.0/16",
                "GatewayType": "NORMAL_CVM",
                "GatewayId": gateway,
            }
        ],
    )
    [route] = user_routes(guangzhou, table)
    assert route.DestinationCidrBlock == "172.31.0.0/16"
    guangzhou.vpc.raw(
        "DeleteRoutes",
        {
            "RouteTableId": table,
            "Routes": [
                {
                    "RouteId": route.RouteId,
                    "DestinationCidrBlock": "",
                    "GatewayType": "",
                    "GatewayId": "",
                }
            ],
        },
    )
    assert user_routes(guangzhou, table) == []


def test_a_route_to_the_internet_goes_by_public_addresses(guangzhou, table):
    guangzhou.vpc.CreateRoutes(
        RouteTableId=table,
        Routes=[{"DestinationCidrBlock": "0.0.0.0/0", "GatewayType": "EIP", "GatewayId": "0"}],
    )
    [route] = user_routes(guangzhou, table)
    assert (route.GatewayType, route.GatewayId) == ("EIP", "0")


def test_a_route_is_switched_off_and_on(guangzhou, table, gateway):
    made = add_route(guangzhou, table, gateway)
    guangzhou.vpc.DisableRoutes(RouteTableId=table, RouteIds=[made.RouteId])
    assert [one.Enabled for one in user_routes(guangzhou, table)] == [False]
    guangzhou.vpc.EnableRoutes(RouteTableId=table, RouteItemIds=[made.RouteItemId])
    assert [one.Enabled for one in user_routes(guangzhou, table)] == [True]


def test_all_routes_of_a_table_are_set_at_once(guangzhou, table, gateway):
    add_route(guangzhou, table, gateway)
    guangzhou.vpc.ResetRoutes(
        RouteTableId=table,
        RouteTableName="renamed",
        Routes=[
            {
                "DestinationCidrBlock": f"172.{n}.0.0/16",
                "GatewayType": "NORMAL_CVM",
                "GatewayId": gateway,
            }
            for n in (20, 21)
        ],
    )
    assert show(guangzhou, table).RouteTableName == "renamed"
    assert {one.DestinationCidrBlock for one in user_routes(guangzhou, table)} == {
        "172.20.0.0/16",
        "172.21.0.0/16",
    }


@pytest.mark.parametrize(
    "destination, code",
    [
        ("10.0.0.0/16", "InvalidParameterValue.VpcCidrConflict"),
        ("10.0.1.0/24", "InvalidParameterValue.VpcCidrConflict"),
        ("172.30.0.1/16", "InvalidParameterValue.Malformed"),
        ("office", "InvalidParameterValue.Malformed"),
    ],
)
def test_a_route_leads_out_of_its_vpc(guangzhou, table, gateway, destination, code):
    with refused(code, destination):
        add_route(guangzhou, table, gateway, destination)
    assert user_routes(guangzhou, table) == []


def test_a_route_is_not_made_twice(guangzhou, table, gateway):
    add_route(guangzhou, table, gateway)
    with refused("InvalidParameterValue.Duplicate", "172.30.0.0/16"):
        add_route(guangzhou, table, gateway)
    conflicts = guangzhou.vpc.DescribeRouteConflicts(
        RouteTableId=table, DestinationCidrBlocks=["172.30.0.0/16", "172.29.0.0/16"]
    )
    found = {
        one.DestinationCidrBlock: len(one.ConflictSet)
        for one in conflicts.RouteConflictSet
        if one.ConflictSet
    }
    assert found == {"172.30.0.0/16": 1}


def test_a_next_hop_is_an_instance_of_the_vpc(guangzhou, table):
    with refused("ResourceNotFound", "10.0.1.200"):
        add_route(guangzhou, table, "10.0.1.200")


def test_the_routes_a_system_made_stay(guangzhou, table):
    local = show(guangzhou, table).RouteSet[0]
    with refused("UnsupportedOperation.SystemRoute"):
        guangzhou.vpc.raw(
            "DeleteRoutes",
            {
                "RouteTableId": table,
                "Routes": [
                    {
                        "RouteId": local.RouteId,
                        "DestinationCidrBlock": "",
                        "GatewayType": "",
                        "GatewayId": "",
                    }
                ],
            },
        )


def test_a_route_table_is_found_renamed_and_deleted(guangzhou, network, table):
    guangzhou.vpc.ModifyRouteTableAttribute(RouteTableId=table, RouteTableName="spare")
    found = guangzhou.vpc.DescribeRouteTables(
        Filters=filters(vpc_id=network.vpc, route_table_name="spare")
    )
    assert [one.RouteTableId for one in found.RouteTableSet] == [table]
    page = guangzhou.vpc.DescribeRouteTables(
        Filters=filters(vpc_id=network.vpc), Limit="1", Offset="1"
    )
    assert (page.TotalCount, len(page.RouteTableSet)) == (2, 1)
    guangzhou.vpc.DeleteRouteTable(RouteTableId=table)
    assert guangzhou.vpc.DescribeRouteTables(RouteTableIds=[table]).RouteTableSet == []
    with refused("ResourceNotFound", table):
        guangzhou.vpc.DeleteRouteTable(RouteTableId=table)


def test_a_route_table_in_use_is_not_deleted(guangzhou, network, table):
    with refused("UnsupportedOperation.DelDefaultRoute"):
        guangzhou.vpc.DeleteRouteTable(RouteTableId=show_main(guangzhou, network).RouteTableId)
    guangzhou.vpc.ReplaceRouteTableAssociation(RouteTableId=table, SubnetId=network.subnet)
    with refused("UnsupportedOperation.DelRouteWithSubnet", network.subnet):
        guangzhou.vpc.DeleteRouteTable(RouteTableId=table)
