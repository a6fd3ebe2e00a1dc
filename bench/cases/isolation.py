"""Reads of one region while another fails in every way there is, beside the same reads while it does not (M-5).

The other region is called at the same pace all the time, so that its failing is all that differs.
"""
import http.client
import os
import statistics
import threading
import time

from harness.cloud import Cloud
from harness.load import load
from harness.process import LOAD_CORE, SERVER_CORE
from harness.report import Figure

ROUNDS = 15  # of two seconds: one without the fault, one with it
SECONDS = 1
CONNECTIONS = 16
THERE, ELSEWHERE = "ap-shanghai", "ap-beijing"
PACE = 0.02  # seconds between two calls of one caller
PATIENCE = 0.2  # of a caller there

WAYS = {
    "region-refuses": {"Kind": "REGION", "Region": THERE, "Mode": "REFUSE"},
    "region-hangs": {"Kind": "REGION", "Region": THERE, "Mode": "HANG"},
    "region-errs": {"Kind": "REGION", "Region": THERE, "Mode": "ERROR"},
    "region-without-power": {"Kind": "REGION", "Region": THERE, "WithoutPower": True},
    "store-fails": {"Kind": "STORE", "Region": THERE, "Mode": "REFUSE"},
    "store-slow": {"Kind": "STORE", "Region": THERE, "DelayMilliseconds": 2000},
    "account-store-slow": {"Kind": "STORE", "Region": "account-plane", "DelayMilliseconds": 2000},
    "account-plane-gone": {"Kind": "ACCOUNT_PLANE"},
    "product-fails": {"Kind": "PRODUCT", "Region": THERE, "Product": "vpc", "Mode": "DATA_PLANE"},
    "link-cut": {"Kind": "LINK", "Region": THERE, "OtherRegion": ELSEWHERE, "Mode": "CUT"},
    "link-slow": {"Kind": "LINK", "Region": THERE, "OtherRegion": ELSEWHERE, "DelayMilliseconds": 2000},
    "zone-power": {"Kind": "ZONE_POWER", "Zone": THERE + "-1"},
    "zone-network": {"Kind": "ZONE_NETWORK", "Zone": THERE + "-1"},
    "zone-control-plane": {"Kind": "ZONE_CONTROL_PLANE", "Zone": THERE + "-1"},
}


class Callers:
    """Calls the other region, as clients that do not give up do: reads, writes and key pairs."""

    CALLS = (("vpc", "DescribeVpcs", {}),
             ("vpc", "ModifyVpcAttribute", {"VpcId": None, "VpcName": "again"}),
             ("cvm", "ModifyKeyPairAttribute", {"KeyId": None, "KeyName": "again"}))

    def __init__(self, cloud, vpc, key):
        self._ended = threading.Event()
        self._threads = []
        for service, action, parameters in self.CALLS:
            wanted = {name: {"VpcId": vpc, "KeyId": key}[name] if value is None else value
                      for name, value in parameters.items()}
            headers, body = cloud.request(service, action, wanted, THERE)
            thread = threading.Thread(target=self._call, args=(cloud.address, headers, body))
            self._threads.append(thread)
            thread.start()

    def _call(self, address, headers, body):
        os.sched_setaffinity(0, {LOAD_CORE})  # this thread: it is not to slow the server itself
        due = time.monotonic()
        while not self._ended.is_set():
            connection = http.client.HTTPConnection(address, timeout=PATIENCE)
            try:
                connection.request("POST", "/", body, headers)
                connection.getresponse().read()
            except (OSError, http.client.HTTPException):
                pass  # which is what a client of that region gets
            finally:
                connection.close()
            due = max(due + PACE, time.monotonic())
            self._ended.wait(due - time.monotonic())

    def stop(self):
        self._ended.set()
        for thread in self._threads:
            thread.join()


def measure(context) -> list:
    with Cloud(context.binary, context.directory("isolation"), core=SERVER_CORE, threads=2) as cloud:
        vpc = cloud.call("vpc", "CreateVpc", {"VpcName": "there", "CidrBlock": "10.0.0.0/16"},
                         region=THERE)["Vpc"]["VpcId"]
        key = cloud.call("cvm", "CreateKeyPair", {"KeyName": "bench", "ProjectId": 0})["KeyPair"]["KeyId"]

        def p99() -> int:
            headers, body = cloud.request("vpc", "DescribeVpcs", {})
            callers = Callers(cloud, vpc, key)
            try:
                return load(cloud, cloud.address, headers=headers, body=body, seconds=SECONDS,
                            connections=CONNECTIONS).p99_microseconds
            finally:
                callers.stop()

        p99()  # warms up
        return [_figure(cloud, name, fault, p99) for name, fault in WAYS.items()]


def _figure(cloud, name, fault, p99) -> Figure:
    """The median of what each pair of rounds says: what disturbs the machine for longer disturbs both."""
    with_fault, without = [], []
    for _ in range(ROUNDS):
        without.append(p99())
        cloud.call("terrane", "CreateFault", fault, region="")
        with_fault.append(p99())
        cloud.call("terrane", "HealFaults", {"All": True}, region="")
    failing, healthy = statistics.median(with_fault), statistics.median(without)
    return Figure(f"isolation-{name}", f"p99 {failing:,.0f} µs elsewhere", f"undisturbed {healthy:,.0f} µs",
                  statistics.median(ill / well for ill, well in zip(with_fault, without)), goal=1.10, floor=1.10, more_is_better=False,
                  details={"p99_us_with_fault": with_fault, "p99_us_without": without})
