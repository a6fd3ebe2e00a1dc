"""Regions, links, products, stores and the account plane made to fail, and healed, by verbs."""

import unittest

from cloud import PUBLIC_KEY, Cloud, CloudTest


class Outages(CloudTest):
    def done(self, *words):
        done = self.cloud.run(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def faults(self):
        shown = self.cloud.call("terrane", "DescribeFaults")["FaultSet"]
        return {fault["FaultId"]: fault for fault in shown}

    def answers(self, region, *words):
        words = words or ("vpc", "DescribeVpcs")
        return self.cloud.run("api", *words, "--region", region).returncode

    # M-5
    def test_a_region_fails_and_is_healed(self):
        self.assertEqual(
            self.done("region", "fail", "ap-shanghai", "--api", "error", "--reason", "a drill"),
            "region/ap-shanghai\n",
        )
        fault = self.faults()["region/ap-shanghai"]
        self.assertEqual((fault["Mode"], fault["Reason"]), ("ERROR", "a drill"))
        self.assertFalse(fault["WithoutPower"])
        self.assertEqual(self.answers("ap-shanghai"), 2)
        self.assertEqual(self.answers("ap-beijing"), 0)
        status = self.done("status")
        self.assertRegex(status, "ap-shanghai .*cannot be reached")
        self.assertRegex(status, "What fails:\n  region/ap-shanghai\n")
        self.assertEqual(
            self.done("region", "heal", "ap-shanghai"), "healed region/ap-shanghai\n"
        )
        self.assertEqual(self.answers("ap-shanghai"), 0)
        self.assert_refused(
            self.cloud.run("region", "heal", "ap-shanghai"), "ResourceNotFound.Fault"
        )

    def test_a_region_may_lose_its_power_too(self):
        self.done("region", "fail", "na-toronto", "--power")
        fault = self.faults()["region/na-toronto"]
        self.assertEqual((fault["Mode"], fault["WithoutPower"]), ("REFUSE", True))
        self.assertEqual(self.answers("na-toronto"), 2)
        self.done("region", "heal", "na-toronto")

    # M-5
    def test_links_are_cut_slowed_listed_and_healed(self):
        self.assertEqual(
            self.done("link", "cut", "ap-shanghai", "ap-beijing"),
            "link/ap-beijing/ap-shanghai\n",
        )
        self.done("link", "delay", "ap-beijing", "ap-singapore", "250ms", "--reason", "far")
        lines = self.done("link", "list").splitlines()
        self.assertRegex(lines[1], r"^ap-(beijing|shanghai) +ap-(beijing|shanghai) +cut")
        self.assertRegex(lines[2], r"^ap-beijing +ap-singapore +250 ms slower +far")
        self.done("link", "heal", "ap-beijing", "ap-shanghai")
        self.done("link", "heal", "ap-singapore", "ap-beijing")
        self.assertEqual(len(self.done("link", "list").splitlines()), 1)
        self.assert_refused(
            self.cloud.run("link", "cut", "ap-beijing", "ap-beijing"),
            "InvalidParameterValue.OtherRegion",
        )
        self.assert_usage(self.cloud.run("link", "cut", "ap-beijing"), "other")

    # M-5
    def test_a_product_fails_in_one_region_or_everywhere(self):
        self.done("product", "fail", "vpc", "--region", "ap-singapore")
        self.assertEqual(self.answers("ap-singapore"), 1)
        self.assertEqual(self.answers("ap-beijing"), 0)
        self.done("product", "heal", "vpc", "--region", "ap-singapore")
        self.done("product", "fail", "clb", "--data-plane")
        regions = len(self.cloud.call("terrane", "DescribeStatus")["RegionSet"])
        self.assertEqual({fault["Mode"] for fault in self.faults().values()}, {"DATA_PLANE"})
        self.assertEqual(len(self.faults()), regions)
        self.assertEqual(self.answers("ap-beijing", "clb", "DescribeLoadBalancers"), 1)
        self.assertEqual(len(self.done("product", "heal", "clb").splitlines()), regions)
        self.assertEqual(self.answers("ap-beijing", "clb", "DescribeLoadBalancers"), 0)
        self.assert_refused(
            self.cloud.run("product", "heal", "clb"), "ResourceNotFound.Fault"
        )

    # M-5
    def test_a_store_refuses_or_is_slow(self):
        change = ("vpc", "CreateVpc", '{"VpcName": "a", "CidrBlock": "10.0.0.0/16"}')
        self.assertEqual(self.answers("ap-hongkong"), 0)
        self.done("store", "fail", "ap-hongkong")
        self.assertEqual(self.answers("ap-hongkong", *change), 1)
        self.assertEqual(self.answers("ap-hongkong"), 0)
        self.done("store", "slow", "ap-hongkong", "50ms")
        self.assertEqual(self.faults()["store/ap-hongkong"]["DelayMilliseconds"], 50)
        self.assertEqual(self.answers("ap-hongkong", *change), 0)
        self.done("store", "heal", "ap-hongkong")
        self.done("store", "fail", "account-plane")
        done = self.cloud.run("account", "create", "x")
        self.assert_refused(done, "InternalError")
        self.done("store", "heal", "account-plane")


class AccountPlane(unittest.TestCase):
    """On disk, so that it can be started again."""

    # M-5, M-25
    def test_its_outage_outlasts_the_program_and_signatures_go_on(self):
        cloud = Cloud()
        self.addCleanup(cloud.close)
        cloud.call("cvm", "ImportKeyPair", KeyName="a", ProjectId=0, PublicKey=PUBLIC_KEY)
        self.assertEqual(cloud.run("account-plane", "fail").returncode, 0)
        for restart in (False, True):
            if restart:
                cloud.stop()
                cloud.start()
            shown = cloud.call("cvm", "DescribeKeyPairs", "ap-beijing")
            self.assertEqual(shown["TotalCount"], 1)
            self.assertEqual(cloud.run("account", "list").returncode, 1)
        self.assertEqual(cloud.run("account-plane", "heal").returncode, 0)
        self.assertEqual(cloud.run("account", "list").returncode, 0)
