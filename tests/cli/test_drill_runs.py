"""Drills that a cloud runs at an operator's word."""

import json
import time

from cloud import Cloud, CloudTest, run

LOSES = """
title = "A promise that is not kept"
length = "20s"
[vpc.net]
region = "ap-guangzhou"
cidr = "10.0.0.0/16"
[subnet.a]
vpc = "net"
zone = "ap-guangzhou-3"
cidr = "10.0.1.0/24"
[instance.web]
zone = "ap-guangzhou-3"
subnet = "a"
public = true
[load.shoppers]
rate = 10
to = "web"
port = 80
[[event]]
at = "10s"
name = "the zone fails"
fault = { Kind = "ZONE_POWER", Zone = "ap-guangzhou-3" }
[[assert]]
text = "nothing is lost"
load = "shoppers"
availability = 100
"""


class DrillRuns(CloudTest):
    @classmethod
    def setUpClass(cls):
        cls.cloud = Cloud()
        cls.addClassCleanup(cls.cloud.close)

    def start(self, **request):
        return self.cloud.call("terrane", "RunDrill", **request)["DrillRunId"]

    def shown(self, run_id):
        return self.cloud.call("terrane", "DescribeDrillRuns", DrillRunIds=[run_id])["DrillRunSet"][0]

    def ended(self, run_id):
        for _ in range(600):
            shown = self.shown(run_id)
            if shown["State"] not in ("WAITING", "RUNNING"):
                return shown
            time.sleep(0.1)
        self.fail(f"still {shown['State']} at {shown['AtSeconds']} s")

    def test_those_in_the_binary_are_listed_with_their_files(self):
        drills = self.cloud.call("terrane", "DescribeDrills")
        by_name = {drill["Name"]: drill for drill in drills["DrillSet"]}
        self.assertEqual(len(by_name), drills["TotalCount"])
        self.assertEqual(by_name["zone-power"]["Text"], run("drill", "show", "zone-power").stdout)
        self.assertGreater(by_name["zone-power"]["Seconds"], 0)

    def test_one_of_the_binary_gives_the_report_of_the_verb(self):
        run_id = self.start(Name="zone-power", Seed=7)
        shown = self.ended(run_id)
        self.assertEqual((shown["State"], shown["Seed"]), ("PASSED", 7), shown)
        report = self.cloud.call("terrane", "DescribeDrillReport", DrillRunId=run_id)
        verb = run("drill", "run", "zone-power", "--seed", "7", "--json")
        self.assertEqual(json.loads(report["Json"]), json.loads(verb.stdout))
        self.assertTrue(report["Html"].startswith("<!doctype html>"), report["Html"][:60])
        expected = json.loads(verb.stdout)
        self.assertEqual(shown["Lost"], expected["total"]["lost"])
        for load in shown["LoadSet"]:
            seconds = expected["loads"][load["Name"]]["per_second"]
            self.assertEqual(load["Sent"], [slot[0] for slot in seconds])
            self.assertEqual(load["Lost"], [slot[3] for slot in seconds])
        self.assertEqual([note["Text"] for note in shown["NoteSet"]], [n["text"] for n in expected["timeline"]])
        self.assertTrue(all(judged["Holds"] for judged in shown["AssertionSet"]))

    def test_a_file_whose_promise_is_not_kept_fails(self):
        shown = self.ended(self.start(Text=LOSES))
        self.assertEqual(shown["State"], "FAILED", shown)
        self.assertEqual([judged["Holds"] for judged in shown["AssertionSet"]], [False])
        load = shown["LoadSet"][0]
        self.assertEqual((len(load["Sent"]), sum(load["Sent"])), (20, 200))
        self.assertEqual((sum(load["Lost"][:10]), sum(load["Lost"])), (0, shown["Lost"]))
        self.assertGreater(shown["Lost"], 90)

    def test_a_mistake_is_refused_with_its_place_and_runs_nothing(self):
        before = self.cloud.call("terrane", "DescribeDrillRuns")["TotalCount"]
        for request, code in (
            ({"Text": "title = 1"}, "InvalidDrill"),
            ({"Name": "nowhere"}, "ResourceNotFound.Drill"),
            ({}, "MissingParameter"),
            ({"Name": "zone-power", "Text": LOSES}, "InvalidParameterCombination"),
        ):
            done = self.cloud.run("api", "terrane", "RunDrill", json.dumps(request))
            self.assert_refused(done, code)
        self.assertEqual(self.cloud.call("terrane", "DescribeDrillRuns")["TotalCount"], before)

    def test_what_cannot_be_set_up_fails_and_says_where(self):
        shown = self.ended(self.start(Text=LOSES.replace("10.0.1.0/24", "192.168.0.0/24")))
        self.assertEqual((shown["State"], shown["ErrorCode"]), ("FAILED", "InvalidDrill"), shown)
        self.assertIn("drill.toml:", shown["ErrorMessage"])
        done = self.cloud.run(
            "api", "terrane", "DescribeDrillReport", json.dumps({"DrillRunId": shown["DrillRunId"]})
        )
        self.assert_refused(done, "UnsupportedOperation.DrillRunState")

    def test_reports_outlast_a_restart(self):
        run_id = self.start(Text=LOSES)
        before = self.ended(run_id)
        report = self.cloud.call("terrane", "DescribeDrillReport", DrillRunId=run_id)["Json"]
        self.cloud.stop()
        self.cloud.start()
        after = self.shown(run_id)
        ignored = {"RequestId"}
        self.assertEqual(
            {k: v for k, v in after.items() if k not in ignored},
            {k: v for k, v in before.items() if k not in ignored},
        )
        self.assertEqual(
            self.cloud.call("terrane", "DescribeDrillReport", DrillRunId=run_id)["Json"], report
        )

    def test_they_are_for_operators(self):
        key = self.cloud.json("account", "create", "user", "--json")["AccessKey"]
        user = self.cloud.environment((key["SecretId"], key["SecretKey"]))
        for action in ("DescribeDrills", "RunDrill", "DescribeDrillRuns"):
            self.assert_refused(run("api", "terrane", action, "{}", **user), "UnauthorizedOperation")
