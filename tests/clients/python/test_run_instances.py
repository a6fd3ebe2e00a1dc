"""Starting instances: what may be said, and what is refused before anything is made."""

import base64

import pytest

from cloud import filters, operate, refused
from instances import IMAGE, PUBLIC_KEY, TYPE, Network, count, look, run, start, terminate, wait_for


# M-22, M-27
def test_an_instance_starts_in_the_zone_it_is_told(guangzhou, network):
    [instance] = start(guangzhou, network.zone, VirtualPrivateCloud=network.place())
    assert instance.startswith("ins-") and len(instance) == 12
    assert look(guangzhou, instance).InstanceState in ("PENDING", "RUNNING"), "seen at once"
    wait_for(guangzhou, [instance], "RUNNING")
    shown = look(guangzhou, instance)
    assert shown.Placement.Zone == network.zone
    assert (shown.InstanceType, shown.CPU, shown.Memory, shown.ImageId) == (TYPE, 1, 1, IMAGE)
    assert (shown.InstanceChargeType, shown.RestrictState) == ("POSTPAID_BY_HOUR", "NORMAL")
    assert (shown.VirtualPrivateCloud.VpcId, shown.VirtualPrivateCloud.SubnetId) == (
        network.vpc,
        network.subnet,
    )
    assert shown.PrivateIpAddresses[0].startswith("10.0.1.")
    assert shown.SystemDisk.DiskType == "CLOUD_PREMIUM" and shown.SystemDisk.DiskSize >= 20
    assert shown.SystemDisk.DiskId.startswith("disk-")
    assert shown.OsName.startswith("Ubuntu") and shown.CreatedTime and shown.Uuid
    assert (shown.LatestOperation, shown.LatestOperationState) == ("RunInstances", "SUCCESS")
    assert shown.SecurityGroupIds, "a default group is bound"


# M-10
def test_without_a_vpc_instances_land_in_the_default_one(guangzhou):
    one = look(guangzhou, run(guangzhou, "ap-guangzhou-2")[0])
    two = look(guangzhou, run(guangzhou, "ap-guangzhou-3")[0])
    [default] = guangzhou.vpc.DescribeVpcs(Filters=filters(is_default="true")).VpcSet
    assert one.VirtualPrivateCloud.VpcId == two.VirtualPrivateCloud.VpcId == default.VpcId
    assert one.VirtualPrivateCloud.SubnetId != two.VirtualPrivateCloud.SubnetId
    assert one.PrivateIpAddresses != two.PrivateIpAddresses


@pytest.mark.parametrize(
    "name, names",
    [
        ("web", ["web1", "web2", "web3"]),
        ("web-{R:7}", ["web-7", "web-8", "web-9"]),
        ("web-{R:9,F:3}.{R:1}", ["web-009.1", "web-010.2", "web-011.3"]),
        (None, ["Unnamed"] * 3),
    ],
)
def test_several_instances_get_ascending_names(guangzhou, network, name, names):
    more = {} if name is None else {"InstanceName": name}
    ids = start(
        guangzhou, network.zone, VirtualPrivateCloud=network.place(), InstanceCount=3, **more
    )
    assert len(set(ids)) == 3
    assert [look(guangzhou, one).InstanceName for one in ids] == names


def test_one_instance_keeps_its_name_as_it_is(guangzhou, network):
    [instance] = start(
        guangzhou,
        network.zone,
        InstanceName="web",
        HostName="web.shop",
        VirtualPrivateCloud=network.place(),
    )
    assert look(guangzhou, instance).InstanceName == "web"


def test_addresses_may_be_chosen(guangzhou, network):
    wanted = ["10.0.1.10", "10.0.1.20"]
    ids = start(
        guangzhou,
        network.zone,
        InstanceCount=2,
        VirtualPrivateCloud=network.place(PrivateIpAddresses=wanted),
    )
    assert [look(guangzhou, one).PrivateIpAddresses for one in ids] == [
        ["10.0.1.10"],
        ["10.0.1.20"],
    ]


