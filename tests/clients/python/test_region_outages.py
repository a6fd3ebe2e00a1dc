"""What the official client sees of a region that is gone, by each way in which its API shows that,
and that it sees nothing of it in any other region."""

import contextlib
import time

import pytest

from cloud import (
    ADDRESS,
    AUTHORITY,
    ENDPOINT,
    HttpProfile,
    TencentCloudSDKException,
    operate,
)

GONE, OTHER = "na-toronto", "ap-beijing"  # tests beside this one work elsewhere
PATIENCE = 2


@contextlib.contextmanager
def fault(**wanted):
    made = operate("CreateFault", wanted)["FaultId"]
    try:
        yield made
    finally:
        operate("HealFaults", {"FaultIds": [made]})


def ways_in():
    """By HTTP, by HTTPS, and by a proxy with either."""
    return {
        "http": HttpProfile(protocol="http", endpoint=ADDRESS, reqTimeout=PATIENCE),
        "https": HttpProfile(
            protocol="https", endpoint=ADDRESS, certification=AUTHORITY, reqTimeout=PATIENCE
        ),
        "proxy": HttpProfile(protocol="http", proxy=ENDPOINT, reqTimeout=PATIENCE),
        "tunnel": HttpProfile(
            protocol="https", proxy=ENDPOINT, certification=AUTHORITY, reqTimeout=PATIENCE
        ),
    }


def failure_of(account, region, http):
    """The exception's code, its words, and how long the client waited for it."""
    begun = time.monotonic()
    with pytest.raises(TencentCloudSDKException) as caught:
        account.region(region, http).vpc.DescribeVpcs()
    return caught.value.get_code(), str(caught.value.get_message()), time.monotonic() - begun


@pytest.mark.parametrize("way", ["http", "https", "proxy", "tunnel"])
def test_a_region_that_refuses_resets_every_connection(account, way):
    with fault(Kind="REGION", Region=GONE, Mode="REFUSE"):
        code, words, waited = failure_of(account, GONE, ways_in()[way])
        assert code == "ClientNetworkError"
        assert "reset" in words or "closed" in words or "EOF" in words, words
        assert waited < PATIENCE
        assert account.region(OTHER, ways_in()[way]).vpc.DescribeVpcs().TotalCount == 1
    assert account.region(GONE, ways_in()[way]).vpc.DescribeVpcs().TotalCount == 1


@pytest.mark.parametrize("way", ["http", "https", "proxy", "tunnel"])
def test_a_region_that_hangs_answers_nothing_until_the_client_gives_up(account, way):
    with fault(Kind="REGION", Region=GONE, Mode="HANG"):
        code, words, waited = failure_of(account, GONE, ways_in()[way])
        assert code == "ClientNetworkError"
        assert "timed out" in words, words
        assert PATIENCE <= waited < PATIENCE + 5
        begun = time.monotonic()
        assert account.region(OTHER, ways_in()[way]).vpc.DescribeVpcs().TotalCount == 1
        assert time.monotonic() - begun < PATIENCE


@pytest.mark.parametrize("way", ["http", "https", "proxy", "tunnel"])
def test_a_region_that_errs_answers_503(account, way):
    with fault(Kind="REGION", Region=GONE, Mode="ERROR"):
        code, words, waited = failure_of(account, GONE, ways_in()[way])
        assert code == "ServerNetworkError"
        assert "503" in words or "unavailable" in words, words
        assert waited < PATIENCE
        assert account.region(OTHER, ways_in()[way]).vpc.DescribeVpcs().TotalCount == 1


def test_a_hostname_may_name_the_region_that_is_gone(account):
    by_name = HttpProfile(
        protocol="http", proxy=ENDPOINT, endpoint=f"vpc.{GONE}.tencentcloudapi.com"
    )
    assert account.region(OTHER, by_name).vpc.DescribeVpcs().TotalCount == 1
    with fault(Kind="REGION", Region=GONE):
        assert failure_of(account, OTHER, by_name)[0] == "ClientNetworkError"


def test_operators_see_and_end_what_fails_there(account):
    with fault(Kind="REGION", Region=GONE, Reason="a rehearsal") as made:
        [shown] = operate("DescribeFaults", {"Region": GONE}, region=GONE)["FaultSet"]
        assert (shown["FaultId"], shown["Reason"]) == (made, "a rehearsal")
        states = {
            each["Region"]: each["State"] for each in operate("DescribeStatus")["RegionSet"]
        }
        assert states[GONE] == "UNAVAILABLE"
        assert states[OTHER] == "AVAILABLE"


def test_what_an_account_makes_meanwhile_is_known_there_afterwards(account):
    with fault(Kind="REGION", Region=GONE):
        account.region(OTHER).cvm.CreateKeyPair(KeyName="laptop", ProjectId=0)
    assert account.region(GONE).cvm.DescribeKeyPairs().TotalCount == 1


def test_a_product_that_fails_is_refused_by_a_code_its_service_documents(account):
    there = account.region(GONE)
    with fault(Kind="PRODUCT", Region=GONE, Product="vpc") as made:
        with pytest.raises(TencentCloudSDKException) as caught:
            there.vpc.DescribeVpcs()
        assert caught.value.get_code() == "InternalError.ModuleError"
        assert made in caught.value.get_message()
        assert caught.value.get_request_id()
        assert there.cvm.DescribeZones().TotalCount >= 1
        assert account.region(OTHER).vpc.DescribeVpcs().TotalCount == 1


def test_a_store_that_fails_refuses_changes_and_gives_what_it_has(account):
    there = account.region(GONE)
    there.vpc.CreateVpc(VpcName="a", CidrBlock="10.0.0.0/16")
    with fault(Kind="STORE", Region=GONE):
        with pytest.raises(TencentCloudSDKException) as caught:
            there.vpc.CreateVpc(VpcName="b", CidrBlock="10.0.0.0/16")
        assert caught.value.get_code() == "InternalError"
        assert there.vpc.DescribeVpcs().TotalCount == 2
    there.vpc.CreateVpc(VpcName="b", CidrBlock="10.0.0.0/16")


def test_a_slow_store_delays_changes_there_alone(account):
    there, elsewhere = account.region(GONE), account.region(OTHER)
    there.vpc.DescribeVpcs()
    with fault(Kind="STORE", Region=GONE, DelayMilliseconds=700):
        begun = time.monotonic()
        there.vpc.CreateVpc(VpcName="a", CidrBlock="10.0.0.0/16")
        assert time.monotonic() - begun >= 0.7
        begun = time.monotonic()
        elsewhere.vpc.CreateVpc(VpcName="a", CidrBlock="10.0.0.0/16")
        assert time.monotonic() - begun < 0.7


def test_signatures_and_keys_outlive_the_account_plane(account):
    here = account.region(OTHER)
    here.cvm.CreateKeyPair(KeyName="laptop", ProjectId=0)
    with fault(Kind="ACCOUNT_PLANE"):
        assert here.cvm.DescribeKeyPairs().TotalCount == 1
        assert here.sts.GetCallerIdentity().AccountId == str(account.uin)
        with pytest.raises(TencentCloudSDKException) as caught:
            here.cvm.CreateKeyPair(KeyName="other", ProjectId=0)
        assert caught.value.get_code() == "InternalError"
    here.cvm.CreateKeyPair(KeyName="other", ProjectId=0)
