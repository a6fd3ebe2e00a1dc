"""Cloud disks and snapshots: a disk's life on its own, its way from instance to instance, its snapshots."""

import pytest
from cloud import filters, refused
from instances import look, run, stop, terminate, wait_until_gone

ZONE = "ap-guangzhou-2"


def create(region, **more):
    wanted = {"Placement": {"Zone": ZONE}, "DiskChargeType": "POSTPAID_BY_HOUR", "DiskType": "CLOUD_PREMIUM",
              "DiskSize": 50, "DiskName": "data"}
    [disk] = region.cbs.CreateDisks(**{**wanted, **more}).DiskIdSet
    return disk


def shown(region, disk):
    [one] = region.cbs.DescribeDisks(DiskIds=[disk]).DiskSet
    return one


def is_gone(region, disk):
    answer = region.cbs.DescribeDisks(DiskIds=[disk])
    return answer.TotalCount == 0 and answer.DiskSet == []


# M-31
def test_a_disk_is_created_read_changed_and_deleted(guangzhou):
    disk = create(guangzhou, Tags=[{"Key": "team", "Value": "blue"}], ClientToken="once")
    assert create(guangzhou, Tags=[{"Key": "team", "Value": "blue"}], ClientToken="once") == disk
    one = shown(guangzhou, disk)
    assert (one.DiskState, one.Attached, one.DiskSize) == ("UNATTACHED", False, 50)
    assert (one.Placement.Zone, one.DiskUsage, one.Encrypt) == (ZONE, "DATA_DISK", False)
    assert [(tag.Key, tag.Value) for tag in one.Tags] == [("team", "blue")]
    guangzhou.cbs.ModifyDiskAttributes(DiskIds=[disk], DiskName="日志", DiskType="CLOUD_SSD")
    guangzhou.cbs.ResizeDisk(DiskId=disk, DiskSize=100)
    one = shown(guangzhou, disk)
    assert (one.DiskName, one.DiskType, one.DiskSize, one.MigratePercent) == ("日志", "CLOUD_SSD", 100, 100)
    with refused("InvalidParameterValue", disk):
        guangzhou.cbs.ResizeDisk(DiskId=disk, DiskSize=60)
    guangzhou.cbs.TerminateDisks(DiskIds=[disk])
    assert is_gone(guangzhou, disk)


# M-2, M-16
def test_a_disk_is_not_made_where_there_are_none(guangzhou, account):
    with refused("ResourceInsufficient", "ap-guangzhou-1"):
        create(guangzhou, Placement={"Zone": "ap-guangzhou-1"})
    with refused("UnsupportedRegion", "Cloud Block Storage"):
        create(account.region("ap-hongkong"), Placement={"Zone": "ap-hongkong-1"})


# M-31: to an instance in another zone of the region, and from there to one in a third place.
def test_a_disk_moves_between_instances_and_outlives_them(guangzhou, network):
    there = network.add_subnet("ap-guangzhou-3", "10.0.3.0/24")
    [near] = run(guangzhou, ZONE, VirtualPrivateCloud=network.place())
    [far] = run(guangzhou, "ap-guangzhou-3", VirtualPrivateCloud=network.place(there))
    disk = create(guangzhou)
    guangzhou.cbs.AttachDisks(InstanceId=far, DiskIds=[disk])
    one = shown(guangzhou, disk)
    assert (one.DiskState, one.Attached, one.InstanceId) == ("ATTACHED", True, far)
    assert [data.DiskId for data in look(guangzhou, far).DataDisks] == [disk]
    with refused("ResourceUnavailable.Attached", far):
        guangzhou.cbs.AttachDisks(InstanceId=near, DiskIds=[disk])
    with refused("ResourceUnavailable.NotSupportRefund", far):
        guangzhou.cbs.TerminateDisks(DiskIds=[disk])
    guangzhou.cbs.DetachDisks(DiskIds=[disk])
    guangzhou.cbs.AttachDisks(InstanceId=near, DiskIds=[disk])
    terminate(guangzhou, [near])
    wait_until_gone(guangzhou, [near])
    assert shown(guangzhou, disk).DiskState == "UNATTACHED"


def test_the_disks_of_an_instance_are_found_and_go_with_it(guangzhou, network):
    [instance] = run(
        guangzhou,
        ZONE,
        VirtualPrivateCloud=network.place(),
        DataDisks=[{"DiskType": "CLOUD_PREMIUM", "DiskSize": 20},
                   {"DiskType": "CLOUD_SSD", "DiskSize": 40, "DeleteWithInstance": False}],
    )
    system = look(guangzhou, instance).SystemDisk.DiskId
    goes, stays = [disk.DiskId for disk in look(guangzhou, instance).DataDisks]
    of_instance = guangzhou.cbs.DescribeDisks(Filters=filters(instance_id=instance)).DiskSet
    assert {disk.DiskId: disk.DiskUsage for disk in of_instance} == {
        system: "SYSTEM_DISK", goes: "DATA_DISK", stays: "DATA_DISK"}
    guangzhou.cbs.ResizeDisk(DiskId=system, DiskSize=80)
    assert look(guangzhou, instance).SystemDisk.DiskSize == 80
    terminate(guangzhou, [instance])
    wait_until_gone(guangzhou, [instance])
    assert is_gone(guangzhou, system) and is_gone(guangzhou, goes)
    assert shown(guangzhou, stays).DiskState == "UNATTACHED"


