"""How a request may be written, and what is wrong with those that are refused."""

import pytest

from cloud import (
    ADDRESS,
    AUTHORITY,
    ENDPOINT,
    HttpProfile,
    TencentCloudSDKException,
    filters,
    refused,
)


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("signature", ["TC3-HMAC-SHA256", "HmacSHA1", "HmacSHA256"])
def test_every_method_with_every_signature_carries_nested_lists_and_any_text(
    account, method, signature
):
    http = HttpProfile(protocol="http", endpoint=ADDRESS, reqMethod=method)
    region = account.region("ap-guangzhou", http, signMethod=signature)
    made = region.vpc.CreateVpc(
        VpcName="网络 & +%=/",
        CidrBlock="10.0.0.0/16",
        DnsServers=["10.0.0.2", "10.0.0.3"],
        Tags=[{"Key": "team", "Value": "shop a"}],
    )
    listed = region.vpc.DescribeVpcs(Filters=filters(vpc_id=made.Vpc.VpcId, vpc_name="网络 & +%=/"))
    assert listed.TotalCount == 1
    assert listed.VpcSet[0].VpcName == "网络 & +%=/"
    assert listed.VpcSet[0].DnsServerSet == ["10.0.0.2", "10.0.0.3"]
    assert [(tag.Key, tag.Value) for tag in listed.VpcSet[0].TagSet] == [("team", "shop a")]


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("signature", ["HmacSHA1", "HmacSHA256"])
def test_the_older_signatures_work_by_https_and_by_a_proxy(account, method, signature):
    for http in (
        HttpProfile(protocol="https", endpoint=ADDRESS, certification=AUTHORITY),
        HttpProfile(protocol="http", proxy=ENDPOINT),
        HttpProfile(protocol="https", proxy=ENDPOINT, certification=AUTHORITY),
    ):
        http.reqMethod = method
        region = account.region("ap-guangzhou", http, signMethod=signature)
        assert region.cvm.DescribeZones().TotalCount == 3


def test_a_payload_may_go_unsigned(account):
    region = account.region("ap-guangzhou")
    region.cvm._client.profile.unsignedPayload = True
    assert region.cvm.DescribeZones().TotalCount == 3


def test_a_kept_connection_carries_one_request_after_another(account):
    http = HttpProfile(protocol="http", endpoint=ADDRESS, keepAlive=True)
    region = account.region("ap-guangzhou", http)
    assert all(region.cvm.DescribeZones().TotalCount == 3 for _ in range(20))


def test_a_missing_parameter_is_named(guangzhou):
    with refused("MissingParameter", "CidrBlock"):
        guangzhou.vpc.CreateVpc(VpcName="shop")
    with refused("MissingParameter", "Filters.0.Name"):
        guangzhou.cvm.DescribeInstances(Filters=[{"Values": ["a"]}])


def test_an_unknown_parameter_is_named(guangzhou):
    with refused("UnknownParameter", "VpcNam"):
        guangzhou.vpc.raw("CreateVpc", {"VpcName": "a", "CidrBlock": "10.0.0.0/16", "VpcNam": "b"})
    with refused("UnknownParameter", "Placement.Zona"):
        guangzhou.cvm.raw("RunInstances", {"Placement": {"Zone": "ap-guangzhou-2", "Zona": "x"}})


@pytest.mark.parametrize(
    "action, parameters, named",
    [
        ("DescribeInstances", {"Limit": "ten"}, "Limit"),
        ("DescribeInstances", {"InstanceIds": "ins-00000000"}, "InstanceIds"),
        ("DescribeInstances", {"InstanceIds": [7]}, "InstanceIds.0"),
        ("RunInstances", {"Placement": "ap-guangzhou-2"}, "Placement"),
        ("RunInstances", {"DryRun": "maybe"}, "DryRun"),
    ],
)
def test_a_parameter_of_another_type_is_named(guangzhou, action, parameters, named):
    with refused("InvalidParameter", named):
        guangzhou.cvm.raw(action, parameters)


def test_an_action_that_does_not_exist_is_refused(guangzhou):
    with refused("InvalidAction", "FlyInstances"):
        guangzhou.cvm.raw("FlyInstances")


def test_an_action_that_is_not_there_yet_says_so(guangzhou):
    with refused("UnsupportedOperation", "AddUser"):
        guangzhou.cam.raw("AddUser")


def test_a_version_that_does_not_exist_is_refused(guangzhou):
    guangzhou.cvm._client._apiVersion = "2016-01-01"
    with refused("NoSuchVersion", "2016-01-01"):
        guangzhou.cvm.raw("DescribeZones")


def test_a_region_that_does_not_exist_is_refused(account):
    with refused("UnsupportedRegion", "ap-atlantis"):
        account.region("ap-atlantis").cvm.DescribeInstances()


def test_an_action_on_a_region_needs_one(account):
    with refused("MissingParameter", "Region"):
        account.region("").cvm.DescribeInstances()


def test_a_request_above_ten_megabytes_is_refused(guangzhou):
    with refused("RequestSizeLimitExceeded"):
        guangzhou.vpc.raw("CreateVpc", {"VpcName": "x" * 10_500_000, "CidrBlock": "10.0.0.0/16"})
    assert guangzhou.cvm.DescribeZones().TotalCount == 3


@pytest.mark.parametrize("protocol", ["http", "https"])
def test_the_proxy_leads_to_this_cloud_and_nowhere_else(account, protocol):
    http = HttpProfile(
        protocol=protocol, endpoint="cvm.example.com", proxy=ENDPOINT, certification=AUTHORITY
    )
    with pytest.raises(TencentCloudSDKException) as caught:
        account.region("ap-guangzhou", http).cvm.DescribeZones()
    told = str(caught.value)
    assert "not a proxy to other hosts" in told or "403 Forbidden" in told
