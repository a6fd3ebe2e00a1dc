"""SSH keys: one account's, in all regions at once."""

import pytest

from cloud import filters, refused
from instances import ANOTHER_PUBLIC_KEY, PUBLIC_KEY, look, run, stop


@pytest.fixture
def key(guangzhou):
    return guangzhou.cvm.ImportKeyPair(KeyName="deploy", ProjectId=0, PublicKey=PUBLIC_KEY).KeyId


def show(region, key):
    [shown] = region.cvm.DescribeKeyPairs(KeyIds=[key]).KeyPairSet
    return shown


# M-26
def test_a_key_is_the_same_one_in_every_region(guangzhou, shanghai, key):
    assert key.startswith("skey-") and len(key) == 13
    for region in (guangzhou, shanghai):
        shown = show(region, key)
        assert (shown.KeyName, shown.ProjectId, shown.AssociatedInstanceIds) == ("deploy", 0, [])
        assert shown.PublicKey.split()[:2] == PUBLIC_KEY.split() and shown.CreatedTime
        assert not shown.PrivateKey
    shanghai.cvm.DeleteKeyPairs(KeyIds=[key])
    assert guangzhou.cvm.DescribeKeyPairs(KeyIds=[key]).KeyPairSet == []


# M-26
def test_a_key_binds_to_instances_in_any_region(guangzhou, shanghai, key):
    here = run(guangzhou, "ap-guangzhou-2", LoginSettings={"KeyIds": [key]})
    there = run(shanghai, "ap-shanghai-1", LoginSettings={"KeyIds": [key]})
    assert look(guangzhou, here[0]).LoginSettings.KeyIds == [key]
    assert look(shanghai, there[0]).LoginSettings.KeyIds == [key]
    assert show(guangzhou, key).AssociatedInstanceIds == here
    assert show(shanghai, key).AssociatedInstanceIds == there
    for region in (guangzhou, shanghai):
        with refused("InvalidParameterValue.KeyPairNotSupported", key):
            region.cvm.DeleteKeyPairs(KeyIds=[key])


def test_a_made_key_shows_its_private_half_once(guangzhou):
    made = guangzhou.cvm.CreateKeyPair(KeyName="made", ProjectId=0).KeyPair
    assert "PRIVATE KEY" in made.PrivateKey and made.PublicKey.startswith("ssh-")
    shown = show(guangzhou, made.KeyId)
    assert not shown.PrivateKey and shown.PublicKey.split()[:2] == made.PublicKey.split()[:2]


def test_keys_are_found_changed_and_deleted(guangzhou, key):
    second = guangzhou.cvm.ImportKeyPair(
        KeyName="second",
        ProjectId=0,
        PublicKey=ANOTHER_PUBLIC_KEY,
        TagSpecification=[{"ResourceType": "keypair", "Tags": [{"Key": "team", "Value": "a"}]}],
    ).KeyId
    for wanted, found in (
        ({"key_name": "deploy"}, [key]),
        ({"tag_key": "team"}, [second]),
        ({"tag:team": "a"}, [second]),
        ({"key_name": "nothing"}, []),
    ):
        listed = guangzhou.cvm.DescribeKeyPairs(Filters=filters(**wanted))
        assert [one.KeyId for one in listed.KeyPairSet] == found, wanted
    page = guangzhou.cvm.DescribeKeyPairs(Limit=1, Offset=1)
    assert (page.TotalCount, len(page.KeyPairSet)) == (2, 1)
    guangzhou.cvm.ModifyKeyPairAttribute(KeyId=key, KeyName="renamed", Description="of the shop")
    assert (show(guangzhou, key).KeyName, show(guangzhou, key).Description) == (
        "renamed",
        "of the shop",
    )
    guangzhou.cvm.DeleteKeyPairs(KeyIds=[key, second])
    assert guangzhou.cvm.DescribeKeyPairs().TotalCount == 0


@pytest.mark.parametrize(
    "name, public_key, code",
    [
        ("deploy", ANOTHER_PUBLIC_KEY, "InvalidKeyPairName.Duplicate"),
        ("second", PUBLIC_KEY, "InvalidPublicKey.Duplicate"),
        ("second", "ssh-rsa not-a-key", "InvalidPublicKey.Malformed"),
        ("second", "hello", "InvalidPublicKey.Malformed"),
        ("", ANOTHER_PUBLIC_KEY, "InvalidKeyPairNameEmpty"),
        ("x" * 26, ANOTHER_PUBLIC_KEY, "InvalidKeyPairNameTooLong"),
        ("a b!", ANOTHER_PUBLIC_KEY, "InvalidKeyPairNameIncludeIllegalChar"),
    ],
)
def test_a_key_that_cannot_be_is_not_imported(guangzhou, key, name, public_key, code):
    with refused(code):
        guangzhou.cvm.raw(
            "ImportKeyPair", {"KeyName": name, "ProjectId": 0, "PublicKey": public_key}
        )
    assert guangzhou.cvm.DescribeKeyPairs().TotalCount == 1


# M-26
def test_keys_are_bound_to_a_stopped_instance_and_taken_from_it(guangzhou, shanghai, key):
    [instance] = run(shanghai, "ap-shanghai-1")
    with refused("UnsupportedOperation.InstanceStateRunning", instance):
        shanghai.cvm.AssociateInstancesKeyPairs(InstanceIds=[instance], KeyIds=[key])
    stop(shanghai, [instance])
    shanghai.cvm.AssociateInstancesKeyPairs(InstanceIds=[instance], KeyIds=[key])
    assert look(shanghai, instance).LoginSettings.KeyIds == [key]
    shanghai.cvm.DisassociateInstancesKeyPairs(InstanceIds=[instance], KeyIds=[key])
    assert look(shanghai, instance).LoginSettings.KeyIds == []
    guangzhou.cvm.DeleteKeyPairs(KeyIds=[key])


def test_a_running_instance_is_stopped_for_a_key_where_one_says_so(guangzhou, key):
    [instance] = run(guangzhou, "ap-guangzhou-2")
    guangzhou.cvm.AssociateInstancesKeyPairs(InstanceIds=[instance], KeyIds=[key], ForceStop=True)
    assert look(guangzhou, instance).LoginSettings.KeyIds == [key]


@pytest.mark.parametrize(
    "instance, key_id, code",
    [
        ("ins-00000000", None, "InvalidInstanceId.NotFound"),
        ("instance", None, "InvalidInstanceId.Malformed"),
        (None, "skey-00000000", "InvalidKeyPairId.NotFound"),
        (None, "key", "InvalidKeyPairId.Malformed"),
    ],
)
def test_only_what_is_there_is_bound(guangzhou, key, instance, key_id, code):
    [there] = run(guangzhou, "ap-guangzhou-2")
    stop(guangzhou, [there])
    with refused(code):
        guangzhou.cvm.AssociateInstancesKeyPairs(
            InstanceIds=[instance or there], KeyIds=[key_id or key]
        )
    assert look(guangzhou, there).LoginSettings.KeyIds == []
