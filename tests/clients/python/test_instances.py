"""The life of an instance: what may be done to it in which state, to its end."""

import pytest

from cloud import filters, refused
from instances import Network, count, look, run, stop, terminate, wait_for, wait_until_gone


@pytest.fixture
def instance(guangzhou, network):
    return run(guangzhou, network.zone, VirtualPrivateCloud=network.place())[0]


def state(region, instance):
    [one] = region.cvm.DescribeInstancesStatus(InstanceIds=[instance]).InstanceStatusSet
    return one.InstanceState


def test_an_instance_is_stopped_started_and_rebooted(guangzhou, instance):
    guangzhou.cvm.StopInstances(InstanceIds=[instance], StopType="SOFT")
    wait_for(guangzhou, [instance], "STOPPED")
    assert state(guangzhou, instance) == "STOPPED"
    assert look(guangzhou, instance).LatestOperation == "StopInstances"
    guangzhou.cvm.StartInstances(InstanceIds=[instance])
    wait_for(guangzhou, [instance], "RUNNING")
    assert look(guangzhou, instance).LatestOperation == "StartInstances"
    guangzhou.cvm.RebootInstances(InstanceIds=[instance], StopType="HARD")
    wait_for(guangzhou, [instance], "RUNNING")
    shown = look(guangzhou, instance)
    assert (shown.LatestOperation, shown.LatestOperationState) == ("RebootInstances", "SUCCESS")
    assert shown.LatestOperationRequestId


def test_an_operation_in_a_state_that_forbids_it_is_refused(guangzhou, instance):
    with refused("UnsupportedOperation.InstanceStateRunning", instance):
        guangzhou.cvm.StartInstances(InstanceIds=[instance])
    stop(guangzhou, [instance])
    with refused("UnsupportedOperation.InstanceStateStopped", instance):
        guangzhou.cvm.StopInstances(InstanceIds=[instance])
    with refused("UnsupportedOperation.InstanceStateStopped", instance):
        guangzhou.cvm.RebootInstances(InstanceIds=[instance])
    assert state(guangzhou, instance) == "STOPPED"


def test_one_wrong_id_stops_the_whole_call(guangzhou, instance):
    with refused("InvalidInstanceId.NotFound", "ins-00000000"):
        guangzhou.cvm.StopInstances(InstanceIds=[instance, "ins-00000000"])
    with refused("InvalidInstanceId.Malformed", "shop"):
        guangzhou.cvm.StopInstances(InstanceIds=[instance, "shop"])
    with refused("InvalidParameterValue.LimitExceeded"):
        guangzhou.cvm.StopInstances(InstanceIds=[instance] * 101)
    assert state(guangzhou, instance) == "RUNNING"


def test_an_instance_is_renamed_and_protected(guangzhou, instance):
    guangzhou.cvm.ModifyInstancesAttribute(InstanceIds=[instance], InstanceName="数据库")
    assert look(guangzhou, instance).InstanceName == "数据库"
    with refused("InvalidInstanceName.TooLong"):
        guangzhou.cvm.ModifyInstancesAttribute(InstanceIds=[instance], InstanceName="x" * 129)
    guangzhou.cvm.ModifyInstancesAttribute(InstanceIds=[instance], DisableApiTermination=True)
    with refused("UnsupportedOperation.InstancesProtected", instance):
        guangzhou.cvm.TerminateInstances(InstanceIds=[instance])
    guangzhou.cvm.ModifyInstancesAttribute(InstanceIds=[instance], DisableApiTermination=False)
    terminate(guangzhou, [instance])


def test_a_password_is_set_while_an_instance_is_stopped(guangzhou, instance):
    password = {"InstanceIds": [instance], "Password": "aB3$efgh12"}
    with refused("UnsupportedOperation.InstanceStateRunning", instance):
        guangzhou.cvm.ResetInstancesPassword(**password)
    stop(guangzhou, [instance])
    with refused("InvalidParameterValue.InvalidPassword"):
        guangzhou.cvm.ResetInstancesPassword(InstanceIds=[instance], Password="short")
    guangzhou.cvm.ResetInstancesPassword(**password)
    assert not look(guangzhou, instance).LoginSettings.Password, "it is never shown"


