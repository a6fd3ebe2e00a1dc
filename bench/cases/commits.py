"""Durable RunInstances at 64 connections, beside appending 4 KiB to a file and syncing it, one at a time."""
import os
import statistics
import time

from harness.cloud import Cloud, image_of, new_network, run_instances
from harness.load import load, median
from harness.report import Figure

ROUNDS = 5
CONNECTIONS = 64


def synced_appends(path, seconds=1.0):
    """(appends per second, median microseconds of one)"""
    block = os.urandom(4096)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    times = []
    end = time.monotonic() + seconds
    while (begun := time.monotonic()) < end:
        os.write(file, block)
        os.fdatasync(file)
        times.append(time.monotonic() - begun)
    os.close(file)
    os.unlink(path)
    return len(times) / sum(times), statistics.median(times) * 1e6


def measure(context) -> list:
    directory = context.directory("commits")
    with Cloud(context.binary, directory / "data", catalogue="large") as cloud:
        (vpc, subnets), image = new_network(cloud, ROUNDS), image_of(cloud)
        ours, raw = [], []
        for subnet in subnets:  # a subnet per round: addresses do not run out
            raw.append(synced_appends(directory / "raw"))
            headers, body = cloud.request("cvm", "RunInstances", run_instances(vpc, subnet, image))
            ours.append(load(cloud, cloud.address, headers=headers, body=body, connections=CONNECTIONS,
                             pinned=False))
        _all_were_done(cloud, ours)
    ours_per_second = median(ours, "per_second")
    raw_per_second = statistics.median(rate for rate, _ in raw)
    return [Figure(
        "run-instances", f"{ours_per_second:,.0f}/s durable", f"append+fdatasync {raw_per_second:,.0f}/s",
        ours_per_second / raw_per_second, goal=8, floor=5,
        details={"per_second": ours_per_second, "synced_appends_per_second": raw_per_second,
                 "one_sync_us": statistics.median(middle for _, middle in raw),
                 "cpu_us": median(ours, "cpu_microseconds"), "p50_us": median(ours, "p50_microseconds"),
                 "p99_us": median(ours, "p99_microseconds")})]


def _all_were_done(cloud, rounds):
    """A refusal is HTTP 200, too; so count what is there."""
    there = cloud.call("cvm", "DescribeInstances", {"Limit": 1})["TotalCount"]
    answered = sum(each.requests for each in rounds)
    if not answered <= there <= answered + CONNECTIONS * len(rounds):
        raise RuntimeError(f"{answered} RunInstances were answered, and {there} instances are there")
