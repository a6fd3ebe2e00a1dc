"""Who may speak: every call is signed, and says so when it is not."""

import time

import pytest
from tencentcloud.common import abstract_client

from cloud import Account, refused


class ShiftedTime:
    def __init__(self, seconds):
        self._seconds = seconds

    def time(self):
        return time.time() + self._seconds


@pytest.fixture(params=["TC3-HMAC-SHA256", "HmacSHA1", "HmacSHA256"])
def signature(request):
    return request.param


def test_a_wrong_secret_is_refused(account, signature):
    impostor = Account(account.credential.secret_id, "wrong" + account.credential.secret_key)
    with refused("AuthFailure.SignatureFailure"):
        impostor.region("ap-guangzhou", signMethod=signature).cvm.DescribeInstances()


def test_an_unknown_key_is_refused(signature):
    nobody = Account("AKIDnobodyHasThisKey000000000000000", "secret")
    with refused("AuthFailure.SecretIdNotFound"):
        nobody.region("ap-guangzhou", signMethod=signature).cvm.DescribeInstances()


@pytest.mark.parametrize("seconds", [-400, 400])
def test_a_signature_older_or_newer_than_five_minutes_has_expired(
    account, signature, seconds, monkeypatch
):
    monkeypatch.setattr(abstract_client, "time", ShiftedTime(seconds))
    with refused("AuthFailure.SignatureExpire"):
        account.region("ap-guangzhou", signMethod=signature).cvm.DescribeInstances()


@pytest.mark.parametrize("seconds", [-200, 200])
def test_a_clock_a_little_off_is_forgiven(account, seconds, monkeypatch):
    monkeypatch.setattr(abstract_client, "time", ShiftedTime(seconds))
    assert account.region("ap-guangzhou").cvm.DescribeInstances().TotalCount == 0


def test_a_call_without_a_signature_is_refused(guangzhou):
    with refused("AuthFailure.InvalidAuthorization"):
        guangzhou.cvm._client.call_json("DescribeInstances", {}, options={"SkipSign": True})


def test_a_token_nobody_issued_is_refused(account):
    holder = Account(account.credential.secret_id, account.credential.secret_key, token="made-up")
    with refused("AuthFailure.TokenFailure"):
        holder.region("ap-guangzhou").cvm.DescribeInstances()


def test_a_refused_call_changes_nothing(account, guangzhou):
    before = guangzhou.vpc.DescribeVpcs().TotalCount
    impostor = Account(account.credential.secret_id, "wrong").region("ap-guangzhou")
    with refused("AuthFailure.SignatureFailure"):
        impostor.vpc.CreateVpc(VpcName="shop", CidrBlock="10.0.0.0/16")
    assert guangzhou.vpc.DescribeVpcs().TotalCount == before
