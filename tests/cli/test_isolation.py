"""A region whose files are damaged is alone with it, in the real program over its real store."""

import pathlib
import unittest

from cloud import PUBLIC_KEY, Cloud

REGIONS = ("ap-guangzhou", "ap-shanghai", "na-toronto")


class DamagedRegion(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cloud = Cloud()
        cls.addClassCleanup(cls.cloud.close)

    def vpcs(self, region):
        return self.cloud.call("vpc", "DescribeVpcs", region)["TotalCount"]

    def create_vpc(self, region):
        self.cloud.call("vpc", "CreateVpc", region, VpcName="a", CidrBlock="10.0.0.0/16")

    # M-5
    def test_it_alone_is_down_and_back_as_soon_as_its_files_are(self):
        for region in REGIONS:
            self.create_vpc(region)
        self.cloud.stop()
        current = pathlib.Path(self.cloud.directory, "cells/ap-shanghai/CURRENT")
        whole = current.read_bytes()
        current.write_bytes(b"no manifest\n")
        self.cloud.start()

        done = self.cloud.run("api", "vpc", "DescribeVpcs", "--region", "ap-shanghai")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, "^InternalError: .*ap-shanghai")
        states = {
            region["Region"]: region["State"]
            for region in self.cloud.json("status", "--json")["RegionSet"]
        }
        self.assertEqual(states.pop("ap-shanghai"), "UNAVAILABLE")
        self.assertEqual(set(states.values()), {"AVAILABLE"})
        self.cloud.call(
            "cvm", "ImportKeyPair", "na-toronto", KeyName="a", ProjectId=0, PublicKey=PUBLIC_KEY
        )
        for region in ("ap-guangzhou", "na-toronto"):
            self.create_vpc(region)
            self.assertEqual(self.vpcs(region), 3)  # one is the account's default

        current.write_bytes(whole)
        self.assertEqual(self.vpcs("ap-shanghai"), 2)
        self.assertEqual(self.cloud.call("cvm", "DescribeKeyPairs", "ap-shanghai")["TotalCount"], 1)
        self.create_vpc("ap-shanghai")
