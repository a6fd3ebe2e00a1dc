"""The package on a machine: the service, upgrades, removal. The machine is left as it was."""

import json
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import unittest
import urllib.request

from package import SETTINGS, STATE, UNIT, Unit, install, may_not_be_installed, output, purge, remove


class Installed(unittest.TestCase):
    def setUp(self):
        if reason := may_not_be_installed():
            self.skipTest(reason)
        self.addCleanup(purge)
        install()
        # As an administrator would: any free port, for another cloud may have the usual one.
        text = SETTINGS.read_text()
        self.assertIn('TERRANE_OPTIONS=""', text)
        SETTINGS.write_text(text.replace('""', '"--listen 127.0.0.1:0"'))
        self.service = None
        self.addCleanup(self.stop)

    def start(self):
        self.service, self.endpoint = Unit().start()

    def stop(self):
        """The exit code of the service."""
        if not self.service:
            return None
        service, self.service = self.service, None
        service.send_signal(signal.SIGTERM)
        service.stdout.close()
        return service.wait(timeout=60)

    def call(self, service, action, **parameters):
        """A signed call by the installed program."""
        return json.loads(
            output("/usr/bin/terrane", "api", service, action, json.dumps(parameters),
                   "--region", "ap-guangzhou", "--data", STATE)
        )  # fmt: skip

    def make_vpc(self):
        return self.call("vpc", "CreateVpc", VpcName="shop", CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]

    def vpcs(self):
        return [vpc["VpcId"] for vpc in self.call("vpc", "DescribeVpcs")["VpcSet"]]

    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not there")
    def test_systemd_has_nothing_to_say_against_the_unit(self):
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", UNIT],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    @unittest.skipUnless(shutil.which("systemctl"), "systemctl is not there")
    def test_the_service_starts_with_the_machine_also_after_it_was_removed_once(self):
        def starts():
            done = subprocess.run(
                ["systemctl", "is-enabled", "terrane"], capture_output=True, text=True, check=False
            )
            return done.stdout.strip()

        self.assertEqual(starts(), "enabled")
        remove()
        install()
        self.assertEqual(starts(), "enabled")
        purge()
        left = [path for path in pathlib.Path("/etc/systemd").rglob("*") if path.name == UNIT.name]
        self.assertEqual(left, [])

    def test_the_service_serves_its_user_only_and_keeps_what_it_acknowledged(self):
        self.start()
        self.assertEqual(pwd.getpwnam("terrane").pw_uid, os.stat(f"/proc/{self.service.pid}").st_uid)
        with urllib.request.urlopen(self.endpoint + "/healthz") as answer:
            self.assertEqual(answer.status, 200)
        vpc = self.make_vpc()
        self.assertEqual(self.stop(), 0)
        self.start()
        self.assertIn(vpc, self.vpcs())
        outsider = subprocess.run(
            ["/usr/bin/terrane", "status", "--data", STATE],
            user="nobody", group="nogroup", extra_groups=[], capture_output=True, check=False,
        )  # fmt: skip
        self.assertEqual(outsider.returncode, 2)

    def test_an_upgrade_lets_a_cloud_run_and_keeps_its_settings(self):
        self.start()
        vpc = self.make_vpc()
        install()
        self.assertIn(vpc, self.vpcs(), "the old program still serves")
        self.assertIn("127.0.0.1:0", SETTINGS.read_text())
        self.assertEqual(self.stop(), 0)
        self.start()
        self.assertIn(vpc, self.vpcs())

    def test_removal_keeps_the_data_and_a_purge_takes_everything(self):
        self.start()
        vpc = self.make_vpc()
        self.assertEqual(self.stop(), 0)
        remove()
        self.assertFalse(UNIT.exists())
        self.assertTrue((STATE / "cells").is_dir())
        install()
        self.start()
        self.assertIn(vpc, self.vpcs())
        self.assertEqual(self.stop(), 0)
        purge()
        for path in (STATE, SETTINGS):
            self.assertFalse(path.exists(), path)
        self.assertRaises(KeyError, pwd.getpwnam, "terrane")
        known = subprocess.run(
            ["dpkg-query", "-W", "terrane"], capture_output=True, text=True, check=False
        )
        self.assertEqual(known.returncode, 1)
