"""The first job, and what is refused, by tccli."""

import json

import pytest

from conftest import Refusal

IMAGE = "img-487zeit5"  # Ubuntu Server 22.04 LTS, the same in every region


def until(expression, value):
    """tccli's own way to wait: it asks again until the answer has this value there."""
    return "--waiter", json.dumps({"expr": expression, "to": value, "timeout": 20, "interval": 0.1})


def wait_for(tccli, instance, state):
    tccli(
        "cvm",
        "DescribeInstances",
        *until("InstanceSet[0].InstanceState", state),
        InstanceIds=[instance],
    )


# M-8, M-22, M-26, M-27, M-30, M-34, M-35
def test_the_first_job(tccli):
    regions = tccli("cvm", "DescribeRegions")
    assert {"ap-guangzhou", "ap-shanghai"} <= {one["Region"] for one in regions["RegionSet"]}
    vpc = tccli("vpc", "CreateVpc", VpcName="shop", CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        tccli(
            "vpc",
            "CreateSubnet",
            VpcId=vpc,
            SubnetName=f"s{n}",
            CidrBlock=f"10.0.{n}.0/24",
            Zone=f"ap-guangzhou-{n}",
        )["Subnet"]["SubnetId"]
        for n in (2, 3)
    ]
    group = tccli("vpc", "CreateSecurityGroup", GroupName="web", GroupDescription="the front")
    group = group["SecurityGroup"]["SecurityGroupId"]
    tccli(
        "vpc",
        "CreateSecurityGroupPolicies",
        SecurityGroupId=group,
        SecurityGroupPolicySet={
            "Ingress": [
                {"Protocol": "TCP", "Port": "443", "CidrBlock": "0.0.0.0/0", "Action": "ACCEPT"}
            ]
        },
    )
    key = tccli("cvm", "CreateKeyPair", KeyName="made", ProjectId="0")["KeyPair"]["KeyId"]
    [instance] = tccli(
        "cvm",
        "RunInstances",
        Placement={"Zone": "ap-guangzhou-2"},
        ImageId=IMAGE,
        InstanceType="S2.SMALL1",
        VirtualPrivateCloud={"VpcId": vpc, "SubnetId": subnets[0]},
        SecurityGroupIds=[group],
        LoginSettings={"KeyIds": [key]},
        InstanceName="web",
    )["InstanceIdSet"]
    wait_for(tccli, instance, "RUNNING")
    assert (
        tccli("cvm", "DescribeInstances", "--region", "ap-shanghai", InstanceIds=[instance])[
            "TotalCount"
        ]
        == 0
    )
    tccli("cvm", "StopInstances", InstanceIds=[instance])
    wait_for(tccli, instance, "STOPPED")
    tccli("cvm", "DisassociateInstancesKeyPairs", InstanceIds=[instance], KeyIds=[key])
    tccli("cvm", "StartInstances", InstanceIds=[instance])
    wait_for(tccli, instance, "RUNNING")
    tccli("cvm", "ModifyInstancesAttribute", InstanceIds=[instance], InstanceName="db")
    [shown] = tccli(
        "cvm", "DescribeInstances", Filters=[{"Name": "instance-name", "Values": ["db"]}]
    )["InstanceSet"]
    assert (shown["InstanceId"], shown["SecurityGroupIds"]) == (instance, [group])
    assert shown["LoginSettings"]["KeyIds"] == []

    refusal_of(tccli, "ResourceInUse", "vpc", "DeleteSubnet", SubnetId=subnets[0])
    tccli("cvm", "TerminateInstances", InstanceIds=[instance])
    gone = tccli("cvm", "DescribeInstances", *until("TotalCount", 0), InstanceIds=[instance])
    assert gone["InstanceSet"] == []
    assert tccli("vpc", "DescribeUsedIpAddress", VpcId=vpc)["IpAddressStates"] == []
    for subnet in subnets:
        tccli("vpc", "DeleteSubnet", SubnetId=subnet)
    tccli("vpc", "DeleteVpc", VpcId=vpc)
    tccli("vpc", "DeleteSecurityGroup", SecurityGroupId=group)
    tccli("cvm", "DeleteKeyPairs", KeyIds=[key])


def refusal_of(tccli, code, *words, **parameters):
    with pytest.raises(Refusal) as caught:
        tccli(*words, **parameters)
    assert caught.value.code == code, caught.value


def test_a_wrong_key_is_refused(tccli):
    tccli.run("configure", "set", "secretKey", "wrong")
    refusal_of(tccli, "AuthFailure.SignatureFailure", "cvm", "DescribeInstances")


# M-2
def test_a_sold_out_zone_is_refused(tccli):
    refusal_of(
        tccli,
        "ResourceInsufficient.AvailabilityZoneSoldOut",
        "cvm",
        "RunInstances",
        Placement={"Zone": "ap-guangzhou-1"},
        ImageId=IMAGE,
        InstanceType="S2.SMALL1",
    )


# M-8
def test_an_unknown_region_or_instance_is_refused(tccli):
    refusal_of(tccli, "UnsupportedRegion", "cvm", "DescribeInstances", "--region", "ap-atlantis")
    refusal_of(
        tccli, "InvalidInstanceId.NotFound", "cvm", "StopInstances", InstanceIds=["ins-00000000"]
    )
