"""`terrane reach`: whether one end reaches another, for people and for scripts."""

import json

from cloud import CloudTest, run

REGION = "ap-guangzhou"


class Reach(CloudTest):
    def launch(self, zone, region=REGION, **more):
        return self.cloud.call(
            "cvm", "RunInstances", region=region, Placement={"Zone": zone}, ImageId="img-487zeit5",
            InstanceType="S5.SMALL1", **more,
        )["InstanceIdSet"][0]

    def reach(self, *words, region=REGION):
        return self.cloud.run("reach", *words, "--region", region)

    # M-7, M-10, M-30
    def test_two_zones_of_a_region_reach_each_other(self):
        here, there = self.launch("ap-guangzhou-2"), self.launch("ap-guangzhou-3")
        done = self.reach(here, there, "--port", "22")
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = done.stdout.splitlines()
        self.assertEqual(lines[0], f"{here} reaches {there}")
        self.assertEqual(lines[2].split(), ["HOP", "REGION", "ID", "WHAT"])
        self.assertIn("egress rule 0: ACCEPT ALL to 0.0.0.0/0", lines[4])
        self.assertIn("local route 172.16.0.0/16", lines[5])
        self.assertRegex(lines[-1], "^Decided by SecurityGroupRule: sg-.* accepts it: ingress rule 0")

    # M-11, M-12
    def test_what_is_apart_says_why_and_what_to_do(self):
        here = self.launch("ap-guangzhou-2")
        there = self.launch("ap-shanghai-1", region="ap-shanghai")
        done = self.reach(here, there, "--port", "22", "--to-region", "ap-shanghai")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(f"{here} does not reach {there}", done.stdout)
        self.assertIn("Decided by RegionsIsolated", done.stdout)
        self.assertIn("peering connection", done.stdout.splitlines()[-1])

    # M-12
    def test_json_has_the_verdict_its_hops_and_what_decided(self):
        here = self.launch("ap-guangzhou-2")
        done = self.reach(here, "internet", "--protocol", "ICMP", "--json")
        self.assertEqual(done.returncode, 1, done.stderr)
        told = json.loads(done.stdout)
        self.assertIs(told["reachable"], False)
        self.assertEqual(told["decided_by"]["code"], "NoPublicAddress")
        self.assertEqual(told["decided_by"]["id"], here)
        self.assertIn("AssociateAddress", told["decided_by"]["remedy"])
        types = [hop["type"] for hop in told["hops"]]
        self.assertEqual(types, ["ENDPOINT", "SECURITY_GROUP", "ROUTE_TABLE"])
        address = self.cloud.call("vpc", "AllocateAddresses", region=REGION)["AddressSet"][0]
        self.cloud.call("vpc", "AssociateAddress", region=REGION, AddressId=address, InstanceId=here)
        done = self.reach("internet", here, "--port", "22", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIs(json.loads(done.stdout)["reachable"], True)

    def test_what_cannot_be_answered_is_neither_yes_nor_no(self):
        done = self.reach("ins-00000000", "internet")
        self.assertEqual(done.returncode, 2)
        self.assertIn("ResourceNotFound", done.stderr)
        self.assertEqual(self.cloud.run("reach", "internet").returncode, 2)

    # M-13
    def test_other_accounts_have_nothing_to_ask_about(self):
        here = self.launch("ap-guangzhou-2")
        key = self.cloud.json("account", "create", "stranger", "--json")["AccessKey"]
        stranger = self.cloud.environment((key["SecretId"], key["SecretKey"]))
        done = run("reach", here, "internet", "--region", REGION, **stranger)
        self.assertEqual(done.returncode, 2)
        self.assertIn("ResourceNotFound", done.stderr)
