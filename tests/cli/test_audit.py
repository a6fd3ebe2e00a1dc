"""Who did what: the audit trail by its verb and its action."""

import json

from cloud import Cloud, CloudTest, run


class AuditOfAnyCloud:
    def vpc(self, name):
        self.cloud.call("vpc", "CreateVpc", "ap-guangzhou", VpcName=name, CidrBlock="10.0.0.0/16")

    def records(self, *options):
        return self.cloud.json("audit", "--json", *options)["AuditRecordSet"]

    def test_shows_who_changed_what_the_newest_first(self):
        self.vpc("one")
        self.cloud.call("terrane", "ModifyZoneStock", Zone="ap-guangzhou-2", SoldOut=True)
        self.cloud.call("terrane", "ModifyZoneStock", Zone="ap-guangzhou-2", SoldOut=False)
        newest, before, vpc = self.records()[:3]
        self.assertEqual(newest["Action"], "ModifyZoneStock")
        self.assertEqual(json.loads(newest["Operation"]), {"Zone": "ap-guangzhou-2", "SoldOut": False})
        self.assertEqual(json.loads(before["Operation"])["SoldOut"], True)
        self.assertEqual((vpc["Service"], vpc["Action"], vpc["Region"]), ("vpc", "CreateVpc", "ap-guangzhou"))
        self.assertEqual((vpc["Uin"], vpc["Code"]), (100000000001, "OK"))
        self.assertTrue(vpc["Peer"].startswith("127.0.0.1:"))

    def test_is_searched_by_action_region_request_and_time(self):
        self.vpc("two")
        record = self.records("--action", "CreateVpc", "--region", "ap-guangzhou", "--limit", "1")[0]
        self.assertEqual(self.records("--request", record["RequestId"]), [record])
        self.assertEqual(self.records("--region", "ap-shanghai", "--action", "CreateVpc"), [])
        self.assertEqual(self.records("--account", "5"), [])
        self.assertEqual(self.records("--until", "2026-01-01T00:00:00Z"), [])
        self.assertEqual(self.records("--since", "2099-01-01T00:00:00Z"), [])
        self.assertTrue(self.records("--since", record["Time"], "--until", record["Time"]))
        self.assert_refused(self.cloud.run("audit", "--since", "x"), "InvalidParameterValue.Time")

    def test_shows_changes_alone_the_refused_ones_too(self):
        self.vpc("change")
        self.cloud.run("zone", "sellout", "ap-nowhere-1")
        newest = [(record["Action"], record["Code"]) for record in self.records("--changes", "--limit", "2")]
        self.assertEqual(newest, [("ModifyZoneStock", "ResourceNotFound.Zone"), ("CreateVpc", "OK")])
        everything = [record["Action"] for record in self.records("--limit", "2")]
        self.assertEqual(everything, ["DescribeAuditRecords", "ModifyZoneStock"])

    def test_is_read_page_by_page_without_a_gap(self):
        for number in range(7):
            self.vpc(f"page {number}")
        asked = {"Action": "CreateVpc"}
        whole = self.cloud.call("terrane", "DescribeAuditRecords", Limit=1000, **asked)["AuditRecordSet"]
        self.assertGreaterEqual(len(whole), 7)
        pages, cursor = [], {}
        while cursor is not None:
            page = self.cloud.call("terrane", "DescribeAuditRecords", Limit=2, **asked, **cursor)
            pages += page["AuditRecordSet"]
            cursor = {"Cursor": page["Cursor"]} if page.get("Cursor") else None
        self.assertEqual(pages, whole)

    def test_tells_of_refused_calls_and_of_strangers(self):
        self.cloud.run("zone", "sellout", "ap-nowhere-1")
        self.assertEqual(self.records("--limit", "1")[0]["Code"], "ResourceNotFound.Zone")
        stranger = self.cloud.environment(("AKIDnobody", "x"))
        self.assertEqual(run("status", **stranger).returncode, 1)
        record = self.records("--limit", "1")[0]
        self.assertEqual(record["SecretId"], "AKIDnobody")
        self.assertNotIn("Uin", {name for name, value in record.items() if value is not None})
        self.assertIn(" - ", self.cloud.run("audit", "--action", "DescribeStatus").stdout.splitlines()[-1])

    def test_is_for_operators(self):
        key = self.cloud.json("account", "create", "user", "--json")["AccessKey"]
        user = self.cloud.environment((key["SecretId"], key["SecretKey"]))
        self.assert_refused(run("audit", **user), "UnauthorizedOperation")


class AuditInMemory(AuditOfAnyCloud, CloudTest):
    pass


class AuditOnDisk(AuditOfAnyCloud, CloudTest):
    @classmethod
    def setUpClass(cls):
        cls.cloud = Cloud()
        cls.addClassCleanup(cls.cloud.close)

    def test_outlasts_a_restart(self):
        self.vpc("before")
        before = self.records("--action", "CreateVpc", "--limit", "1")
        self.cloud.stop()
        self.cloud.start()
        self.assertEqual(self.records("--action", "CreateVpc", "--limit", "1"), before)
