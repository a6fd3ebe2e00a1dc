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

    def test_racks_and_hosts_fail_are_shown_and_healed(self):
        done = self.cloud.run("host", "fail", ZONE, "1", "--reason", "a fan")
        self.assertEqual(done.stdout, f"host-power/{ZONE}/1\n", done.stderr)
        done = self.cloud.run("rack", "fail", ZONE, "2", "--launch")
        self.assertEqual(done.stdout, f"host-launch/{ZONE}/rack-2\n", done.stderr)
        listed = self.cloud.run("host", "list", ZONE).stdout
        self.assertEqual(listed.split("\n")[0].split()[:2], ["HOST", "RACK"])
        self.assertRegex(listed, rf"(?m)^ *1 +1 +\S+ +\S+ +host-power/{ZONE}/1 +-$")
        hosts = self.cloud.json("host", "list", ZONE, "--json")["HostSet"]
        self.assertEqual([host["Host"] for host in hosts], list(range(1, len(hosts) + 1)))
        of_rack = self.cloud.json("host", "list", ZONE, "--rack", "2", "--json")["HostSet"]
        self.assertEqual(of_rack, [host for host in hosts if host["Rack"] == 2])
        self.assertTrue(all(host["Faults"] for host in of_rack))
        self.assertEqual(
            self.cloud.run("host", "heal", ZONE, "1").stdout, f"healed host-power/{ZONE}/1\n"
        )
        self.assertEqual(self.cloud.run("host", "heal", ZONE, "1").stdout, "nothing failed there\n")
        done = self.cloud.run("rack", "heal", ZONE, "2")
        self.assertEqual(done.stdout, f"healed host-launch/{ZONE}/rack-2\n")
        self.assertEqual(self.cloud.run("fault", "list").stdout, "nothing fails\n")
        self.assert_refused(self.cloud.run("rack", "fail", ZONE, "9999"), "ResourceNotFound.Rack")
        self.assert_refused(self.cloud.run("host", "fail", ZONE, "99999"), "ResourceNotFound.Host")
        self.assertEqual(self.cloud.run("host", "fail", ZONE).returncode, 2)

    def test_what_does_not_exist_is_refused(self):
        self.assert_refused(self.cloud.run("zone", "fail", "ap-atlantis-1"), "ResourceNotFound.Zone")
        self.assert_refused(
            self.cloud.run("fault", "heal", "zone-power/ap-guangzhou-3"), "ResourceNotFound.Fault"
        )
        self.assertEqual(self.cloud.run("zone", "fail", ZONE, "--delay", "soon").returncode, 2)

    def test_others_than_operators_are_refused(self):
        key = self.cloud.json("account", "create", "user", "--json")["AccessKey"]
        user = self.cloud.environment((key["SecretId"], key["SecretKey"]))
        for verb in ("zone fail", "zone heal", "fault list --zone", "host list"):
            self.assert_refused(run(*verb.split(), ZONE, **user), "UnauthorizedOperation")
