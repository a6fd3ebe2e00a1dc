"""MigrateInstance: an action of this cloud's own, by the SDK's client for services it has no types for."""

from cloud import plain_http, refused, refused_as_documented
from instances import run
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.profile.client_profile import ClientProfile


def ask(region, action, **wanted):
    profile = ClientProfile(httpProfile=plain_http(), language="en-US")
    client = CommonClient("terrane", "2026-11-23", region.account.credential, region.name, profile)
    with refused_as_documented("terrane", action):
        return client.call_json(action, wanted)["Response"]


def shown(region, instance):
    return region.cvm.DescribeInstances(InstanceIds=[instance]).InstanceSet[0]


# M-22, M-23
def test_a_plan_then_the_move_and_the_address_stays(guangzhou, network):
    (original,) = run(guangzhou, "ap-guangzhou-2", VirtualPrivateCloud=network.place())
    address = shown(guangzhou, original).PrivateIpAddresses
    wanted = {"InstanceId": original, "Zone": "ap-guangzhou-3", "KeepPrivateIpAddress": True}
    plan = ask(guangzhou, "DescribeMigrationPlan", **wanted)["Plan"]
    assert plan["Possible"] is True
    assert [step["Name"] for step in plan["StepSet"]][1] == "MOVE_SUBNET"
    assert plan["InstanceSet"][0]["NewPrivateIpAddress"] == address[0]
    assert shown(guangzhou, original).InstanceState == "RUNNING"

    ask(guangzhou, "MigrateInstance", **wanted, DestroyOriginal=True, ClientToken="once")
    ask(guangzhou, "MigrateInstance", **wanted, DestroyOriginal=True, ClientToken="once")
    (migration,) = ask(guangzhou, "DescribeMigrations", InstanceIds=[original])["MigrationSet"]
    assert migration["State"] == "DONE"
    new = shown(guangzhou, migration["InstanceSet"][0]["NewInstanceId"])
    assert new.Placement.Zone == "ap-guangzhou-3"
    assert new.PrivateIpAddresses == address
    assert guangzhou.cvm.DescribeInstances(InstanceIds=[original]).TotalCount == 0


# M-23
def test_what_cannot_move_is_refused_for_a_reason(guangzhou, network):
    (instance,) = run(guangzhou, "ap-guangzhou-2", VirtualPrivateCloud=network.place())
    with refused("ResourceNotFound.Subnet"):
        ask(guangzhou, "MigrateInstance", InstanceId=instance, Zone="ap-guangzhou-3")
    with refused("InvalidParameterValue.Zone"):
        ask(guangzhou, "MigrateInstance", InstanceId=instance, Zone="ap-shanghai-1")
    with refused("ResourceNotFound.Migration"):
        ask(guangzhou, "CancelMigration", InstanceId=instance)
    assert shown(guangzhou, instance).InstanceState == "RUNNING"
