"""What a cloud has to give, and to whom: products, tickets for finance zones, more regions and zones."""

import json
import pathlib
import re

from cloud import Cloud, CloudTest, run


class Products(CloudTest):
    # M-16, M-17, M-19
    def test_products_are_listed_offered_and_withdrawn(self):
        def offered(product):
            words = " ".join(self.cloud.run("product", "list", "--product", product).stdout.split())
            return re.search(r"everywhere.*", words).group(0)

        lines = self.cloud.run("product", "list").stdout.splitlines()
        self.assertEqual(lines[0].split(), "PRODUCT NAME OFFERED".split())
        self.assertEqual(len(lines), 15)
        self.assertEqual(offered("cbs"), "everywhere but ap-hongkong")
        self.assertEqual(offered("memcached"), "everywhere but ap-hongkong, na-toronto")
        self.assertEqual(self.cloud.run("product", "offer", "cbs", "ap-hongkong").returncode, 0)
        self.assertEqual(offered("cbs"), "everywhere")
        self.assertEqual(self.cloud.run("product", "withdraw", "clb", "ap-beijing").returncode, 0)
        self.assertEqual(offered("clb"), "everywhere but ap-beijing")
        self.assert_refused(
            self.cloud.run("api", "clb", "CreateLoadBalancer", '{"LoadBalancerType": "OPEN"}',
                           "--region", "ap-beijing"),
            "UnsupportedRegion",
        )
        self.assert_refused(
            self.cloud.run("product", "offer", "teleport", "ap-beijing"), "ResourceNotFound.Product"
        )
        listed = self.cloud.json("product", "list", "--region", "ap-beijing", "--json")
        self.assertEqual(listed["TotalCount"], 14)


class Tickets(CloudTest):
    APPLY = ("ticket", "apply", "ap-shanghai-fsi-1", "--company", "Bank of Somewhere",
             "--license", "B0001H, banking regulator", "--contact", "desk@bank.example")
    VPC = ("api", "vpc", "CreateVpc", '{"VpcName": "a", "CidrBlock": "10.0.0.0/16"}',
           "--region", "ap-shanghai-fsi")

    def setUp(self):
        key = self.cloud.json("account", "create", "a bank", "--json")["AccessKey"]
        self.bank = self.cloud.environment((key["SecretId"], key["SecretKey"]))

    # M-3
    def test_a_ticket_is_applied_for_approved_and_revoked(self):
        done = run(*self.VPC, **self.bank)
        self.assert_refused(done, "UnauthorizedOperation")
        self.assertIn("terrane ticket apply ap-shanghai-fsi-1", done.stderr)
        done = run(*self.APPLY, **self.bank)
        self.assertEqual(done.returncode, 0, done.stderr)
        ticket = done.stdout.strip()
        self.assertRegex(ticket, r"^ticket-[0-9a-z]{8}$")
        self.assert_refused(run(*self.APPLY, **self.bank), "ResourceInUse.Ticket")
        self.assert_refused(run("ticket", "approve", ticket, **self.bank), "UnauthorizedOperation")
        self.assertIn("PENDING", self.cloud.run("ticket", "list", "--state", "PENDING").stdout)
        done = self.cloud.run("ticket", "approve", ticket, "--reason", "licence checked")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(run(*self.VPC, **self.bank).returncode, 0)
        self.assert_usage(self.cloud.run("ticket", "revoke", ticket), "--reason")
        done = self.cloud.run("ticket", "revoke", ticket, "--reason", "licence lapsed")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_refused(run(*self.VPC, **self.bank), "UnauthorizedOperation")
        shown = run("ticket", "show", ticket, **self.bank).stdout
        for told in ("Bank of Somewhere", "B0001H", "REVOKED", "licence checked", "licence lapsed"):
            self.assertIn(told, shown)

    # M-3
    def test_a_ticket_is_rejected_and_withdrawn(self):
        first = run(*self.APPLY, **self.bank).stdout.strip()
        done = self.cloud.run("ticket", "reject", first, "--reason", "no such bank")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_refused(
            self.cloud.run("ticket", "approve", first), "UnsupportedOperation.TicketState"
        )
        second = run(*self.APPLY, **self.bank).stdout.strip()
        self.assertEqual(run("ticket", "withdraw", second, **self.bank).returncode, 0)
        states = [ticket["State"] for ticket in
                  json.loads(run("ticket", "list", "--json", **self.bank).stdout)["TicketSet"]]
        self.assertEqual(states, ["WITHDRAWN", "REJECTED"])