def test_an_instance_is_set_up_anew_from_another_image(guangzhou, instance):
    guangzhou.cvm.ResetInstance(InstanceId=instance, ImageId="img-541bm08j")
    wait_for(guangzhou, [instance], "RUNNING")
    shown = look(guangzhou, instance)
    assert shown.ImageId == "img-541bm08j" and shown.OsName.startswith("Debian")
    assert shown.LatestOperation == "ResetInstance"
    with refused("InvalidImageId.NotFound"):
        guangzhou.cvm.ResetInstance(InstanceId=instance, ImageId="img-00000000")


# M-22
def test_an_instance_takes_another_type_and_stays_in_its_zone(guangzhou, network, instance):
    with refused("UnsupportedOperation.InstanceStateRunning", instance):
        guangzhou.cvm.ResetInstancesType(InstanceIds=[instance], InstanceType="S2.MEDIUM4")
    stop(guangzhou, [instance])
    guangzhou.cvm.ResetInstancesType(InstanceIds=[instance], InstanceType="S2.MEDIUM4")
    wait_for(guangzhou, [instance], "STOPPED")
    shown = look(guangzhou, instance)
    assert (shown.InstanceType, shown.CPU, shown.Memory) == ("S2.MEDIUM4", 2, 4)
    assert shown.Placement.Zone == network.zone
    with refused("InvalidInstanceType.Malformed"):
        guangzhou.cvm.ResetInstancesType(InstanceIds=[instance], InstanceType="huge")


def test_a_running_instance_is_stopped_for_a_new_type_where_one_says_so(guangzhou, instance):
    guangzhou.cvm.ResetInstancesType(
        InstanceIds=[instance], InstanceType="S2.SMALL2", ForceStop=True
    )
    wait_for(guangzhou, [instance], "RUNNING")
    assert look(guangzhou, instance).Memory == 2


# M-22: a subnet of another zone is refused, for an instance never changes its zone.
def test_an_instance_moves_to_another_subnet_of_its_zone_only(guangzhou, network, instance):
    second = network.add_subnet(network.zone, "10.0.2.0/24")
    elsewhere = network.add_subnet("ap-guangzhou-3", "10.0.3.0/24")
    stop(guangzhou, [instance])
    with refused("InvalidParameterValue", elsewhere):
        guangzhou.cvm.ModifyInstancesVpcAttribute(
            InstanceIds=[instance], VirtualPrivateCloud=network.place(elsewhere)
        )
    guangzhou.cvm.ModifyInstancesVpcAttribute(
        InstanceIds=[instance],
        VirtualPrivateCloud=network.place(second, PrivateIpAddresses=["10.0.2.30"]),
    )
    wait_for(guangzhou, [instance], "STOPPED")
    shown = look(guangzhou, instance)
    assert (shown.VirtualPrivateCloud.SubnetId, shown.PrivateIpAddresses) == (second, ["10.0.2.30"])
    assert (
        guangzhou.vpc.DescribeUsedIpAddress(
            VpcId=network.vpc, SubnetId=network.subnet
        ).IpAddressStates
        == []
    )


def test_a_charge_type_is_changed(guangzhou, instance):
    guangzhou.cvm.ModifyInstancesChargeType(
        InstanceIds=[instance],
        InstanceChargeType="PREPAID",
        InstanceChargePrepaid={"Period": 1, "RenewFlag": "NOTIFY_AND_MANUAL_RENEW"},
    )
    prepaid = look(guangzhou, instance)
    assert prepaid.InstanceChargeType == "PREPAID" and prepaid.ExpiredTime
    guangzhou.cvm.RenewInstances(InstanceIds=[instance], InstanceChargePrepaid={"Period": 2})
    assert look(guangzhou, instance).ExpiredTime > prepaid.ExpiredTime


def test_only_prepaid_instances_are_renewed(guangzhou, instance):
    with refused("UnsupportedOperation.InstanceChargeType", instance):
        guangzhou.cvm.RenewInstances(InstanceIds=[instance], InstanceChargePrepaid={"Period": 1})


