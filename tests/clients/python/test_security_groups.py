"""Security groups: three by themselves, more by choice, and the policies in them."""

import pytest

from cloud import filters, refused
from instances import look, run, terminate

HTTPS = {
    "Protocol": "TCP",
    "Port": "443",
    "CidrBlock": "0.0.0.0/0",
    "Action": "ACCEPT",
    "PolicyDescription": "the shop",
}
SSH = {"Protocol": "TCP", "Port": "22", "CidrBlock": "10.0.0.0/8", "Action": "ACCEPT"}
PING = {"Protocol": "ICMP", "Port": "ALL", "CidrBlock": "0.0.0.0/0", "Action": "DROP"}


@pytest.fixture
def group(guangzhou):
    return new_group(guangzhou)


def new_group(region, name="web"):
    made = region.vpc.CreateSecurityGroup(GroupName=name, GroupDescription="the front")
    return made.SecurityGroup.SecurityGroupId


def add(region, group, **directions):
    region.vpc.CreateSecurityGroupPolicies(SecurityGroupId=group, SecurityGroupPolicySet=directions)


def policies(region, group, **wanted):
    return region.vpc.DescribeSecurityGroupPolicies(
        SecurityGroupId=group, Filters=filters(**wanted)
    ).SecurityGroupPolicySet


def lines(policies):
    return [(one.Action, one.Protocol, one.Port, one.CidrBlock) for one in policies]


# M-30
def test_three_groups_appear_by_themselves_in_every_region(guangzhou, shanghai):
    seen = set()
    for region in (guangzhou, shanghai):
        listed = region.vpc.DescribeSecurityGroups()
        assert listed.TotalCount == len(listed.SecurityGroupSet) == 3
        seen |= {one.SecurityGroupId for one in listed.SecurityGroupSet}
    assert len(seen) == 6


