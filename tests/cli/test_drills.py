"""`terrane drill`: it needs no cloud, and its exit code says whether every assertion holds."""

import json
import pathlib
import tempfile
import unittest

from cloud import run

TWO_ZONES = """
title = "Two zones"
length = "1m"
[instance.near]
zone = "ap-guangzhou-2"
[instance.far]
zone = "ap-guangzhou-3"
[balancer.front]
region = "ap-guangzhou"
targets = ["near", "far"]
check = { seconds = 2, unhealthy_after = 3 }
[load.shoppers]
to = "front"
rate = 20
[[event]]
at = "20s"
strikes = true
[event.call]
service = "cvm"
action = "StopInstances"
region = "ap-guangzhou"
parameters = { InstanceIds = ["$far"] }
[[assert]]
load = "shoppers"
recovery = "7s"
"""


class Drills(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="terrane-drill-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.file = self.folder / "two zones.toml"
        self.file.write_text(TWO_ZONES)

    # M-15
    def test_a_report_says_what_was_lost_and_how_to_run_it_again(self):
        done = run("drill", "run", str(self.file), "--seed", "3")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(done.stdout.splitlines()[0], "Two zones")
        self.assertIn("×", done.stdout)
        self.assertRegex(done.stdout, r"To detect +6s")
        self.assertRegex(done.stdout, r"Lost +\d+ of 1200 requests")
        self.assertIn("All assertions hold", done.stdout)
        self.assertIn(f"terrane drill run '{self.file}' --seed 3", done.stdout)
        again = run("drill", "run", str(self.file), "--seed", "3")
        self.assertEqual(done.stdout, again.stdout)

    # M-15
    def test_what_does_not_hold_is_exit_code_one(self):
        done = run("drill", "run", str(self.file), "--set", 'balancer.front.targets=["far"]')
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("1 of 1 assertions failed", done.stdout)

    def test_the_page_needs_nothing_beside_it_and_is_the_same_every_time(self):
        pages = []
        for name in ("a.html", "b.html"):
            done = run("drill", "run", str(self.file), "--html", str(self.folder / name), "--json")
            self.assertEqual(done.returncode, 0, done.stderr)
            pages.append((self.folder / name).read_text())
        self.assertEqual(*pages)
        self.assertIn("<svg", pages[0])
        for outside in ("http://", "https://", "<script", "@import", "url("):
            self.assertNotIn(outside, pages[0])

    def test_json_has_every_second_of_each_load(self):
        report = json.loads(run("drill", "run", str(self.file), "--json").stdout)
        self.assertTrue(report["holds"])
        self.assertEqual(report["total"]["sent"], 1200)
        self.assertEqual(len(report["loads"]["shoppers"]["per_second"]), 60)
        self.assertEqual(report["assertions"][0]["holds"], True)

    def test_a_mistake_is_placed(self):
        self.file.write_text(TWO_ZONES.replace('to = "front"', 'to = "back"'))
        for verb in ("run", "check"):
            done = run("drill", verb, str(self.file))
            self.assertEqual(done.returncode, 2 if verb == "run" else 1)
            self.assertIn('two zones.toml:13: key "to" names "back", which is declared nowhere', done.stderr)
            self.assertEqual(done.stdout, "")

    def test_those_in_the_binary_are_listed_shown_and_sound(self):
        names = [drill["name"] for drill in json.loads(run("drill", "list", "--json").stdout)]
        self.assertIn("zone-power", names)
        for name in names:
            text = run("drill", "show", name).stdout
            self.assertIn("title = ", text)
            self.assertEqual(run("drill", "check", name).returncode, 0)
        done = run("drill", "run", "no-such-drill")
        self.assertEqual(done.returncode, 2)
        self.assertIn("There is no drill no-such-drill", done.stderr)

    def test_real_time_may_be_quick(self):
        done = run("drill", "run", str(self.file), "--real-time", "--speed", "100")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, run("drill", "run", str(self.file)).stdout)