# M-32
def test_a_snapshot_becomes_a_disk_and_is_put_back(guangzhou, shanghai, network):
    [instance] = run(guangzhou, ZONE, VirtualPrivateCloud=network.place())
    disk = create(guangzhou)
    guangzhou.cbs.AttachDisks(InstanceId=instance, DiskIds=[disk])
    snapshot = guangzhou.cbs.CreateSnapshot(DiskId=disk, SnapshotName="before").SnapshotId
    [one] = guangzhou.cbs.DescribeSnapshots(SnapshotIds=[snapshot]).SnapshotSet
    assert (one.SnapshotState, one.Percent, one.DiskId) == ("NORMAL", 100, disk)
    assert (one.DiskSize, one.DiskUsage, one.Placement.Zone) == (50, "DATA_DISK", ZONE)
    copy = create(guangzhou, SnapshotId=snapshot, DiskSize=100)
    assert shown(guangzhou, copy).DiskSize == 100
    with refused("InvalidSnapshotId.NotFound", snapshot):
        create(shanghai, SnapshotId=snapshot, Placement={"Zone": "ap-shanghai-1"})
    with refused("InvalidInstance.NotSupported", instance):
        guangzhou.cbs.ApplySnapshot(SnapshotId=snapshot, DiskId=disk)
    stop(guangzhou, [instance])
    guangzhou.cbs.ApplySnapshot(SnapshotId=snapshot, DiskId=disk)
    guangzhou.cbs.DeleteSnapshots(SnapshotIds=[snapshot])
    assert guangzhou.cbs.DescribeSnapshots(SnapshotIds=[snapshot]).SnapshotSet == []


# M-13
def test_a_snapshot_is_shared_with_another_account(guangzhou, other):
    theirs = other.region("ap-guangzhou")
    snapshot = guangzhou.cbs.CreateSnapshot(DiskId=create(guangzhou)).SnapshotId
    with refused("InvalidSnapshotId.NotFound", snapshot):
        create(theirs, SnapshotId=snapshot)
    share = {"SnapshotIds": [snapshot], "AccountIds": [str(other.uin)]}
    guangzhou.cbs.ModifySnapshotsSharePermission(Permission="SHARE", **share)
    create(theirs, SnapshotId=snapshot)
    with refused("UnsupportedOperation.SnapHasShared", snapshot):
        guangzhou.cbs.DeleteSnapshots(SnapshotIds=[snapshot])
    guangzhou.cbs.ModifySnapshotsSharePermission(Permission="CANCEL", **share)
    with refused("InvalidSnapshotId.NotFound", snapshot):
        create(theirs, SnapshotId=snapshot)


def test_a_policy_is_bound_to_disks(guangzhou):
    disk = create(guangzhou)
    policy = guangzhou.cbs.CreateAutoSnapshotPolicy(
        Policy=[{"Hour": [3], "DayOfWeek": [1, 4]}], AutoSnapshotPolicyName="twice a week", RetentionDays=7
    ).AutoSnapshotPolicyId
    guangzhou.cbs.BindAutoSnapshotPolicy(AutoSnapshotPolicyId=policy, DiskIds=[disk])
    [one] = guangzhou.cbs.DescribeDiskAssociatedAutoSnapshotPolicy(DiskId=disk).AutoSnapshotPolicySet
    assert (one.AutoSnapshotPolicyId, one.DiskIdSet, one.RetentionDays) == (policy, [disk], 7)
    with refused("InvalidDisk.AlreadyBound", disk):
        guangzhou.cbs.BindAutoSnapshotPolicy(AutoSnapshotPolicyId=policy, DiskIds=[disk])
    guangzhou.cbs.UnbindAutoSnapshotPolicy(AutoSnapshotPolicyId=policy, DiskIds=[disk])
    guangzhou.cbs.DeleteAutoSnapshotPolicies(AutoSnapshotPolicyIds=[policy])
    assert guangzhou.cbs.DescribeAutoSnapshotPolicies().TotalCount == 0


# M-24
@pytest.mark.parametrize("renew", ["NOTIFY_AND_AUTO_RENEW", "NOTIFY_AND_MANUAL_RENEW"])
def test_a_prepaid_disk_is_returned_and_then_gone(guangzhou, renew):
    disk = create(guangzhou, DiskChargeType="PREPAID", DiskChargePrepaid={"Period": 1, "RenewFlag": renew})
    assert shown(guangzhou, disk).RenewFlag == renew
    guangzhou.cbs.TerminateDisks(DiskIds=[disk])
    assert shown(guangzhou, disk).DiskState == "TORECYCLE"
    guangzhou.cbs.TerminateDisks(DiskIds=[disk])
    assert is_gone(guangzhou, disk)
