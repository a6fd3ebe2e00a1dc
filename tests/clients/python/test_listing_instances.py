"""DescribeInstances: every filter it documents, and pages."""

from types import SimpleNamespace

import pytest

from cloud import filters, new_account, refused
from instances import PUBLIC_KEY, Network, look, run, stop


# Three instances that differ in everything one can filter by; the tests only look.
@pytest.fixture(scope="module")
def listing():
    region = new_account().region("ap-guangzhou")
    network = Network(region, "ap-guangzhou-2")
    second = network.add_subnet("ap-guangzhou-3", "10.0.2.0/24")
    key = region.cvm.ImportKeyPair(KeyName="deploy", ProjectId=0, PublicKey=PUBLIC_KEY).KeyId
    group = region.vpc.CreateSecurityGroup(
        GroupName="a", GroupDescription=""
    ).SecurityGroup.SecurityGroupId
    placement = region.cvm.CreateDisasterRecoverGroup(
        Name="apart", Type="HOST"
    ).DisasterRecoverGroupId
    [web] = run(
        region,
        "ap-guangzhou-2",
        VirtualPrivateCloud=network.place(),
        InstanceName="web-one",
        SecurityGroupIds=[group],
        DisasterRecoverGroupIds=[placement],
        InternetAccessible={
            "InternetChargeType": "TRAFFIC_POSTPAID_BY_HOUR",
            "InternetMaxBandwidthOut": 1,
            "PublicIpAssigned": True,
        },
    )
    [database] = run(
        region,
        "ap-guangzhou-3",
        VirtualPrivateCloud=network.place(second),
        InstanceName="db",
        InstanceType="S2.SMALL2",
        LoginSettings={"KeyIds": [key]},
        InstanceChargeType="PREPAID",
        InstanceChargePrepaid={"Period": 1},
        TagSpecification=[{"ResourceType": "instance", "Tags": [{"Key": "team", "Value": "a"}]}],
    )
    [spare] = run(region, "ap-guangzhou-2", InstanceName="spare", ImageId="img-541bm08j")
    stop(region, [spare])
    return SimpleNamespace(
        region=region,
        names={web: "web", database: "database", spare: "spare"},
        network=network,
        second=second,
        group=group,
        placement=placement,
        web=look(region, web),
        database=look(region, database),
        spare=look(region, spare),
    )


def found(listing, **wanted):
    return sorted(
        listing.names[one.InstanceId]
        for one in listing.region.cvm.DescribeInstances(Filters=filters(**wanted)).InstanceSet
    )


def test_one_filter_finds_what_it_says(listing):
    web, database, spare = listing.web, listing.database, listing.spare
    for name, value, expected in [
        ("zone", "ap-guangzhou-3", ["database"]),
        ("project-id", "0", ["database", "spare", "web"]),
        ("vpc-id", listing.network.vpc, ["database", "web"]),
        ("subnet-id", listing.second, ["database"]),
        ("instance-id", [web.InstanceId, spare.InstanceId], ["spare", "web"]),
        ("uuid", database.Uuid, ["database"]),
        ("security-group-id", listing.group, ["web"]),
        ("instance-name", "web-one", ["web"]),
        ("instance-charge-type", "PREPAID", ["database"]),
        ("instance-charge-type", "POSTPAID_BY_HOUR", ["spare", "web"]),
        ("instance-state", "STOPPED", ["spare"]),
        ("private-ip-address", database.PrivateIpAddresses[0], ["database"]),
        ("public-ip-address", web.PublicIpAddresses[0], ["web"]),
        ("tag-key", "team", ["database"]),
        ("tag-value", "a", ["database"]),
        ("tag:team", "a", ["database"]),
        ("tag:team", "b", []),
        ("instance-type", "S2.SMALL2", ["database"]),
        ("image-id", "img-541bm08j", ["spare"]),
        ("disaster-recover-group-id", listing.placement, ["web"]),
        ("creation-start-time", "2020-01-01 00:00:00", ["database", "spare", "web"]),
        ("creation-end-time", "2020-01-01 00:00:00", []),
        ("vpc-id", "vpc-00000000", []),
    ]:
        assert found(listing, **{name: value}) == expected, (name, value)


def test_several_filters_must_all_hold_and_one_of_the_values_of_each(listing):
    assert found(listing, zone=["ap-guangzhou-2", "ap-guangzhou-3"], instance_state="RUNNING") == [
        "database",
        "web",
    ]
    assert found(listing, zone="ap-guangzhou-2", instance_state="RUNNING") == ["web"]
    assert found(listing, zone="ap-guangzhou-3", instance_state="STOPPED") == []


def test_pages_show_each_instance_once_and_count_them_all(listing):
    seen = []
    for offset in range(3):
        page = listing.region.cvm.DescribeInstances(Offset=offset, Limit=1)
        assert page.TotalCount == 3 and len(page.InstanceSet) == 1
        seen.append(page.InstanceSet[0].InstanceId)
    assert sorted(seen) == sorted(listing.names)
    beyond = listing.region.cvm.DescribeInstances(Offset=3, Limit=1)
    assert (beyond.TotalCount, beyond.InstanceSet) == (3, [])


def test_states_are_listed_by_pages_too(listing):
    page = listing.region.cvm.DescribeInstancesStatus(Offset=1, Limit=1)
    assert (page.TotalCount, len(page.InstanceStatusSet)) == (3, 1)


# M-8
def test_ids_that_name_nothing_here_are_passed_over(listing):
    listed = listing.region.cvm.DescribeInstances(
        InstanceIds=[listing.web.InstanceId, "ins-00000000"]
    )
    assert [one.InstanceId for one in listed.InstanceSet] == [listing.web.InstanceId]


@pytest.mark.parametrize(
    "wanted, code",
    [
        ({"InstanceIds": ["shop"]}, "InvalidInstanceId.Malformed"),
        ({"InstanceIds": ["ins-00000000"], "Filters": filters(zone="a")}, "InvalidParameter"),
        ({"Filters": filters(colour="red")}, "InvalidFilter"),
        ({"Limit": 101}, "InvalidParameterValue.LimitExceeded"),
        ({"Limit": 0}, "InvalidParameterValue"),
        ({"Offset": -1}, "InvalidParameterValue"),
        ({"InstanceIds": ["ins-00000000"] * 101}, "InvalidParameterValue.LimitExceeded"),
        (
            {"Filters": filters(zone=[f"ap-guangzhou-{n}" for n in range(101)])},
            "InvalidFilterValue.LimitExceeded",
        ),
        (
            {"Filters": filters(**{"private-ip-address": "ten"})},
            "InvalidParameterValue.IPAddressMalformed",
        ),
        ({"Filters": filters(vpc_id="shop")}, "InvalidParameterValue.VpcIdMalformed"),
        ({"Filters": filters(subnet_id="shop")}, "InvalidParameterValue.SubnetIdMalformed"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(listing, wanted, code):
    with refused(code):
        listing.region.cvm.DescribeInstances(**wanted)


def test_every_object_a_client_looks_into_is_there(listing):
    for one in (listing.web, listing.database, listing.spare):
        for member in (
            "Placement",
            "SystemDisk",
            "InternetAccessible",
            "VirtualPrivateCloud",
            "LoginSettings",
            "InstanceState",
            "InstanceChargeType",
            "LatestOperationState",
        ):
            assert getattr(one, member) is not None, member
        for member in (
            "DataDisks",
            "PrivateIpAddresses",
            "PublicIpAddresses",
            "SecurityGroupIds",
            "Tags",
            "DisasterRecoverGroupIds",
        ):
            assert isinstance(getattr(one, member), list), member
