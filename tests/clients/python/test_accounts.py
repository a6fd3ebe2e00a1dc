"""Accounts: who one is, and that nobody sees anybody else."""

from cloud import code_of, filters, new_account, operate, refused
from instances import PUBLIC_KEY, Network, count, look, run, start


# M-25
def test_an_account_is_the_same_one_in_every_region(account, guangzhou, shanghai):
    for region in (guangzhou, shanghai):
        caller = region.sts.GetCallerIdentity()
        assert (caller.AccountId, caller.UserId) == (str(account.uin), str(account.uin))
        assert caller.Arn and caller.PrincipalId and caller.Type
        user = region.cam.GetUserAppId()
        assert (user.Uin, user.OwnerUin) == (str(account.uin), str(account.uin))
        assert str(user.AppId) == str(account.app_id)


# M-25
def test_accounts_differ(account, other):
    assert account.uin != other.uin and account.app_id != other.app_id
    assert account.credential.secret_id != other.credential.secret_id


def test_only_the_operator_makes_accounts(account):
    with refused("UnauthorizedOperation"):
        operate("CreateAccount", {"Name": "mine"}, account)


def test_made_accounts_are_listed():
    made = new_account("the-shop")
    listed = operate("DescribeAccounts")["AccountSet"]
    assert [one["Name"] for one in listed if str(one["Uin"]) == str(made.uin)] == ["the-shop"]


# M-13: in one region, each of two accounts sees its own and nothing else.
def test_what_one_account_has_does_not_exist_for_another(account, other):
    mine, theirs = account.region("ap-guangzhou"), other.region("ap-guangzhou")
    network = Network(mine, "ap-guangzhou-2")
    [instance] = run(mine, "ap-guangzhou-2", VirtualPrivateCloud=network.place())
    group = mine.vpc.CreateSecurityGroup(GroupName="a", GroupDescription="").SecurityGroup
    key = mine.cvm.ImportKeyPair(KeyName="deploy", ProjectId=0, PublicKey=PUBLIC_KEY).KeyId

    assert count(theirs) == 0
    assert theirs.cvm.DescribeInstances(InstanceIds=[instance]).InstanceSet == []
    assert theirs.vpc.DescribeVpcs(VpcIds=[network.vpc]).VpcSet == []
    assert theirs.vpc.DescribeSubnets(Filters=filters(vpc_id=network.vpc)).SubnetSet == []
    assert (
        theirs.vpc.DescribeSecurityGroups(SecurityGroupIds=[group.SecurityGroupId]).SecurityGroupSet
        == []
    )
    assert theirs.cvm.DescribeKeyPairs(KeyIds=[key]).KeyPairSet == []
    with refused("InvalidInstanceId.NotFound", instance):
        theirs.cvm.TerminateInstances(InstanceIds=[instance])
    with refused("InvalidKeyPairId.NotFound", key):
        theirs.cvm.DeleteKeyPairs(KeyIds=[key])
    assert look(mine, instance).InstanceState == "RUNNING"


# M-13: the refusal tells nothing: it is that of an ID which was never issued.
def test_an_id_of_another_account_is_refused_as_one_never_issued(account, other):
    mine, theirs = account.region("ap-guangzhou"), other.region("ap-guangzhou")
    network = Network(mine, "ap-guangzhou-2")
    [instance] = run(mine, "ap-guangzhou-2", VirtualPrivateCloud=network.place())
    group = mine.vpc.CreateSecurityGroup(GroupName="a", GroupDescription="").SecurityGroup
    table = mine.vpc.CreateRouteTable(VpcId=network.vpc, RouteTableName="a").RouteTable
    key = mine.cvm.ImportKeyPair(KeyName="deploy", ProjectId=0, PublicKey=PUBLIC_KEY).KeyId
    own = Network(theirs, "ap-guangzhou-2")
    zone = {
        "Placement": {"Zone": "ap-guangzhou-2"},
        "ImageId": "img-487zeit5",
        "InstanceType": "S2.SMALL1",
    }
    calls = [
        (theirs.cvm.StopInstances, {"InstanceIds": [instance]}, {"InstanceIds": ["ins-00000000"]}),
        (theirs.vpc.DeleteVpc, {"VpcId": network.vpc}, {"VpcId": "vpc-00000000"}),
        (theirs.vpc.DeleteSubnet, {"SubnetId": network.subnet}, {"SubnetId": "subnet-00000000"}),
        (
            theirs.vpc.DeleteSecurityGroup,
            {"SecurityGroupId": group.SecurityGroupId},
            {"SecurityGroupId": "sg-00000000"},
        ),
        (
            theirs.vpc.DescribeSecurityGroupPolicies,
            {"SecurityGroupId": group.SecurityGroupId},
            {"SecurityGroupId": "sg-00000000"},
        ),
        (
            theirs.vpc.DeleteRouteTable,
            {"RouteTableId": table.RouteTableId},
            {"RouteTableId": "rtb-00000000"},
        ),
        (
            theirs.cvm.ModifyKeyPairAttribute,
            {"KeyId": key, "KeyName": "x"},
            {"KeyId": "skey-00000000", "KeyName": "x"},
        ),
        (
            theirs.cvm.RunInstances,
            {"LoginSettings": {"KeyIds": [key]}, **zone},
            {"LoginSettings": {"KeyIds": ["skey-00000000"]}, **zone},
        ),
        (
            theirs.cvm.RunInstances,
            {"SecurityGroupIds": [group.SecurityGroupId], **zone},
            {"SecurityGroupIds": ["sg-00000000"], **zone},
        ),
        (
            theirs.cvm.RunInstances,
            {"VirtualPrivateCloud": network.place(), **zone},
            {
                "VirtualPrivateCloud": {"VpcId": "vpc-00000000", "SubnetId": "subnet-00000000"},
                **zone,
            },
        ),
        (
            theirs.cvm.RunInstances,
            {"VirtualPrivateCloud": own.place(network.subnet), **zone},
            {"VirtualPrivateCloud": own.place("subnet-00000000"), **zone},
        ),
    ]
    for call, foreign, never in calls:
        assert code_of(call, **foreign) == code_of(call, **never), (foreign, never)
    assert count(theirs) == 0


# M-13
def test_two_accounts_may_use_the_same_names_and_addresses(account, other):
    for one in (account, other):
        region = one.region("ap-guangzhou")
        network = Network(region, "ap-guangzhou-2")
        region.cvm.ImportKeyPair(KeyName="deploy", ProjectId=0, PublicKey=PUBLIC_KEY)
        [instance] = start(
            region,
            "ap-guangzhou-2",
            InstanceName="db",
            VirtualPrivateCloud=network.place(PrivateIpAddresses=["10.0.1.10"]),
        )
        assert look(region, instance).PrivateIpAddresses == ["10.0.1.10"]