# M-30: all open; what one logs in and serves with; the private network only.
def test_the_three_groups_open_what_they_say(guangzhou):
    opened = []
    for one in guangzhou.vpc.DescribeSecurityGroups().SecurityGroupSet:
        rules = policies(guangzhou, one.SecurityGroupId)
        assert [(rule.Action, rule.Protocol) for rule in rules.Egress] == [("ACCEPT", "ALL")]
        opened.append(
            {
                (rule.Protocol, port, rule.CidrBlock)
                for rule in rules.Ingress
                if rule.Action == "ACCEPT"
                for port in rule.Port.split(",")
            }
        )
    assert {("ALL", "ALL", "0.0.0.0/0")} in opened
    some = next(each for each in opened if ("TCP", "22", "0.0.0.0/0") in each)
    assert {("TCP", port, "0.0.0.0/0") for port in ("22", "80", "443", "3389")} <= some
    assert any(protocol == "ICMP" for protocol, *_ in some)
    private = next(each for each in opened if not any(cidr == "0.0.0.0/0" for *_, cidr in each))
    assert {cidr for *_, cidr in private} >= {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"}


# M-30
def test_a_group_is_made_found_changed_and_deleted(guangzhou):
    made = guangzhou.vpc.CreateSecurityGroup(
        GroupName="web",
        GroupDescription="the front",
        ProjectId="0",
        Tags=[{"Key": "team", "Value": "a"}],
    ).SecurityGroup
    group = made.SecurityGroupId
    assert group.startswith("sg-") and len(group) == 11
    [shown] = guangzhou.vpc.DescribeSecurityGroups(SecurityGroupIds=[group]).SecurityGroupSet
    assert (shown.SecurityGroupName, shown.SecurityGroupDesc, shown.ProjectId, shown.IsDefault) == (
        "web",
        "the front",
        "0",
        False,
    )
    assert shown.CreatedTime and [(tag.Key, tag.Value) for tag in shown.TagSet] == [("team", "a")]
    guangzhou.vpc.ModifySecurityGroupAttribute(
        SecurityGroupId=group, GroupName="shop", GroupDescription="all of it"
    )
    for wanted in (
        {"security_group_name": "shop"},
        {"security_group_id": group},
        {"tag_key": "team"},
        {"tag:team": "a"},
    ):
        found = guangzhou.vpc.DescribeSecurityGroups(Filters=filters(**wanted)).SecurityGroupSet
        assert [one.SecurityGroupId for one in found] == [group], wanted
    page = guangzhou.vpc.DescribeSecurityGroups(Limit="3", Offset="1")
    assert (page.TotalCount, len(page.SecurityGroupSet)) == (4, 3)
    guangzhou.vpc.DeleteSecurityGroup(SecurityGroupId=group)
    assert guangzhou.vpc.DescribeSecurityGroups(SecurityGroupIds=[group]).SecurityGroupSet == []
    with refused("ResourceNotFound", group):
        guangzhou.vpc.DeleteSecurityGroup(SecurityGroupId=group)


def test_a_group_name_has_at_most_sixty_characters(guangzhou):
    with refused("InvalidParameterValue.TooLong"):
        new_group(guangzhou, "x" * 61)


def test_policies_are_added_below_those_there_are(guangzhou, group):
    add(guangzhou, group, Ingress=[HTTPS, SSH])
    add(guangzhou, group, Ingress=[PING])
    add(guangzhou, group, Egress=[HTTPS])
    shown = policies(guangzhou, group)
    assert lines(shown.Ingress) == [
        ("ACCEPT", "TCP", "443", "0.0.0.0/0"),
        ("ACCEPT", "TCP", "22", "10.0.0.0/8"),
        ("DROP", "ICMP", "ALL", "0.0.0.0/0"),
    ]
    assert [one.PolicyIndex for one in shown.Ingress] == [0, 1, 2]
    assert shown.Ingress[0].PolicyDescription == "the shop"
    assert lines(shown.Egress) == [("ACCEPT", "TCP", "443", "0.0.0.0/0")]


def test_a_policy_is_added_where_its_index_says(guangzhou, group):
    add(guangzhou, group, Ingress=[HTTPS, SSH])
    add(guangzhou, group, Ingress=[{**PING, "PolicyIndex": 1}])
    assert [one.Port for one in policies(guangzhou, group).Ingress] == ["443", "ALL", "22"]


def test_policies_come_in_every_form(guangzhou, group):
    other = new_group(guangzhou, "back")
    add(
        guangzhou,
        group,
        Ingress=[
            {"Protocol": "tcp", "Port": "80,443", "CidrBlock": "10.0.0.0/8", "Action": "accept"},
            {"Protocol": "UDP", "Port": "8000-9000", "CidrBlock": "192.168.1.7", "Action": "DROP"},
            {"Protocol": "ALL", "Port": "all", "SecurityGroupId": other, "Action": "ACCEPT"},
            {"Protocol": "TCP", "Port": "22", "Ipv6CidrBlock": "::/0", "Action": "DROP"},
        ],
    )
    ports = [one.Port for one in policies(guangzhou, group).Ingress]
    assert ports == ["80,443", "8000-9000", "ALL", "22"]
    by_group = policies(guangzhou, group, security_group_id=other).Ingress
    assert [one.SecurityGroupId for one in by_group] == [other]
    assert policies(guangzhou, group).Ingress[3].Ipv6CidrBlock == "::/0"


@pytest.mark.parametrize(
    "change, code",
    [
        ({"Port": "70000"}, "InvalidParameterValue.Range"),
        ({"Port": "9000-8000"}, "InvalidParameterValue.Range"),
        ({"Port": "ssh"}, "InvalidParameterValue.Malformed"),
        ({"Protocol": "SCTP"}, "InvalidParameterValue.Malformed"),
        ({"CidrBlock": "10.0.0.0/40"}, "InvalidParameterValue.Malformed"),
        ({"Action": "MAYBE"}, "InvalidParameterValue.Malformed"),
        ({"Protocol": "ICMP", "Port": "80"}, "InvalidParameter.Coexist"),
        ({"SecurityGroupId": "sg-00000000"}, "InvalidParameter.Coexist"),
        ({"CidrBlock": None, "SecurityGroupId": "sg-00000000"}, "ResourceNotFound"),
    ],
)
def test_a_policy_that_says_nothing_clear_is_refused(guangzhou, group, change, code):
    policy = {name: value for name, value in {**HTTPS, **change}.items() if value is not None}
    with refused(code):
        add(guangzhou, group, Ingress=[SSH, policy])
    assert policies(guangzhou, group).Ingress == []


def test_policies_go_one_direction_at_a_time(guangzhou, group):
    with refused("InvalidParameter.Coexist"):
        add(guangzhou, group, Ingress=[HTTPS], Egress=[HTTPS])


def test_a_policy_is_not_added_twice(guangzhou, group):
    add(guangzhou, group, Ingress=[HTTPS])
    with refused("UnsupportedOperation.DuplicatePolicy"):
        add(guangzhou, group, Ingress=[SSH, HTTPS])
    assert len(policies(guangzhou, group).Ingress) == 1


def test_every_change_counts_the_version_up_and_a_stale_one_is_refused(guangzhou, group):
    add(guangzhou, group, Ingress=[HTTPS])
    version = policies(guangzhou, group).Version
    add(guangzhou, group, Version=version, Ingress=[SSH])
    assert int(policies(guangzhou, group).Version) == int(version) + 1
    with refused("UnsupportedOperation.VersionMismatch"):
        add(guangzhou, group, Version=version, Ingress=[PING])


def test_all_policies_are_set_at_once_and_cleared_by_version_zero(guangzhou, group):
    add(guangzhou, group, Ingress=[HTTPS])
    guangzhou.vpc.ModifySecurityGroupPolicies(
        SecurityGroupId=group,
        SortPolicys=True,
        SecurityGroupPolicySet={"Ingress": [SSH, PING], "Egress": [HTTPS]},
    )
    shown = policies(guangzhou, group)
    assert [one.Port for one in shown.Ingress] == ["22", "ALL"]
    assert [one.Port for one in shown.Egress] == ["443"]
    guangzhou.vpc.ModifySecurityGroupPolicies(
        SecurityGroupId=group, SecurityGroupPolicySet={"Version": "0"}
    )
    shown = policies(guangzhou, group)
    assert (shown.Ingress, shown.Egress) == ([], [])


def test_one_policy_is_replaced_by_its_index(guangzhou, group):
    add(guangzhou, group, Ingress=[HTTPS, SSH])
    guangzhou.vpc.ReplaceSecurityGroupPolicy(
        SecurityGroupId=group,
        SecurityGroupPolicySet={"Ingress": [{**HTTPS, "Port": "8443", "PolicyIndex": 0}]},
    )
    assert [one.Port for one in policies(guangzhou, group).Ingress] == ["8443", "22"]
    guangzhou.vpc.ReplaceSecurityGroupPolicies(
        SecurityGroupId=group,
        SecurityGroupPolicySet={
            "Ingress": [
                {**HTTPS, "Port": "8080", "PolicyIndex": 0},
                {**SSH, "Port": "2222", "PolicyIndex": 1},
            ]
        },
    )
    assert [one.Port for one in policies(guangzhou, group).Ingress] == ["8080", "2222"]


def test_policies_are_deleted_by_index_or_by_what_they_say(guangzhou, group):
    add(guangzhou, group, Ingress=[HTTPS, SSH, PING])
    guangzhou.vpc.DeleteSecurityGroupPolicies(
        SecurityGroupId=group, SecurityGroupPolicySet={"Ingress": [{"PolicyIndex": 1}]}
    )
    assert [one.Port for one in policies(guangzhou, group).Ingress] == ["443", "ALL"]
    guangzhou.vpc.DeleteSecurityGroupPolicies(
        SecurityGroupId=group, SecurityGroupPolicySet={"Ingress": [HTTPS]}
    )
    assert [one.Port for one in policies(guangzhou, group).Ingress] == ["ALL"]
    with refused("ResourceNotFound"):
        guangzhou.vpc.DeleteSecurityGroupPolicies(
            SecurityGroupId=group, SecurityGroupPolicySet={"Ingress": [HTTPS]}
        )


def test_a_group_is_made_with_its_policies(guangzhou):
    made = guangzhou.vpc.CreateSecurityGroupWithPolicies(
        GroupName="web",
        GroupDescription="the front",
        SecurityGroupPolicySet={"Ingress": [HTTPS, SSH], "Egress": [HTTPS]},
    ).SecurityGroup
    shown = policies(guangzhou, made.SecurityGroupId)
    assert (len(shown.Ingress), len(shown.Egress)) == (2, 1)


def test_a_group_is_cloned_with_its_policies_also_into_another_region(guangzhou, shanghai, group):
    add(guangzhou, group, Ingress=[HTTPS, SSH])
    here = guangzhou.vpc.CloneSecurityGroup(SecurityGroupId=group, GroupName="copy").SecurityGroup
    assert here.SecurityGroupId != group and here.SecurityGroupName == "copy"
    there = shanghai.vpc.CloneSecurityGroup(
        SecurityGroupId=group, GroupName="copy", RemoteRegion="ap-guangzhou"
    ).SecurityGroup
    wanted = lines(policies(guangzhou, group).Ingress)
    assert lines(policies(guangzhou, here.SecurityGroupId).Ingress) == wanted
    assert lines(policies(shanghai, there.SecurityGroupId).Ingress) == wanted
    with refused("ResourceNotFound"):
        guangzhou.vpc.CloneSecurityGroup(SecurityGroupId="sg-00000000")


def test_what_uses_a_group_is_counted_and_keeps_it(guangzhou, network, group):
    back = new_group(guangzhou, "back")
    add(
        guangzhou,
        group,
        Ingress=[{"Protocol": "ALL", "Port": "ALL", "SecurityGroupId": back, "Action": "ACCEPT"}],
    )
    [instance] = run(
        guangzhou, network.zone, VirtualPrivateCloud=network.place(), SecurityGroupIds=[group]
    )
    used = guangzhou.vpc.DescribeSecurityGroupAssociationStatistics(
        SecurityGroupIds=[group, back]
    ).SecurityGroupAssociationStatisticsSet
    counts = {one.SecurityGroupId: (one.CVM, one.SG, one.CLB, one.CDB, one.ENI) for one in used}
    assert counts == {group: (1, 0, 0, 0, 0), back: (0, 1, 0, 0, 0)}
    [referred] = guangzhou.vpc.DescribeSecurityGroupReferences(
        SecurityGroupIds=[back]
    ).ReferredSecurityGroupSet
    assert (referred.SecurityGroupId, referred.ReferredSecurityGroupIds) == (back, [group])
    with refused("ResourceInUse", instance):
        guangzhou.vpc.DeleteSecurityGroup(SecurityGroupId=group)
    with refused("ResourceInUse", group):
        guangzhou.vpc.DeleteSecurityGroup(SecurityGroupId=back)
    terminate(guangzhou, [instance])
    for one in (group, back):
        guangzhou.vpc.DeleteSecurityGroup(SecurityGroupId=one)


def test_the_groups_of_an_instance_are_changed(guangzhou, network, group):
    back = new_group(guangzhou, "back")
    [instance] = run(
        guangzhou, network.zone, VirtualPrivateCloud=network.place(), SecurityGroupIds=[group]
    )
    guangzhou.cvm.AssociateSecurityGroups(InstanceIds=[instance], SecurityGroupIds=[back])
    assert sorted(look(guangzhou, instance).SecurityGroupIds) == sorted([group, back])
    guangzhou.cvm.DisassociateSecurityGroups(InstanceIds=[instance], SecurityGroupIds=[group])
    assert look(guangzhou, instance).SecurityGroupIds == [back]
    guangzhou.cvm.ModifyInstancesAttribute(InstanceIds=[instance], SecurityGroups=[group])
    assert look(guangzhou, instance).SecurityGroupIds == [group]
    with refused("InvalidSecurityGroupId.NotFound", "sg-00000000"):
        guangzhou.cvm.AssociateSecurityGroups(
            InstanceIds=[instance], SecurityGroupIds=["sg-00000000"]
        )


def test_the_limits_of_groups_are_told_and_hold(guangzhou):
    limits = guangzhou.vpc.DescribeSecurityGroupLimits().SecurityGroupLimitSet
    assert limits.SecurityGroupLimit > 3 and limits.SecurityGroupPolicyLimit > 0
    while guangzhou.vpc.DescribeSecurityGroups().TotalCount < limits.SecurityGroupLimit:
        new_group(guangzhou)
    with refused("LimitExceeded"):
        new_group(guangzhou)