@pytest.mark.parametrize(
    "addresses, code",
    [
        (["10.0.2.10"], "VpcAddrNotInSubNet"),
        (["10.0.1.1"], "VpcIpIsUsed"),
        (["ten"], "InvalidParameterValue.IPAddressMalformed"),
    ],
)
def test_an_address_lies_in_the_subnet_and_is_free(guangzhou, network, addresses, code):
    with refused(code, addresses[0]):
        start(
            guangzhou, network.zone, VirtualPrivateCloud=network.place(PrivateIpAddresses=addresses)
        )
    assert count(guangzhou) == 0


def test_an_address_is_given_once(guangzhou, network):
    place = network.place(PrivateIpAddresses=["10.0.1.10"])
    start(guangzhou, network.zone, VirtualPrivateCloud=place)
    with refused("VpcIpIsUsed", "10.0.1.10"):
        start(guangzhou, network.zone, VirtualPrivateCloud=place)
    assert count(guangzhou) == 1


def test_everything_that_may_be_said_is_kept(guangzhou, network):
    key = guangzhou.cvm.ImportKeyPair(KeyName="deploy", ProjectId=0, PublicKey=PUBLIC_KEY).KeyId
    group = guangzhou.vpc.CreateSecurityGroup(GroupName="a", GroupDescription="").SecurityGroup
    data = base64.b64encode(b"#!/bin/sh\necho hello\n").decode()
    [instance] = run(
        guangzhou,
        network.zone,
        VirtualPrivateCloud=network.place(),
        InstanceType="S2.MEDIUM4",
        SystemDisk={"DiskType": "CLOUD_SSD", "DiskSize": 60},
        DataDisks=[
            {"DiskType": "CLOUD_PREMIUM", "DiskSize": 100, "DeleteWithInstance": False},
            {"DiskType": "CLOUD_SSD", "DiskSize": 200},
        ],
        InternetAccessible={
            "InternetChargeType": "TRAFFIC_POSTPAID_BY_HOUR",
            "InternetMaxBandwidthOut": 5,
            "PublicIpAssigned": True,
        },
        InstanceName="db",
        HostName="db-1",
        LoginSettings={"KeyIds": [key]},
        SecurityGroupIds=[group.SecurityGroupId],
        UserData=data,
        DisableApiTermination=True,
        TagSpecification=[{"ResourceType": "instance", "Tags": [{"Key": "team", "Value": "a"}]}],
    )
    shown = look(guangzhou, instance)
    assert (shown.CPU, shown.Memory) == (2, 4)
    assert (shown.SystemDisk.DiskType, shown.SystemDisk.DiskSize) == ("CLOUD_SSD", 60)
    assert [(one.DiskType, one.DiskSize, one.DeleteWithInstance) for one in shown.DataDisks] == [
        ("CLOUD_PREMIUM", 100, False),
        ("CLOUD_SSD", 200, True),
    ]
    assert shown.InternetAccessible.InternetMaxBandwidthOut == 5
    assert len(shown.PublicIpAddresses) == 1
    assert shown.LoginSettings.KeyIds == [key]
    assert shown.SecurityGroupIds == [group.SecurityGroupId]
    assert [(tag.Key, tag.Value) for tag in shown.Tags] == [("team", "a")]
    assert shown.DisableApiTermination is True
    [attributes] = guangzhou.cvm.DescribeInstancesAttributes(
        InstanceIds=[instance], Attributes=["UserData"]
    ).InstanceSet
    assert attributes.Attributes.UserData == data


# M-2
def test_a_sold_out_zone_takes_no_new_instance(guangzhou):
    with refused("ResourceInsufficient.AvailabilityZoneSoldOut", "ap-guangzhou-1"):
        start(guangzhou, "ap-guangzhou-1")
    assert count(guangzhou) == 0


