"""Placement groups: instances apart from each other, by host, switch or rack."""

import pytest

from cloud import filters, refused
from instances import look, run, start, stop, terminate


@pytest.fixture
def group(guangzhou):
    return guangzhou.cvm.CreateDisasterRecoverGroup(
        Name="apart", Type="HOST"
    ).DisasterRecoverGroupId


def show(region, group):
    [shown] = region.cvm.DescribeDisasterRecoverGroups(
        DisasterRecoverGroupIds=[group]
    ).DisasterRecoverGroupSet
    return shown


@pytest.mark.parametrize("kind", ["HOST", "SW", "RACK"])
def test_a_group_keeps_its_instances_apart(guangzhou, kind):
    made = guangzhou.cvm.CreateDisasterRecoverGroup(Name="apart", Type=kind)
    assert made.DisasterRecoverGroupId.startswith("ps-") and made.CvmQuotaTotal > 0
    ids = run(
        guangzhou,
        "ap-guangzhou-2",
        InstanceCount=3,
        DisasterRecoverGroupIds=[made.DisasterRecoverGroupId],
    )
    shown = show(guangzhou, made.DisasterRecoverGroupId)
    assert (shown.Type, shown.CurrentNum) == (kind, 3)
    assert sorted(shown.InstanceIds) == sorted(ids)


# A zone has 8 racks: a ninth instance cannot be apart from eight others.
def test_when_nothing_is_far_enough_apart_the_launch_is_refused(guangzhou):
    made = guangzhou.cvm.CreateDisasterRecoverGroup(Name="apart", Type="RACK")
    wanted = {"DisasterRecoverGroupIds": [made.DisasterRecoverGroupId]}
    start(guangzhou, "ap-guangzhou-2", InstanceCount=8, **wanted)
    with refused("ResourceInsufficient.SpecifiedInstanceType"):
        start(guangzhou, "ap-guangzhou-2", **wanted)
    assert show(guangzhou, made.DisasterRecoverGroupId).CurrentNum == 8


def test_a_group_is_found_renamed_and_deleted(guangzhou, group):
    guangzhou.cvm.ModifyDisasterRecoverGroupAttribute(DisasterRecoverGroupId=group, Name="spread")
    assert show(guangzhou, group).Name == "spread"
    found = guangzhou.cvm.DescribeDisasterRecoverGroups(Name="spread")
    assert [one.DisasterRecoverGroupId for one in found.DisasterRecoverGroupSet] == [group]
    guangzhou.cvm.DeleteDisasterRecoverGroups(DisasterRecoverGroupIds=[group])
    assert guangzhou.cvm.DescribeDisasterRecoverGroups().TotalCount == 0
    with refused("ResourceNotFound.InvalidPlacementSet", group):
        guangzhou.cvm.DeleteDisasterRecoverGroups(DisasterRecoverGroupIds=[group])


def test_a_group_with_instances_is_not_deleted(guangzhou, group):
    ids = run(guangzhou, "ap-guangzhou-2", DisasterRecoverGroupIds=[group])
    with refused("FailedOperation.PlacementSetNotEmpty", group):
        guangzhou.cvm.DeleteDisasterRecoverGroups(DisasterRecoverGroupIds=[group])
    terminate(guangzhou, ids)
    guangzhou.cvm.DeleteDisasterRecoverGroups(DisasterRecoverGroupIds=[group])


def test_an_instance_joins_and_leaves(guangzhou, group):
    [instance] = run(guangzhou, "ap-guangzhou-2")
    stop(guangzhou, [instance])
    guangzhou.cvm.ModifyInstancesDisasterRecoverGroup(
        InstanceIds=[instance], DisasterRecoverGroupIds=[group]
    )
    assert look(guangzhou, instance).DisasterRecoverGroupIds == [group]
    listed = guangzhou.cvm.DescribeInstances(Filters=filters(disaster_recover_group_id=group))
    assert [one.InstanceId for one in listed.InstanceSet] == [instance]
    guangzhou.cvm.ModifyInstancesDisasterRecoverGroup(InstanceIds=[instance])
    assert look(guangzhou, instance).DisasterRecoverGroupIds == []


def test_quotas_are_told_and_hold(guangzhou):
    quota = guangzhou.cvm.DescribeDisasterRecoverGroupQuota()
    assert quota.CurrentNum == 0 and quota.CvmInHostGroupQuota > 0
    for number in range(quota.GroupQuota):
        guangzhou.cvm.CreateDisasterRecoverGroup(Name=f"group-{number}", Type="HOST")
    with refused("ResourceInsufficient.InsufficientGroupQuota"):
        guangzhou.cvm.CreateDisasterRecoverGroup(Name="one too many", Type="HOST")


@pytest.mark.parametrize(
    "change, code",
    [
        ({"Type": "PLANET"}, "InvalidParameterValue.Range"),
        ({"Name": "x" * 61}, "InvalidParameterValue.TooLong"),
    ],
)
def test_a_group_that_cannot_be_is_refused(guangzhou, change, code):
    with refused(code):
        guangzhou.cvm.CreateDisasterRecoverGroup(**{"Name": "apart", "Type": "HOST", **change})
