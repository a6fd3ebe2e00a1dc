"""The service under systemd: a machine boots, the package is installed, and what systemd does with it."""

import json
import unittest

from machine import Machine, cannot_boot
from package import DEB

STATE = "/var/lib/terrane"


class UnderSystemd(unittest.TestCase):
    def setUp(self):
        if reason := cannot_boot():
            self.skipTest(reason)
        self.machine = Machine()
        self.addCleanup(self.machine.switch_off)
        if self.machine.run("dpkg-query", "-W", "terrane").returncode == 0:
            self.machine.output("dpkg", "--purge", "terrane")
        self.machine.output("dpkg", "--install", self.machine.copy(DEB))
        self.wait_until_it_serves()

    def service(self, name):
        return self.machine.output("systemctl", "show", "terrane", "--value", "--property", name).strip()

    def wait_until_it_serves(self):
        self.machine.wait_until(
            lambda: self.machine.run("terrane", "status", "--data", STATE).returncode == 0, "the service serves"
        )

    def call(self, action, **parameters):
        words = ("api", "vpc", action, json.dumps(parameters), "--region", "ap-guangzhou", "--data", STATE)
        return json.loads(self.machine.output("terrane", *words))

    def test_it_runs_once_it_is_installed_as_its_user_and_with_the_machine(self):
        self.assertEqual(self.service("ActiveState"), "active")
        self.assertEqual(self.service("UnitFileState"), "enabled")
        user = self.machine.output("ps", "-o", "user=", "-p", self.service("MainPID")).strip()
        self.assertEqual(user, "terrane")
        self.assertIn("ready http://", self.machine.output("journalctl", "--unit", "terrane"))

    def test_killed_it_comes_back_with_all_that_it_acknowledged(self):
        made = self.call("CreateVpc", VpcName="shop", CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
        before = self.service("MainPID")
        self.machine.output("kill", "-KILL", before)
        self.machine.wait_until(lambda: self.service("NRestarts") == "1", "systemd starts it again")
        self.wait_until_it_serves()
        self.assertNotEqual(self.service("MainPID"), before)
        self.assertIn(made, [vpc["VpcId"] for vpc in self.call("DescribeVpcs")["VpcSet"]])

    def test_stopped_it_ends_in_order_and_stays_so(self):
        self.machine.output("systemctl", "stop", "terrane")
        self.assertEqual((self.service("Result"), self.service("ExecMainStatus")), ("success", "0"))
        self.assertEqual(self.service("ActiveState"), "inactive")

    def test_a_purge_ends_it_and_takes_everything(self):
        self.machine.output("dpkg", "--purge", "terrane")
        self.assertEqual(self.service("ActiveState"), "inactive")
        self.assertNotEqual(self.machine.run("ls", STATE).returncode, 0)
        self.assertNotEqual(self.machine.run("pgrep", "-x", "terrane").returncode, 0)
