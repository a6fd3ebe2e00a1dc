"""`terrane whatif`: what would stop if a zone, a region or a link failed, for people and for scripts."""

import json
import shlex

from cloud import CloudTest, run

REGION = "ap-guangzhou"


class WhatIf(CloudTest):
    def launch(self, zone):
        return self.cloud.call(
            "cvm", "RunInstances", region=REGION, Placement={"Zone": zone}, ImageId="img-487zeit5",
            InstanceType="S5.SMALL1",
        )["InstanceIdSet"][0]

    def whatif(self, *words):
        return self.cloud.run("whatif", *words)

    # M-15, M-37
    def test_a_zone_that_something_stands_on_alone_is_told_with_what_would_help(self):
        near, far = self.launch("ap-guangzhou-2"), self.launch("ap-guangzhou-3")
        made = self.cloud.call("clb", "CreateLoadBalancer", region=REGION, LoadBalancerType="OPEN")
        task = self.cloud.call("clb", "DescribeTaskStatus", region=REGION, TaskId=made["RequestId"])
        balancer = task["LoadBalancerIds"][0]
        listener = self.cloud.call(
            "clb", "CreateListener", region=REGION, LoadBalancerId=balancer, Protocol="TCP", Ports=[80]
        )["ListenerIds"][0]
        self.cloud.call(
            "clb", "RegisterTargets", region=REGION, LoadBalancerId=balancer, ListenerId=listener,
            Targets=[{"InstanceId": near, "Port": 80}],
        )
        done = self.whatif("zone", "ap-guangzhou-2")
        self.assertEqual(done.returncode, 1, done.stderr)
        lines = done.stdout.splitlines()
        self.assertRegex(lines[0], r"^If zone ap-guangzhou-2 .* lost its power, the one endpoint that serves now would stop")
        self.assertRegex(done.stdout, rf"STOPS +LISTENER +{listener}")
        self.assertIn(near, done.stdout)
        (command,) = [line.strip() for line in lines if line.strip().startswith("terrane api clb")]
        self.assertIn(far, command)

        # The command can be run as it is.
        self.assertEqual(self.cloud.run(*shlex.split(command)[1:]).returncode, 0)
        done = self.whatif("zone", "ap-guangzhou-2")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("1 of 2 targets remain, 10 of 20 by weight.", done.stdout)
        told = json.loads(self.whatif("zone", "ap-guangzhou-2", "--json").stdout)
        self.assertEqual((told["Stops"], told["DegradedCount"]), (False, 1))

    # M-37
    def test_regions_and_links_are_asked_about_too(self):
        done = self.whatif("region", "ap-beijing")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("If region ap-beijing (North China (Beijing)) were lost", done.stdout)
        done = self.whatif("link", "ap-beijing", "ap-shanghai")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("If the link between ap-beijing and ap-shanghai were cut", done.stdout)

    # M-6, M-37
    def test_a_rack_and_a_host_are_asked_about_by_their_numbers(self):
        instance = self.launch("ap-guangzhou-2")
        hosts = self.cloud.json("host", "list", "ap-guangzhou-2", "--json")["HostSet"]
        host = next(one for one in hosts if instance in one["InstanceIds"])
        for part, number in (("rack", host["Rack"]), ("host", host["Host"])):
            done = self.whatif(part, "ap-guangzhou-2", str(number))
            self.assertRegex(done.stdout, rf"^If {part} {number} of zone ap-guangzhou-2 .* lost its power")
            self.assertIn(instance, done.stdout)
        done = self.whatif("host", "ap-guangzhou-2", "100000")
        self.assertEqual(done.returncode, 2)
        self.assertIn("ResourceNotFound.Host", done.stderr)

    def test_what_cannot_be_answered_is_neither_yes_nor_no(self):
        for words in (("zone", "ap-mars-1"), ("region", "ap-mars"), ("link", "ap-beijing", "ap-beijing")):
            done = self.whatif(*words)
            self.assertEqual(done.returncode, 2, words)
            self.assertRegex(done.stderr, r"^\w+(\.\w+)?: ")
        self.assertEqual(self.whatif("zone").returncode, 2)

    # M-13
    def test_others_may_not_be_asked_about(self):
        key = self.cloud.json("account", "create", "stranger", "--json")["AccessKey"]
        stranger = self.cloud.environment((key["SecretId"], key["SecretKey"]))
        done = run("whatif", "zone", "ap-guangzhou-2", "--all-accounts", **stranger)
        self.assertEqual(done.returncode, 2)
        self.assertIn("UnauthorizedOperation", done.stderr)
        self.assertEqual(run("whatif", "zone", "ap-guangzhou-2", **stranger).returncode, 0)
        self.assertIn(self.whatif("zone", "ap-guangzhou-2", "--all-accounts").returncode, (0, 1))
