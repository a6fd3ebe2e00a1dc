"""`terrane migrate`: an instance goes to another zone, with a plan first and progress."""

import json

from cloud import CloudTest

REGION, OLD, NEW = "ap-guangzhou", "ap-guangzhou-2", "ap-guangzhou-3"


class Migrate(CloudTest):
    def launch(self, **more):
        return self.cloud.call(
            "cvm", "RunInstances", REGION, Placement={"Zone": OLD}, ImageId="img-487zeit5",
            InstanceType="S5.SMALL1", **more,
        )["InstanceIdSet"][0]

    def make_network(self):
        vpc = self.cloud.call("vpc", "CreateVpc", REGION, VpcName="a", CidrBlock="10.0.0.0/16")
        vpc = vpc["Vpc"]["VpcId"]
        subnet = self.cloud.call("vpc", "CreateSubnet", REGION, VpcId=vpc, SubnetName="a",
                                 CidrBlock="10.0.1.0/24", Zone=OLD)["Subnet"]["SubnetId"]
        return {"VpcId": vpc, "SubnetId": subnet}

    # M-23
    def test_a_plan_shows_steps_and_changes_and_moves_nothing(self):
        instance = self.launch()
        done = self.cloud.run("migrate", instance, "--to", NEW, "--type", "S5.LARGE8",
                              "--destroy-original", "--plan")
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = done.stdout.splitlines()
        self.assertEqual(lines[0], f"{instance} from {OLD} to {NEW}: possible")
        self.assertEqual(lines[2].split(), ["STEP", "WHAT"])
        self.assertIn(f"Stop {instance} and make an image", lines[3])
        self.assertIn("S5.SMALL1 -> S5.LARGE8", done.stdout)
        self.assertIn("destroyed", done.stdout)
        listed = self.cloud.run("migrate", "list", "--region", REGION).stdout
        self.assertNotIn(instance, listed)

    # M-2, M-23
    def test_a_blocked_plan_says_what_is_in_the_way_and_has_its_own_exit_code(self):
        network = self.make_network()
        instance = self.launch(VirtualPrivateCloud=network)
        done = self.cloud.run("migrate", instance, "--to", NEW, "--plan")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("blocked", done.stdout.splitlines()[0])
        self.assertIn("ResourceNotFound.Subnet", done.stdout)
        told = json.loads(
            self.cloud.run("migrate", instance, "--to", NEW, "--plan", "--json").stdout
        )
        self.assertIs(told["Possible"], False)
        self.assertEqual(told["BlockerSet"][0]["Code"], "ResourceNotFound.Subnet")
        self.assert_refused(self.cloud.run("migrate", instance, "--to", NEW),
                            "ResourceNotFound.Subnet")

    # M-22, M-23
    def test_waiting_shows_the_way_and_its_end(self):
        network = self.make_network()
        instance = self.launch(VirtualPrivateCloud=network)
        done = self.cloud.run("migrate", instance, "--to", NEW, "--keep-ip", "--destroy-original",
                              "--wait")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"{instance} from {OLD} to {NEW}: DONE, 100%", done.stdout)
        shown = self.cloud.json("migrate", "show", instance, "--region", REGION, "--json")
        (moved,) = shown["MigrationSet"][0]["InstanceSet"]
        self.assertEqual(moved["OriginalState"], "TERMINATED")
        new = self.cloud.call("cvm", "DescribeInstances", REGION,
                              InstanceIds=[moved["NewInstanceId"]])["InstanceSet"][0]
        self.assertEqual(new["Placement"]["Zone"], NEW)
        self.assertEqual(new["InstanceState"], "RUNNING")
        listed = self.cloud.run("migrate", "list", "--region", REGION).stdout
        self.assertRegex(listed, rf"{instance}\s+{OLD}\s+{NEW}\s+DONE\s+100%")
        self.assert_refused(self.cloud.run("migrate", "cancel", instance, "--region", REGION),
                            "UnsupportedOperation.MigrationEnded")

    def test_what_is_asked_wrongly_is_said(self):
        self.assert_usage(self.cloud.run("migrate", "--to", NEW), "instance")
        self.assert_usage(self.cloud.run("migrate", "ins-00000000"), "--to")
        self.assert_refused(self.cloud.run("migrate", "ins-00000000", "--to", NEW),
                            "ResourceNotFound.Instance")
