"""The cloud under test as its users meet it: accounts, regions, services, by the official SDK."""

import contextlib
import functools
import json
import os
import pathlib
import re
import time
import uuid

import pytest
from tencentcloud.api.v20201106 import api_client, models as api_models
from tencentcloud.cam.v20190116 import cam_client, models as cam_models
from tencentcloud.cbs.v20170312 import cbs_client, models as cbs_models
from tencentcloud.cdb.v20170320 import cdb_client, models as cdb_models
from tencentcloud.clb.v20180317 import clb_client, models as clb_models
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.cvm.v20170312 import cvm_client, models as cvm_models
from tencentcloud.memcached.v20190318 import memcached_client, models as memcached_models
from tencentcloud.region.v20220627 import region_client, models as region_models
from tencentcloud.ssl.v20191205 import ssl_client, models as ssl_models
from tencentcloud.sts.v20180813 import sts_client, models as sts_models
from tencentcloud.tag.v20180813 import tag_client, models as tag_models
from tencentcloud.vpc.v20170312 import vpc_client, models as vpc_models

ENDPOINT = os.environ["TERRANE_ENDPOINT"]
ADDRESS = ENDPOINT.removeprefix("http://")
AUTHORITY = os.environ["TERRANE_CA"]

SERVICES = {
    "api": (api_client.ApiClient, api_models),
    "cam": (cam_client.CamClient, cam_models),
    "cbs": (cbs_client.CbsClient, cbs_models),
    "cdb": (cdb_client.CdbClient, cdb_models),
    "clb": (clb_client.ClbClient, clb_models),
    "cvm": (cvm_client.CvmClient, cvm_models),
    "memcached": (memcached_client.MemcachedClient, memcached_models),
    "region": (region_client.RegionClient, region_models),
    "ssl": (ssl_client.SslClient, ssl_models),
    "sts": (sts_client.StsClient, sts_models),
    "tag": (tag_client.TagClient, tag_models),
    "vpc": (vpc_client.VpcClient, vpc_models),
}


def plain_http():
    return HttpProfile(protocol="http", endpoint=ADDRESS)


class Service:
    """One service in one region: `service.StopInstances(InstanceIds=[...])` sends the SDK's typed
    request and returns its typed answer; `raw` sends what no typed request can say."""

    def __init__(self, name, credential, region, profile):
        self._name = name
        kind, self._models = SERVICES[name]
        self._client = kind(credential, region, profile)

    def __getattr__(self, action):
        def call(**parameters):
            request = getattr(self._models, action + "Request")()
            request.from_json_string(json.dumps(parameters))
            with refused_as_documented(self._name, action):
                return getattr(self._client, action)(request)

        return call

    def raw(self, action, parameters=None):
        with refused_as_documented(self._name, action):
            return self._client.call_json(action, parameters or {})["Response"]


# What any action may answer.
COMMON_CODES = re.compile(
    "AuthFailure(\\..*)?|InternalError|InvalidAction|InvalidParameter|InvalidParameterValue"
    "|LimitExceeded|MissingParameter|NoSuchVersion|Request(Size)?LimitExceeded|ResourceInUse"
    "|ResourceInsufficient|ResourceNotFound|ResourceUnavailable|UnauthorizedOperation"
    "|UnknownParameter|UnsupportedOperation|UnsupportedRegion|(Client|Server)NetworkError"
)


@functools.cache
def documented_codes(service, action):
    contract = json.loads((pathlib.Path(__file__).parents[3] / f"api/{service}.json").read_text())
    return set(contract["actions"].get(action, {}).get("errors", []))


@contextlib.contextmanager
def refused_as_documented(service, action):
    """A client knows what to do about the codes that an action documents, and about no others."""
    try:
        yield
    except TencentCloudSDKException as refusal:
        code = refusal.get_code()
        known = COMMON_CODES.fullmatch(code) or code in documented_codes(service, action)
        assert known, f"{action} does not document {refusal}"
        raise


class Region:
    """One region as one account sees it: `region.cvm`, `region.vpc`, ..."""

    def __init__(self, account, name, profile):
        self.account, self.name, self._profile = account, name, profile

    def __getattr__(self, service):
        if service not in SERVICES:
            raise AttributeError(service)
        made = Service(service, self.account.credential, self.name, self._profile)
        setattr(self, service, made)
        return made


class Account:
    """An account by one of its access keys."""

    def __init__(self, secret_id, secret_key, uin=None, app_id=None, token=None):
        self.credential = Credential(secret_id, secret_key, token)
        self.uin, self.app_id = uin, app_id

    def region(self, name, http=None, **profile):
        profile.setdefault("language", "en-US")
        return Region(self, name, ClientProfile(httpProfile=http or plain_http(), **profile))


def administrator():
    return Account(os.environ["TERRANE_SECRET_ID"], os.environ["TERRANE_SECRET_KEY"])


def operate(action, parameters=None, account=None, region=""):
    """Calls an action of service `terrane`, by the SDK's client for services it has no types for."""
    client = CommonClient(
        "terrane",
        "2026-11-23",
        (account or administrator()).credential,
        region,
        ClientProfile(httpProfile=plain_http()),
    )
    return client.call_json(action, parameters or {})["Response"]


def new_account(name=None):
    made = operate("CreateAccount", {"Name": name or f"test-{uuid.uuid4().hex[:12]}"})
    account, key = made["Account"], made["AccessKey"]
    return Account(key["SecretId"], key["SecretKey"], account["Uin"], account["AppId"])


@contextlib.contextmanager
def refused(code, saying=""):
    """The call inside is refused with exactly this code, in words that hold `saying`."""
    with pytest.raises(TencentCloudSDKException) as caught:
        yield
    assert caught.value.get_code() == code, str(caught.value)
    assert saying in caught.value.get_message(), str(caught.value)
    assert caught.value.get_request_id()


def code_of(call, **parameters):
    """The error code a call is refused with."""
    with pytest.raises(TencentCloudSDKException) as caught:
        call(**parameters)
    return caught.value.get_code()


def eventually(holds, within=20.0):
    """Waits until `holds()` is true, and returns what it returned."""
    end = time.monotonic() + within
    while not (seen := holds()):
        assert time.monotonic() < end, f"not so after {within} s"
        time.sleep(0.02)
    return seen


def filters(**wanted):
    """filters(vpc_id="vpc-1", instance_name=["a", "b"]) as the API spells them."""
    return [
        {"Name": name.replace("_", "-"), "Values": [values] if isinstance(values, str) else values}
        for name, values in wanted.items()
    ]