def test_public_bandwidth_is_changed(guangzhou):
    [instance] = run(
        guangzhou,
        "ap-guangzhou-2",
        InternetAccessible={
            "InternetChargeType": "TRAFFIC_POSTPAID_BY_HOUR",
            "InternetMaxBandwidthOut": 1,
            "PublicIpAssigned": True,
        },
    )
    guangzhou.cvm.ResetInstancesInternetMaxBandwidth(
        InstanceIds=[instance], InternetAccessible={"InternetMaxBandwidthOut": 10}
    )
    assert look(guangzhou, instance).InternetAccessible.InternetMaxBandwidthOut == 10


def test_disks_grow(guangzhou):
    [instance] = run(
        guangzhou, "ap-guangzhou-2", DataDisks=[{"DiskType": "CLOUD_PREMIUM", "DiskSize": 100}]
    )
    [disk] = look(guangzhou, instance).DataDisks
    stop(guangzhou, [instance])
    guangzhou.cvm.ResizeInstanceDisks(
        InstanceId=instance, DataDisks=[{"DiskId": disk.DiskId, "DiskSize": 200}]
    )
    wait_for(guangzhou, [instance], "STOPPED")
    assert look(guangzhou, instance).DataDisks[0].DiskSize == 200


def test_an_instance_belongs_to_a_project_that_is_there(guangzhou, instance):
    guangzhou.cvm.ModifyInstancesProject(InstanceIds=[instance], ProjectId=0)
    with refused("InvalidProjectId.NotFound"):
        guangzhou.cvm.ModifyInstancesProject(InstanceIds=[instance], ProjectId=7777)
    assert look(guangzhou, instance).Placement.ProjectId == 0


# M-27
def test_a_terminated_instance_is_gone_with_its_address_and_without_an_error(
    guangzhou, network, instance
):
    guangzhou.cvm.TerminateInstances(InstanceIds=[instance])
    wait_until_gone(guangzhou, [instance])
    listed = guangzhou.cvm.DescribeInstances(InstanceIds=[instance])
    assert (listed.TotalCount, listed.InstanceSet) == (0, [])
    assert guangzhou.cvm.DescribeInstancesStatus(InstanceIds=[instance]).InstanceStatusSet == []
    assert (
        guangzhou.vpc.DescribeUsedIpAddress(
            VpcId=network.vpc, SubnetId=network.subnet
        ).IpAddressStates
        == []
    )
    with refused("InvalidInstanceId.NotFound", instance):
        guangzhou.cvm.StartInstances(InstanceIds=[instance])
    with refused("InvalidInstanceId.NotFound", instance):
        guangzhou.cvm.TerminateInstances(InstanceIds=[instance])


def test_its_address_can_be_used_again(guangzhou, network):
    place = network.place(PrivateIpAddresses=["10.0.1.10"])
    for _ in range(2):
        terminate(guangzhou, run(guangzhou, network.zone, VirtualPrivateCloud=place))


def test_many_are_terminated_in_one_call_or_none(guangzhou, network):
    ids = run(guangzhou, network.zone, VirtualPrivateCloud=network.place(), InstanceCount=5)
    with refused("InvalidInstanceId.NotFound"):
        guangzhou.cvm.TerminateInstances(InstanceIds=ids + ["ins-00000000"])
    assert count(guangzhou) == 5
    terminate(guangzhou, ids)
    assert count(guangzhou) == 0


# M-10, M-34: everything is taken down again, in any order that leaves nothing in use.
def test_what_was_made_can_all_be_deleted(guangzhou):
    network = Network(guangzhou, "ap-guangzhou-2")
    instance = run(guangzhou, "ap-guangzhou-2", VirtualPrivateCloud=network.place())
    terminate(guangzhou, instance)
    guangzhou.vpc.DeleteSubnet(SubnetId=network.subnet)
    guangzhou.vpc.DeleteVpc(VpcId=network.vpc)
    assert guangzhou.vpc.DescribeVpcs(Filters=filters(is_default="false")).TotalCount == 0
