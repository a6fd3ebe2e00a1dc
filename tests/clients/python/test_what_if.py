"""DescribeImpact: what the loss of a zone would take down, by the SDK's client for services it has no types for."""

import json

import pytest
from cloud import plain_http, refused_as_documented
from instances import run
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile


def what_if(region, **wanted):
    profile = ClientProfile(httpProfile=plain_http(), language="en-US")
    client = CommonClient("terrane", "2026-11-23", region.account.credential, region.name, profile)
    with refused_as_documented("terrane", "DescribeImpact"):
        return client.call_json("DescribeImpact", wanted)["Response"]


# M-15, M-37
def test_an_elastic_ip_in_one_zone_stops_with_it_and_can_be_moved(guangzhou):
    (here,), (there,) = run(guangzhou, "ap-guangzhou-2"), run(guangzhou, "ap-guangzhou-3")
    (address,) = guangzhou.vpc.AllocateAddresses(AddressCount=1).AddressSet
    guangzhou.vpc.AssociateAddress(AddressId=address, InstanceId=here)
    told = what_if(guangzhou, Zone="ap-guangzhou-2")
    assert told["Stops"] and told["StopCount"] == 1
    (endpoint,) = told["EndpointSet"]
    assert (endpoint["ResourceId"], endpoint["Effect"]) == (address, "STOPS")
    assert [resource["ResourceId"] for resource in told["DownSet"]] == [here]
    (remedy,) = [remedy for remedy in told["RemedySet"] if remedy["ResourceId"] == address]
    assert (remedy["Service"], remedy["Action"], remedy["When"]) == ("vpc", "AssociateAddress", "AFTER")
    assert json.loads(remedy["Parameters"]) == {"AddressId": address, "InstanceId": there}
    assert not what_if(guangzhou, Zone="ap-guangzhou-3")["Stops"]
    with pytest.raises(TencentCloudSDKException) as refusal:
        what_if(guangzhou, Zone="ap-guangzhou-2", AllAccounts=True)
    assert refusal.value.get_code() == "UnauthorizedOperation"
