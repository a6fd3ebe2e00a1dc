"""Peering connections: two VPCs joined, across regions and accounts, when both sides want it."""

import pytest

from cloud import eventually, filters, new_account, refused


def vpc(region, cidr):
    return region.vpc.CreateVpc(VpcName="shop", CidrBlock=cidr).Vpc.VpcId


def request(region, own, other, account, code):
    return region.vpc.CreateVpcPeeringConnection(
        SourceVpcId=own,
        DestinationVpcId=other,
        DestinationUin=str(account.uin),
        DestinationRegion=code,
        PeeringConnectionName="front to back",
    ).PeeringConnectionId


def state(region, peering):
    shown = region.vpc.DescribeVpcPeeringConnections(PeeringConnectionIds=[peering])
    return shown.PeerConnectionSet[0].State if shown.PeerConnectionSet else None


def wait(region, peering, wanted):
    eventually(lambda: state(region, peering) == wanted)


def main_table(region, of):
    [table] = region.vpc.DescribeRouteTables(Filters=filters(vpc_id=of)).RouteTableSet
    return table.RouteTableId


def route(region, of, peering, destination):
    region.vpc.CreateRoutes(
        RouteTableId=main_table(region, of),
        Routes=[
            {
                "DestinationCidrBlock": destination,
                "GatewayType": "PEERCONNECTION",
                "GatewayId": peering,
            }
        ],
    )


# M-11, M-12
def test_an_account_joins_two_regions(guangzhou, shanghai):
    here, there = vpc(guangzhou, "10.0.0.0/16"), vpc(shanghai, "10.1.0.0/16")
    peering = request(guangzhou, here, there, guangzhou.account, "sh")
    assert peering.startswith("pcx-")
    wait(guangzhou, peering, "ACTIVE")
    wait(shanghai, peering, "ACTIVE")
    [shown] = guangzhou.vpc.DescribeVpcPeeringConnections(
        Filters=filters(vpc_id=here)
    ).PeerConnectionSet
    assert (shown.SourceRegion, shown.DestinationRegion) == ("gz", "sh")
    assert (shown.SourceVpcId, shown.PeerVpcId) == (here, there)
    assert shown.DestinationUin == int(guangzhou.account.uin)
    route(guangzhou, here, peering, "10.1.0.0/16")
    route(shanghai, there, peering, "10.0.0.0/16")
    with refused("InvalidParameterValue.CidrNotInPeerVpc"):
        route(guangzhou, here, peering, "10.2.0.0/16")
    with refused("ResourceInUse", peering):
        guangzhou.vpc.DeleteVpc(VpcId=here)

    guangzhou.vpc.ModifyVpcPeeringConnection(PeeringConnectionId=peering, Bandwidth=50)
    eventually(
        lambda: shanghai.vpc.DescribeVpcPeeringConnections().PeerConnectionSet[0].Bandwidth == 50
    )
    shanghai.vpc.DeleteVpcPeeringConnection(PeeringConnectionId=peering)
    wait(guangzhou, peering, None)
    guangzhou.vpc.DeleteVpc(VpcId=here)


# M-13
@pytest.mark.parametrize("place, code", [("ap-guangzhou", "gz"), ("ap-shanghai", "sh")])
def test_another_account_must_accept(guangzhou, place, code):
    other = new_account().region(place)
    here, there = vpc(guangzhou, "10.0.0.0/16"), vpc(other, "10.1.0.0/16")
    peering = request(guangzhou, here, there, other.account, code)
    wait(other, peering, "PENDING")
    with refused("InvalidParameterValue.RouteNextHopInvalid"):
        route(guangzhou, here, peering, "10.1.0.0/16")
    with refused("UnsupportedOperation.VpcPeerPurviewError"):
        guangzhou.vpc.AcceptVpcPeeringConnection(PeeringConnectionId=peering)
    other.vpc.AcceptVpcPeeringConnection(PeeringConnectionId=peering)
    wait(guangzhou, peering, "ACTIVE")
    route(guangzhou, here, peering, "10.1.0.0/16")
    with refused("UnsupportedOperation.VpcPeerInvalidStateChange"):
        other.vpc.RejectVpcPeeringConnection(PeeringConnectionId=peering)
    with refused("UnsupportedOperation.VpcPeerAlreadyExist", peering):
        request(guangzhou, here, there, other.account, code)
    guangzhou.vpc.DeleteVpcPeeringConnection(PeeringConnectionId=peering)
    wait(other, peering, None)

    rejected = request(guangzhou, here, there, other.account, code)
    wait(other, rejected, "PENDING")
    other.vpc.RejectVpcPeeringConnection(PeeringConnectionId=rejected)
    wait(guangzhou, rejected, "REJECTED")


# M-12, M-13
def test_only_vpcs_that_are_there_and_apart_are_joined(guangzhou, shanghai):
    here, same = vpc(guangzhou, "10.0.0.0/16"), vpc(guangzhou, "10.0.0.0/16")
    with refused("UnsupportedOperation.VpcPeerCidrConflict"):
        request(guangzhou, here, same, guangzhou.account, "gz")
    with refused("ResourceNotFound"):
        request(guangzhou, here, "vpc-00000000", guangzhou.account, "gz")
    with refused("InvalidParameterValue"):
        request(guangzhou, here, same, guangzhou.account, "moon")
    stranger = new_account()
    nobodys = request(guangzhou, here, "vpc-00000000", stranger, "sh")
    wait(guangzhou, nobodys, "REJECTED")
    overlapping = request(guangzhou, here, vpc(shanghai, "10.0.0.0/20"), guangzhou.account, "sh")
    wait(guangzhou, overlapping, "FAILED")
    gone = guangzhou.vpc.DescribeVpcPeeringConnections(PeeringConnectionIds=["pcx-00000000"])
    assert (gone.TotalCount, gone.PeerConnectionSet) == (0, [])