class Growth(CloudTest):
    # M-4
    def test_regions_and_zones_are_added_to_a_running_cloud(self):
        done = self.cloud.run(
            "region", "add", "ap-wuhan", "--name", "Central China (Wuhan)", "--chinese-name", "武汉",
            "--at", "30.59,114.31", "--territory", "china", "--zones", "2", "--lacks", "memcached")
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        done = self.cloud.run("zone", "add", "ap-wuhan-3", "--name", "Wuhan Zone III", "--racks", "1")
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        zones = self.cloud.call("cvm", "DescribeZones", region="ap-wuhan")["ZoneSet"]
        self.assertEqual([zone["Zone"] for zone in zones],
                         ["ap-wuhan-1", "ap-wuhan-2", "ap-wuhan-3"])
        self.assertIn("9 regions, 13 zones", self.cloud.run("status").stdout)
        self.cloud.call("cvm", "RunInstances", region="ap-wuhan", ImageId="img-487zeit5",
                        Placement={"Zone": "ap-wuhan-3"})
        self.assert_refused(
            self.cloud.run("zone", "add", "ap-wuhan-3", "--name", "again"),
            "InvalidParameterValue.Zone",
        )
        self.assert_usage(
            self.cloud.run("region", "add", "ap-x", "--name", "x", "--at", "here",
                           "--territory", "china"),
            "--at",
        )

    def test_they_are_there_after_a_restart(self):
        cloud = Cloud()
        self.addCleanup(cloud.close)
        self.assertEqual(
            cloud.run("zone", "add", "ap-beijing-2", "--name", "Beijing Zone II").returncode, 0)
        made = cloud.call("cvm", "RunInstances", region="ap-beijing", ImageId="img-487zeit5",
                          Placement={"Zone": "ap-beijing-2"})["InstanceIdSet"]
        cloud.stop()
        cloud.start()
        seen = cloud.call("cvm", "DescribeInstances", region="ap-beijing", InstanceIds=made)
        self.assertEqual(seen["InstanceSet"][0]["Placement"]["Zone"], "ap-beijing-2")


class Audit(CloudTest):
    def test_every_call_of_an_operators_action_is_in_the_trail_refused_ones_too(self):
        cloud = Cloud()
        self.addCleanup(cloud.close)
        key = cloud.json("account", "create", "someone", "--json")["AccessKey"]
        user = cloud.environment((key["SecretId"], key["SecretKey"]))
        cloud.run("zone", "sellout", "ap-guangzhou-2")
        cloud.run("zone", "sellout", "ap-guangzhou-9")
        cloud.run("account", "list")
        run("zone", "restock", "ap-guangzhou-1", **user)
        cloud.stop()
        lines = pathlib.Path(cloud.directory, "audit/audit.log").read_text().splitlines()
        cloud.start()
        trail = [json.loads(line) for line in lines]
        told = [(line["action"], line["code"], line["operation"].get("Zone")) for line in trail]
        self.assertEqual(told[1:], [
            ("ModifyZoneStock", "OK", "ap-guangzhou-2"),
            ("ModifyZoneStock", "ResourceNotFound.Zone", "ap-guangzhou-9"),
            ("DescribeAccounts", "OK", None),
            ("ModifyZoneStock", "UnauthorizedOperation", "ap-guangzhou-1"),
        ])
        self.assertNotEqual(trail[4]["account"], trail[1]["account"])
