"""Durable CreateDisks at 64 connections, beside appending 4 KiB to a file and syncing it, one at a time."""
import statistics

from cases.commits import CONNECTIONS, synced_appends
from harness.cloud import ZONE, Cloud
from harness.load import load, median
from harness.report import Figure

ROUNDS = 5
DISK = {"Placement": {"Zone": ZONE}, "DiskChargeType": "POSTPAID_BY_HOUR", "DiskType": "CLOUD_PREMIUM",
        "DiskSize": 50}


def measure(context) -> list:
    directory = context.directory("disks")
    with Cloud(context.binary, directory / "data", catalogue="large") as cloud:
        ours, raw = [], []
        for _ in range(ROUNDS):
            raw.append(synced_appends(directory / "raw"))
            headers, body = cloud.request("cbs", "CreateDisks", DISK)
            ours.append(load(cloud, cloud.address, headers=headers, body=body, connections=CONNECTIONS,
                             pinned=False))
        _all_were_done(cloud, ours)
    ours_per_second = median(ours, "per_second")
    raw_per_second = statistics.median(rate for rate, _ in raw)
    return [Figure(
        "create-disks", f"{ours_per_second:,.0f}/s durable", f"append+fdatasync {raw_per_second:,.0f}/s",
        ours_per_second / raw_per_second, goal=8, floor=5,
        details={"per_second": ours_per_second, "synced_appends_per_second": raw_per_second,
                 "cpu_us": median(ours, "cpu_microseconds"), "p50_us": median(ours, "p50_microseconds"),
                 "p99_us": median(ours, "p99_microseconds")})]


def _all_were_done(cloud, rounds):
    """A refusal is HTTP 200, too; so count what is there."""
    there = cloud.call("cbs", "DescribeDisks", {"Limit": 1})["TotalCount"]
    answered = sum(each.requests for each in rounds)
    if not answered <= there <= answered + CONNECTIONS * len(rounds):
        raise RuntimeError(f"{answered} CreateDisks were answered, and {there} disks are there")
