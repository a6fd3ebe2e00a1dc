"""Every way tccli may reach the cloud."""

from conftest import ADDRESS, ENDPOINT


def zones(tccli, *words):
    return [one["Zone"] for one in tccli("cvm", "DescribeZones", *words)["ZoneSet"]]


ZONES = ["ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"]


def test_by_http_named_in_the_endpoint(tccli):
    tccli.endpoint = ENDPOINT
    assert zones(tccli) == ZONES


def test_by_http_configured_once(tccli):
    tccli.endpoint = None
    tccli.run("configure", "set", "cvm.endpoint", ENDPOINT)
    assert zones(tccli) == ZONES


def test_by_https(tccli):
    tccli.trusting_this_cloud().endpoint = ADDRESS
    assert zones(tccli) == ZONES


def test_by_https_through_a_proxy_with_nothing_else_configured(tccli):
    tccli.trusting_this_cloud().by_proxy().endpoint = None
    assert zones(tccli) == ZONES
    assert zones(tccli, "--region", "ap-shanghai") == ["ap-shanghai-1"]


def test_by_http_through_a_proxy(tccli):
    tccli.by_proxy().endpoint = "http://{service}.tencentcloudapi.com"
    assert zones(tccli) == ZONES
