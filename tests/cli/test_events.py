"""Waiting for events over a real connection."""

import concurrent.futures
import time

from cloud import CloudTest

REGION = "ap-guangzhou"


class Events(CloudTest):
    def cursor(self):
        self.cloud.call("vpc", "DescribeVpcs", REGION)  # the first call makes the default network
        return self.cloud.call("terrane", "DescribeEvents", REGION)["Cursor"]

    def wait(self, cursor, milliseconds=20_000):
        return self.cloud.call(
            "terrane", "DescribeEvents", REGION, Cursor=cursor, WaitMilliseconds=milliseconds
        )

    def new_vpc(self):
        made = self.cloud.call("vpc", "CreateVpc", REGION, VpcName="a", CidrBlock="10.0.0.0/16")
        return made["Vpc"]["VpcId"]

    def test_callers_who_wait_are_woken_and_others_are_served_meanwhile(self):
        cursor = self.cursor()
        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            waiting = [pool.submit(self.wait, cursor) for _ in range(32)]
            time.sleep(1)
            self.assertFalse(any(call.done() for call in waiting))
            begun = time.monotonic()
            vpc = self.new_vpc()
            for call in waiting:
                events = call.result()["Events"]
                self.assertIn((vpc, "CREATED"), [(event["Id"], event["Change"]) for event in events])
            self.assertLess(time.monotonic() - begun, 10)

    def test_a_wait_ends_when_its_time_is_up(self):
        cursor = self.cursor()
        begun = time.monotonic()
        self.assertEqual(self.wait(cursor, 1_000)["Events"], [])
        self.assertGreaterEqual(time.monotonic() - begun, 1)

    def test_who_waits_does_not_keep_the_cloud_from_ending(self):
        cursor = self.cursor()
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(self.wait, cursor, 30_000)
            time.sleep(1)
            begun = time.monotonic()
            self.cloud.stop()
            self.assertLess(time.monotonic() - begun, 10)
            self.assertEqual(waiting.result()["Events"], [])
            self.cloud.start("--ephemeral")
        self.assertTrue(self.wait(cursor)["Missed"])
