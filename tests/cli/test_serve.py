"""`terrane serve`: what its options do."""

import time
import unittest

from cloud import Cloud, CloudTest, run

INSTANCE = {
    "Placement": {"Zone": "ap-guangzhou-2"},
    "ImageId": "img-487zeit5",
    "InstanceType": "S5.SMALL1",
}


class SlowInstances(unittest.TestCase):
    def test_instances_take_their_time_where_the_cloud_is_told_so(self):
        cloud = Cloud("--ephemeral", "--instance-seconds", "0.3")
        self.addCleanup(cloud.close)
        [instance] = cloud.call("cvm", "RunInstances", "ap-guangzhou", **INSTANCE)["InstanceIdSet"]

        def shown():
            return cloud.call(
                "cvm", "DescribeInstances", "ap-guangzhou", InstanceIds=[instance]
            )["InstanceSet"][0]

        self.assertEqual(shown()["InstanceState"], "PENDING")
        self.assertEqual(shown()["LatestOperationState"], "OPERATING")
        deadline = time.monotonic() + 20
        while shown()["InstanceState"] != "RUNNING" and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(shown()["LatestOperationState"], "SUCCESS")


class Options(CloudTest):
    def test_what_makes_no_sense_is_told(self):
        self.assert_usage(run("serve", "--ephemeral", "--instance-seconds", "-1"), "instance-seconds")
        done = run("serve")
        self.assertEqual(done.returncode, 1)
        self.assertIn("--data", done.stderr)
