"""`terrane state`: the whole cloud, kept under a name and brought back, also after a restart."""

import unittest

from cloud import Cloud, CloudTest

REGION = "ap-guangzhou"


def vpcs(cloud):
    return sorted(vpc["VpcId"] for vpc in cloud.call("vpc", "DescribeVpcs", REGION)["VpcSet"])


def create_vpc(cloud, name):
    return cloud.call("vpc", "CreateVpc", REGION, VpcName=name, CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]


class States(CloudTest):
    def test_what_was_saved_comes_back(self):
        create_vpc(self.cloud, "kept")
        done = self.cloud.run("state", "save", "ready", "--comment", "one network")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"^ready: \d+ records of 9 cells\n$")
        before = vpcs(self.cloud)
        self.assertEqual(self.cloud.run("state", "diff", "ready").returncode, 0)

        later = create_vpc(self.cloud, "later")
        done = self.cloud.run("state", "diff", "ready")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(["ADDED", REGION, "vpc", later], [line.split() for line in done.stdout.splitlines()])
        self.assertEqual(self.cloud.run("state", "load", "ready").returncode, 0)
        self.assertEqual(vpcs(self.cloud), before)

        lines = self.cloud.run("state", "list").stdout.splitlines()
        self.assertEqual(lines[0].split(), ["NAME", "SAVED", "RECORDS", "CATALOGUE", "COMMENT"])
        self.assertRegex(lines[1], r"^ready +20\S+Z +\d+ +2017 +one network$")
        self.assert_refused(self.cloud.run("state", "save", "ready"), "ResourceInUse.State")
        self.assertEqual(self.cloud.run("state", "save", "ready", "--replace").returncode, 0)
        self.assertEqual(self.cloud.run("state", "delete", "ready").returncode, 0)
        self.assert_refused(self.cloud.run("state", "load", "ready"), "ResourceNotFound.State")
        self.assertEqual(self.cloud.run("state", "diff", "ready").returncode, 2)


class StatesInADirectory(unittest.TestCase):
    def test_outlive_the_program_as_what_they_brought_back_does(self):
        cloud = Cloud()
        self.addCleanup(cloud.close)
        create_vpc(cloud, "kept")
        self.assertEqual(cloud.run("state", "save", "ready").returncode, 0)
        before = vpcs(cloud)
        create_vpc(cloud, "later")
        cloud.stop()
        cloud.start()
        self.assertEqual(len(cloud.json("state", "list", "--json")["StateSet"]), 1)
        self.assertEqual(cloud.run("state", "load", "ready").returncode, 0)
        self.assertEqual(vpcs(cloud), before)
        cloud.stop()
        cloud.start()
        self.assertEqual(vpcs(cloud), before)
        self.assertEqual(cloud.run("state", "diff", "ready").returncode, 0)
