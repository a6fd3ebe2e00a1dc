"""What operators do by verbs: accounts, stock, the status of it all."""

import json
import re

from cloud import PUBLIC_KEY, CloudTest, run


class Operators(CloudTest):
    def new_account(self, name, *options):
        return self.cloud.json("account", "create", name, "--json", *options)

    # M-25
    def test_a_new_account_can_sign_at_once_and_in_every_region(self):
        done = self.cloud.run("account", "create", "web team")
        self.assertEqual(done.returncode, 0, done.stderr)
        shown = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
        self.assertEqual(list(shown), ["Uin", "AppId", "Name", "SecretId", "SecretKey"])
        self.assertEqual(shown["Name"], "web team")
        keys = (shown["SecretId"], shown["SecretKey"])
        for region in ("ap-guangzhou", "na-toronto"):
            done = run(
                "api", "sts", "GetCallerIdentity", "--region", region, **self.cloud.environment(keys)
            )
            self.assertEqual(json.loads(done.stdout)["AccountId"], shown["Uin"])

    def test_accounts_are_listed_however_many(self):
        for number in range(103):
            self.cloud.call("terrane", "CreateAccount", Name=f"team {number}")
        lines = self.cloud.run("account", "list").stdout.splitlines()
        self.assertEqual(lines[0].split(), "UIN APP ID NAME ROLE KEYS CREATED".split())
        self.assertRegex(lines[1], r"^100000000001  1250000001  administrator +operator     1  20")
        self.assertTrue(any("team 102" in line for line in lines))
        listed = self.cloud.json("account", "list", "--json")
        self.assertEqual(len(listed["AccountSet"]), listed["TotalCount"])
        self.assertEqual(len(lines), listed["TotalCount"] + 1)

    # M-13
    def test_others_than_operators_are_refused(self):
        key = self.new_account("user")["AccessKey"]
        user = self.cloud.environment((key["SecretId"], key["SecretKey"]))
        for verb in (("account", "list"), ("account", "create", "x"), ("zone", "restock", "x")):
            self.assert_refused(run(*verb, **user), "UnauthorizedOperation")
        key = self.new_account("second operator", "--operator")["AccessKey"]
        second = self.cloud.environment((key["SecretId"], key["SecretKey"]))
        self.assertEqual(run("account", "list", **second).returncode, 0)

    def test_a_disabled_key_signs_nothing(self):
        key = self.new_account("leaver")["AccessKey"]
        leaver = self.cloud.environment((key["SecretId"], key["SecretKey"]))
        self.assertEqual(run("status", **leaver).returncode, 0)
        self.cloud.call("terrane", "UpdateAccessKey", SecretId=key["SecretId"], Status="Inactive")
        self.assert_refused(run("status", **leaver), "AuthFailure.SecretIdNotFound")
        self.cloud.call("terrane", "UpdateAccessKey", SecretId=key["SecretId"], Status="Active")
        self.assertEqual(run("status", **leaver).returncode, 0)
        self.cloud.call("terrane", "DeleteAccessKey", SecretId=key["SecretId"])
        self.assert_refused(run("status", **leaver), "AuthFailure.SecretIdNotFound")

    # M-2
    def test_a_zone_is_sold_out_and_restocked(self):
        def stock(zone):
            lines = self.cloud.run("status").stdout
            return re.search(rf"^{zone} .*?(sold out|in stock)", lines, re.M).group(1)

        self.assertEqual(stock("ap-guangzhou-1"), "sold out")
        for verb, zone, outcome in (
            ("restock", "ap-guangzhou-1", "in stock"),
            ("sell-out", "ap-guangzhou-2", "sold out"),
            ("restock", "ap-guangzhou-2", "in stock"),
            ("sellout", "ap-guangzhou-1", "sold out"),
        ):
            self.assertEqual(self.cloud.run("zone", verb, zone).returncode, 0)
            self.assertEqual(stock(zone), outcome)
        self.assert_refused(
            self.cloud.run("zone", "restock", "ap-guangzhou-9"), "ResourceNotFound.Zone"
        )


class Status(CloudTest):
    def test_an_empty_cloud_is_shown_whole(self):
        lines = self.cloud.run("status").stdout.splitlines()
        self.assertEqual(
            lines[0], "Catalogue 2017: 8 regions, 10 zones. 1 account, 0 key pairs."
        )
        self.assertEqual(lines[2].split(), "ZONE NAME STATE FREE CORES FREE GiB USED".split())
        self.assertEqual(lines[14].split(), "REGION NAME RESOURCES".split())
        self.assertEqual(len(lines), 15 + 8)
        self.assertRegex(lines[15], r"^ap-guangzhou +South China \(Guangzhou\) +none$")

    def test_every_line_fits_the_terminal(self):
        self.cloud.call("cvm", "ImportKeyPair", KeyName="a", ProjectId=0, PublicKey=PUBLIC_KEY)
        for region in ("ap-guangzhou", "ap-shenzhen-fsi"):
            self.cloud.call("vpc", "DescribeVpcs", region=region)
        for width in (72, 80, 120):
            lines = self.cloud.run("status", COLUMNS=str(width)).stdout.splitlines()
            self.assertLessEqual(max(map(len, lines)), width)
            words = " ".join(" ".join(lines).split())
            for told in ("1 key pair.", "3 security groups", "1 route table", "ap-shenzhen-fsi-1"):
                self.assertIn(told, words, width)

    def test_json_is_the_reply_itself(self):
        status = self.cloud.json("status", "--json")
        self.assertEqual(status["Catalogue"], "2017")
        self.assertEqual(status["RegionSet"][0]["ZoneSet"][0]["Zone"], "ap-guangzhou-1")

    def test_nothing_is_coloured_but_on_a_terminal(self):
        self.assertNotIn("\033", self.cloud.run("status").stdout)
