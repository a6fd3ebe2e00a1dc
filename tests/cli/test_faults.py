"""Zones that operators make fail by verbs, and heal."""

from cloud import CloudTest, run

ZONE = "ap-guangzhou-2"


class Faults(CloudTest):
    def tearDown(self):
        self.cloud.run("fault", "heal", "--all")

    def test_a_zone_fails_is_shown_and_healed(self):
        done = self.cloud.run("zone", "fail", ZONE, "--reason", "a digger")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, f"zone-power/{ZONE}\n")
        listed = self.cloud.run("fault", "list").stdout.splitlines()
        self.assertEqual(listed[0].split(), "FAULT MODE SINCE WAITING REASON".split())
        self.assertRegex(listed[1], rf"^zone-power/{ZONE} +- +20\S+ +- +a digger$")
        status = self.cloud.run("status").stdout
        self.assertIn(f"\nWhat fails:\n  zone-power/{ZONE}\n", status)
        self.assertRegex(status, rf"(?m)^{ZONE} .* no power ")
        done = self.cloud.run("zone", "heal", ZONE)
        self.assertEqual(done.stdout, f"healed zone-power/{ZONE}\n")
        self.assertEqual(self.cloud.run("fault", "list").stdout, "nothing fails\n")
        healed = self.cloud.run("status").stdout
        self.assertNotIn("What fails", healed)
        self.assertRegex(healed, rf"(?m)^{ZONE} .* in stock ")
        self.assertEqual(self.cloud.run("zone", "heal", ZONE).stdout, "nothing failed there\n")

    def test_parts_of_a_zone_fail_and_are_healed_each_by_itself(self):
        done = self.cloud.run("zone", "fail", ZONE, "--network", "--delay", "500ms")
        self.assertEqual(done.stdout, f"zone-network/{ZONE}\nzone-control-plane/{ZONE}\n")
        faults = self.cloud.json("fault", "list", "--zone", ZONE, "--json")["FaultSet"]
        modes = {fault["FaultId"]: (fault["Mode"], fault["DelayMilliseconds"]) for fault in faults}
        self.assertEqual(modes[f"zone-control-plane/{ZONE}"], ("DELAY", 500))
        self.assertEqual(self.cloud.run("zone", "heal", ZONE, "--network").returncode, 0)
        listed = self.cloud.json("fault", "list", "--json")["FaultSet"]
        self.assertEqual([fault["FaultId"] for fault in listed], [f"zone-control-plane/{ZONE}"])
        self.assertEqual(self.cloud.run("fault", "heal", f"zone-control-plane/{ZONE}").returncode, 0)
        self.assertEqual(self.cloud.json("fault", "list", "--json")["TotalCount"], 0)

    def test_what_does_not_exist_is_refused(self):
        self.assert_refused(self.cloud.run("zone", "fail", "ap-atlantis-1"), "ResourceNotFound.Zone")
        self.assert_refused(
            self.cloud.run("fault", "heal", "zone-power/ap-guangzhou-3"), "ResourceNotFound.Fault"
        )
        self.assertEqual(self.cloud.run("zone", "fail", ZONE, "--delay", "soon").returncode, 2)

    def test_others_than_operators_are_refused(self):
        key = self.cloud.json("account", "create", "user", "--json")["AccessKey"]
        user = self.cloud.environment((key["SecretId"], key["SecretKey"]))
        for verb in (("zone", "fail", ZONE), ("zone", "heal", ZONE), ("fault", "list")):
            self.assert_refused(run(*verb, **user), "UnauthorizedOperation")
