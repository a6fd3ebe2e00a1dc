"""The closest region, and the way in to an instance: actions of this cloud's own, by the SDK's client for
services it has no types for."""

import pytest
from cloud import plain_http, refused_as_documented
from instances import run
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile


def ask(region, action, language="en-US", **wanted):
    profile = ClientProfile(httpProfile=plain_http(), language=language)
    client = CommonClient("terrane", "2026-11-23", region.account.credential, region.name, profile)
    with refused_as_documented("terrane", action):
        return client.call_json(action, wanted)["Response"]


# M-9
def test_the_closest_region_is_told_with_its_runner_up(guangzhou):
    told = ask(
        guangzhou,
        "DescribeNearestRegions",
        Places=[{"City": "Boston", "Weight": 3}, {"Latitude": 43.7, "Longitude": -79.4}],
        ConnectTimes=[{"Region": "ap-singapore", "Milliseconds": [231.5, 230.0, 240.25]}],
        Needs=["memcached"],
    )
    first, second = told["RegionSet"][:2]
    assert (told["Closest"], first["Basis"], first["Milliseconds"]) == ("ap-singapore", "MEASURED", 231.5)
    assert (told["RunnerUp"], second["Basis"]) == ("na-toronto", "DISTANCE")
    assert [warning["Code"] for warning in second["WarningSet"]] == ["ProductMissing"]
    assert second["DistanceKm"] == pytest.approx(520, abs=20)
    with pytest.raises(TencentCloudSDKException) as refusal:
        ask(guangzhou, "DescribeNearestRegions", Places=[{"City": "Birmingham"}])
    assert refusal.value.get_code() == "InvalidParameterValue.CityAmbiguous"


# M-20
def test_login_in_hong_kong_is_advised_through_a_jump_server(account, guangzhou):
    hong_kong = account.region("ap-hongkong")
    public = {"InternetAccessible": {"InternetMaxBandwidthOut": 1}}
    (instance,) = run(hong_kong, "ap-hongkong-1", **public)
    (jump,) = run(guangzhou, "ap-guangzhou-2", **public)
    told = ask(hong_kong, "DescribeInstanceLogin", InstanceId=instance)
    assert "jump server" in told["Advice"]
    assert (told["Path"], told["Jump"]["InstanceId"]) == ("JUMP", jump)
    assert told["Command"].startswith("ssh -J ubuntu@")
    chinese = ask(hong_kong, "DescribeInstanceLogin", language="zh-CN", InstanceId=instance)
    assert "跳板机" in chinese["Advice"]
    with pytest.raises(TencentCloudSDKException) as refusal:
        ask(guangzhou, "DescribeInstanceLogin", InstanceId="ins-00000000")
    assert refusal.value.get_code() == "ResourceNotFound.Instance"