# M-2: what runs in a zone goes on when its stock is sold, and others may start once it is filled up.
def test_an_operator_sells_a_zone_out_and_restocks_it(account):
    toronto = account.region("na-toronto")
    [instance] = run(toronto, "na-toronto-1")
    operate("ModifyZoneStock", {"Zone": "na-toronto-1", "SoldOut": True})
    with refused("ResourceInsufficient.AvailabilityZoneSoldOut", "na-toronto-1"):
        start(toronto, "na-toronto-1")
    assert look(toronto, instance).InstanceState == "RUNNING"
    toronto.cvm.RebootInstances(InstanceIds=[instance])
    wait_for(toronto, [instance], "RUNNING")
    operate("ModifyZoneStock", {"Zone": "na-toronto-1", "SoldOut": False})
    run(toronto, "na-toronto-1")


# M-22
@pytest.mark.parametrize("zone", ["ap-shanghai-1", "ap-guangzhou-9", "guangzhou"])
def test_a_zone_that_is_not_in_the_region_is_refused(guangzhou, zone):
    with refused("InvalidZone.MismatchRegion", zone):
        start(guangzhou, zone)


# M-35
def test_the_subnet_must_be_of_the_zone(guangzhou, network):
    with refused("InvalidParameterValue.SubnetIdZoneIdNotMatch", network.subnet):
        start(guangzhou, "ap-guangzhou-3", VirtualPrivateCloud=network.place())
    assert count(guangzhou) == 0


def test_the_subnet_must_be_of_the_vpc(guangzhou, network):
    other = Network(guangzhou, network.zone, "10.9.0.0/16", "10.9.1.0/24")
    with refused("InvalidParameterValue.VpcIdSubnetIdNotMatch"):
        start(guangzhou, network.zone, VirtualPrivateCloud=network.place(other.subnet))


