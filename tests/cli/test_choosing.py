"""`terrane region nearest` and `terrane login`: for people and for scripts."""

import json
import os
import pathlib
import socket
import stat
import tempfile

from cloud import CloudTest

REGION = "ap-guangzhou"


class Nearest(CloudTest):
    def nearest(self, *words):
        return self.cloud.run("region", "nearest", *words)

    def ranks(self, *words):
        return self.cloud.json("region", "nearest", *words, "--json")["RegionSet"]

    # M-9
    def test_coordinates_and_cities_are_answered_with_a_reason_and_a_runner_up(self):
        done = self.nearest("43.6,-79.4")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"^The closest region is na-toronto \(\d+ km from 43.6,-79.4\)")
        self.assertIn("The runner-up is ap-beijing", done.stdout)
        self.assertEqual(done.stdout.splitlines()[2].split()[:2], ["#", "REGION"])
        self.assertIn("na-toronto", self.nearest("多伦多").stdout.splitlines()[0])
        self.assertIn("ap-singapore", self.nearest("-6.2,106.8").stdout.splitlines()[0])

    # M-9
    def test_weights_count(self):
        self.assertEqual(self.ranks("Taipei=9", "Boston")[0]["Region"], "ap-shanghai")
        self.assertEqual(self.ranks("Taipei", "Boston=9")[0]["Region"], "na-toronto")

    # M-9: an endpoint is measured by connecting to it.
    def test_endpoints_are_measured_and_those_that_do_not_answer_are_told(self):
        with socket.create_server(("127.0.0.1", 0), backlog=64) as near, socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))  # and does not listen
            found = self.ranks(
                "Boston",
                "--measure", f"ap-singapore=127.0.0.1:{near.getsockname()[1]}",
                "--measure", f"na-toronto=127.0.0.1:{closed.getsockname()[1]}",
                "--attempts", "7",
            )
        self.assertEqual(found[0]["Region"], "ap-singapore")
        self.assertEqual((found[0]["Basis"], found[0]["Answered"]), ("MEASURED", 7))
        self.assertLess(found[0]["Milliseconds"], 3000)
        self.assertEqual(found[-1]["Region"], "na-toronto")
        self.assertEqual((found[-1]["Basis"], found[-1]["Lost"]), ("UNREACHABLE", 7))

    # M-9, M-16, M-17
    def test_what_is_needed_and_lacking_is_warned_of(self):
        done = self.nearest("Toronto", "--need", "cbs,memcached")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("does not offer Cloud Memcached", done.stdout)
        self.assertIn("nothing speaks against is ap-beijing", done.stdout.splitlines()[0])

    def test_mistakes_are_refused_with_what_to_say_instead(self):
        done = self.nearest("London")
        self.assert_refused(done, "InvalidParameterValue.CityAmbiguous")
        self.assertIn("London, GB; London, CA", done.stderr)
        self.assert_refused(self.nearest("Nowheresville"), "InvalidParameterValue.City")
        self.assert_refused(self.nearest(), "MissingParameter")
        self.assert_refused(self.nearest("Paris", "--need", "teleport"), "InvalidParameterValue.Needs")
        for measured in ("127.0.0.1:80", "ap-beijing=127.0.0.1", "ap-beijing=host:port"):
            done = self.nearest("--measure", measured)
            self.assertEqual(done.returncode, 2, measured)
            self.assertIn("HOST:PORT", done.stderr)


class Login(CloudTest):
    def launch(self, zone, region=REGION, public=True):
        more = {"InternetAccessible": {"InternetMaxBandwidthOut": 1}} if public else {}
        return self.cloud.call(
            "cvm", "RunInstances", region=region, Placement={"Zone": zone}, ImageId="img-487zeit5",
            InstanceType="S5.SMALL1", **more,
        )["InstanceIdSet"][0]

    def address(self, instance, region=REGION, kind="PublicIpAddresses"):
        shown = self.cloud.call("cvm", "DescribeInstances", region=region, InstanceIds=[instance])
        return shown["InstanceSet"][0][kind][0]

    # M-20
    def test_the_command_is_printed_alone_and_the_advice_beside_it(self):
        instance = self.launch("ap-hongkong-1", "ap-hongkong")
        jump = self.launch("ap-guangzhou-2")
        done = self.cloud.run("login", instance)
        self.assertEqual(done.returncode, 0, done.stderr)
        target = self.address(instance, "ap-hongkong")
        self.assertEqual(done.stdout, f"ssh -J ubuntu@{self.address(jump)} ubuntu@{target}\n")
        self.assertIn("through a jump server", done.stderr)
        self.assertIn(f"Through {jump}", done.stderr)
        told = self.cloud.json("login", instance, "--json")
        self.assertEqual((told["Path"], told["Jump"]["InstanceId"]), ("JUMP", jump))
        self.cloud.call("cvm", "TerminateInstances", region=REGION, InstanceIds=[jump])

    def test_run_becomes_ssh(self):
        instance = self.launch("ap-guangzhou-3")
        with tempfile.TemporaryDirectory() as folder:
            ssh = pathlib.Path(folder, "ssh")
            ssh.write_text('#!/bin/sh\necho "called with $*"\nexit 7\n')
            ssh.chmod(ssh.stat().st_mode | stat.S_IXUSR)
            path = f"{folder}:{os.environ['PATH']}"
            done = self.cloud.run("login", instance, "--run", "-i", "key.pem", PATH=path)
            self.assertEqual(done.returncode, 7, done.stderr)
            address = self.address(instance)
            self.assertEqual(done.stdout.splitlines()[-1], f"called with -i key.pem ubuntu@{address}")
            done = self.cloud.run("login", instance, "--run", PATH=folder + "/none")
            self.assertEqual(done.returncode, 2)
            self.assertIn("ssh cannot be run", done.stderr)
        self.cloud.call("cvm", "TerminateInstances", region=REGION, InstanceIds=[instance])

    def test_no_way_in_says_why(self):
        hidden = self.launch("ap-shanghai-1", "ap-shanghai", public=False)
        done = self.cloud.run("login", hidden)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertEqual(done.stdout, "")
        self.assertIn("AssociateAddress", done.stderr)
        self.assertEqual(json.loads(self.cloud.run("login", hidden, "--json").stdout)["Path"], "NONE")
        self.assertEqual(self.cloud.run("login", "ins-00000000").returncode, 2)
        self.assertEqual(self.cloud.run("login", hidden, "--from", "10.0.0.1").returncode, 2)
