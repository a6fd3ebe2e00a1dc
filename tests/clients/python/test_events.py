"""What official clients are told of, as it happens."""

import concurrent.futures
import time

from cloud import operate


def events(account, parameters):
    return operate("DescribeEvents", parameters, account, "ap-guangzhou")


def changes(reply):
    return [(event["Kind"], event["Id"], event["Change"]) for event in reply["Events"]]


def test_a_client_that_waits_is_told_of_what_it_has_and_of_nothing_else(account, other, guangzhou):
    cursor, others = events(account, {})["Cursor"], events(other, {})["Cursor"]
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(events, account, {"Cursor": cursor, "WaitMilliseconds": 30_000})
        time.sleep(0.5)
        assert not waiting.done()
        made = "vpc", guangzhou.vpc.CreateVpc(VpcName="shop", CidrBlock="10.0.0.0/16").Vpc.VpcId, "CREATED"
        told = waiting.result()
    while made not in changes(told):  # the default network of a new account comes first
        told = events(account, {"Cursor": told["Cursor"], "WaitMilliseconds": 30_000})
        assert told["Events"] and not told["Missed"]
    assert events(other, {"Cursor": others})["Events"] == []