@pytest.mark.parametrize(
    "change, code",
    [
        ({"ImageId": "img-00000000"}, "InvalidImageId.NotFound"),
        ({"ImageId": "ubuntu"}, "InvalidImageId.Malformed"),
        ({"InstanceType": "S99.HUGE"}, "InvalidParameterValue.InstanceTypeNotFound"),
        ({"SecurityGroupIds": ["sg-00000000"]}, "InvalidSecurityGroupId.NotFound"),
        ({"LoginSettings": {"KeyIds": ["skey-00000000"]}}, "InvalidParameterValue.KeyPairNotFound"),
        ({"LoginSettings": {"KeyIds": ["key"]}}, "InvalidKeyPairId.Malformed"),
        ({"LoginSettings": {"Password": "short"}}, "InvalidParameterValue.InvalidPassword"),
        (
            {"VirtualPrivateCloud": {"VpcId": "vpc-00000000", "SubnetId": "subnet-00000000"}},
            "InvalidParameterValue.VpcIdNotExist",
        ),
        (
            {"VirtualPrivateCloud": {"VpcId": "shop", "SubnetId": "subnet-00000000"}},
            "InvalidParameterValue.VpcIdMalformed",
        ),
        ({"InstanceCount": 0}, "InvalidParameterValue.Range"),
        ({"InstanceCount": 101}, "InvalidParameterValue.Range"),
        ({"InstanceCount": 2, "MinCount": 3}, "InvalidParameterValue.InvalidParameterMinCount"),
        ({"InstanceName": "x" * 129}, "InvalidInstanceName.TooLong"),
        ({"HostName": "-web-"}, "InvalidParameterValue.IllegalHostName"),
        ({"UserData": "not base64!"}, "InvalidParameterValue.InvalidUserDataFormat"),
        ({"ClientToken": "x" * 65}, "InvalidClientToken.TooLong"),
        ({"InstanceChargeType": "FREE"}, "InvalidParameterValue"),
        ({"InstanceChargeType": "PREPAID"}, "MissingParameter"),
        (
            {"InstanceChargeType": "PREPAID", "InstanceChargePrepaid": {"Period": 5000}},
            "InvalidPeriod",
        ),
        (
            {"DisasterRecoverGroupIds": ["ps-00000000"]},
            "FailedOperation.DisasterRecoverGroupNotFound",
        ),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_made(guangzhou, change, code):
    with refused(code):
        start(guangzhou, "ap-guangzhou-2", **change)
    assert count(guangzhou) == 0


def test_without_a_placement_nothing_starts(guangzhou):
    with refused("MissingParameter", "Placement"):
        guangzhou.cvm.RunInstances(ImageId=IMAGE, InstanceType=TYPE)


def test_the_same_client_token_gives_the_same_instances(guangzhou, network):
    wanted = {
        "VirtualPrivateCloud": network.place(),
        "InstanceCount": 2,
        "ClientToken": "c2hvcC8rPQ==",
    }
    first = start(guangzhou, network.zone, **wanted)
    assert start(guangzhou, network.zone, **wanted) == first
    with refused("InvalidParameterValue", "ClientToken"):
        start(guangzhou, network.zone, **{**wanted, "InstanceCount": 3})
    assert count(guangzhou) == 2
    assert start(guangzhou, network.zone, **{**wanted, "ClientToken": "other"}) != first


def test_a_client_token_is_one_accounts_own(account, other):
    one, two = (each.region("ap-guangzhou") for each in (account, other))
    assert start(one, "ap-guangzhou-2", ClientToken="same") != start(
        two, "ap-guangzhou-2", ClientToken="same"
    )


def test_a_dry_run_checks_everything_and_makes_nothing(guangzhou, network):
    wanted = {"VirtualPrivateCloud": network.place(), "DryRun": True}
    assert not start(guangzhou, network.zone, **wanted)
    with refused("ResourceInsufficient.AvailabilityZoneSoldOut"):
        start(guangzhou, "ap-guangzhou-1", DryRun=True)
    assert count(guangzhou) == 0
    assert guangzhou.vpc.DescribeUsedIpAddress(VpcId=network.vpc).TotalCount == 0


# M-27: stock is real. A zone has 256 hosts of 96 cores, and none has room for two of this type.
def test_what_does_not_fit_in_the_zone_is_refused_whole(account):
    beijing = account.region("ap-beijing")
    largest = {"InstanceType": "S5.16XLARGE256", "InstanceCount": 100}
    started = start(beijing, "ap-beijing-1", **largest) + start(beijing, "ap-beijing-1", **largest)
    with refused("ResourceInsufficient.SpecifiedInstanceType", "S5.16XLARGE256"):
        start(beijing, "ap-beijing-1", **largest)
    assert count(beijing) == 200
    more = start(beijing, "ap-beijing-1", **largest, MinCount=50)
    assert len(more) == 56, "as many as there is room for"
    for ids in (started[:100], started[100:], more):
        terminate(beijing, ids)
    start(beijing, "ap-beijing-1", **largest)


def test_a_prepaid_instance_has_an_end(guangzhou):
    [instance] = run(
        guangzhou,
        "ap-guangzhou-2",
        InstanceChargeType="PREPAID",
        InstanceChargePrepaid={"Period": 1, "RenewFlag": "NOTIFY_AND_MANUAL_RENEW"},
    )
    shown = look(guangzhou, instance)
    assert shown.InstanceChargeType == "PREPAID" and shown.ExpiredTime > shown.CreatedTime
    assert shown.RenewFlag == "NOTIFY_AND_MANUAL_RENEW"
    guangzhou.cvm.ModifyInstancesRenewFlag(
        InstanceIds=[instance], RenewFlag="NOTIFY_AND_AUTO_RENEW"
    )
    assert look(guangzhou, instance).RenewFlag == "NOTIFY_AND_AUTO_RENEW"
