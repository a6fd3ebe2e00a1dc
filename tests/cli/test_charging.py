"""`terrane bill` and `terrane clock`: what is paid, and letting months pass."""

import unittest

from cloud import Cloud, CloudTest, run

INSTANCE = {
    "Placement": {"Zone": "ap-guangzhou-2"},
    "ImageId": "img-487zeit5",
    "InstanceType": "S5.SMALL1",
}
MONTH = {
    "InstanceChargeType": "PREPAID",
    "InstanceChargePrepaid": {"Period": 1, "RenewFlag": "NOTIFY_AND_MANUAL_RENEW"},
}


def run_one(cloud, **more):
    return cloud.call("cvm", "RunInstances", "ap-guangzhou", **INSTANCE, **more)["InstanceIdSet"][0]


def state_of(cloud, instance):
    shown = cloud.call("cvm", "DescribeInstances", "ap-guangzhou", InstanceIds=[instance])
    return [one["InstanceState"] for one in shown["InstanceSet"]]


class Bills(unittest.TestCase):
    # M-24
    def test_a_bill_has_the_lines_that_were_asked_for(self):
        cloud = Cloud("--ephemeral", "--test-clock")
        self.addCleanup(cloud.close)
        lines = cloud.run("bill").stdout.splitlines()
        self.assertRegex(lines[0], r"^Account 100000000001, to 20\S+: 0\.000000 CNY\.$")
        self.assertEqual(len(lines), 1)
        month = run_one(cloud, **MONTH)
        hourly = run_one(cloud)
        cloud.run("clock", "advance", "10h")
        lines = cloud.run("bill").stdout.splitlines()
        self.assertEqual(lines[2].split(), "PRODUCT USED PREPAID REFUNDED AMOUNT".split())
        self.assertEqual(lines[3].split()[0], "cvm")
        self.assertEqual(lines[3].split()[2:4], ["64.800000", "0.000000"])
        lines = cloud.run("bill", "--by", "resource").stdout.splitlines()
        self.assertEqual(lines[2].split()[:3], ["REGION", "PRODUCT", "RESOURCE"])
        by_resource = {line.split()[2]: line.split()[3:] for line in lines[3:]}
        self.assertEqual(by_resource[month][:2], ["0.000000", "64.800000"])
        self.assertRegex(by_resource[hourly][0], r"^1\.62\d{4}$")
        bill = cloud.json("bill", "--by", "region", "--json")
        self.assertEqual(bill["BillItemSet"][0]["Region"], "ap-guangzhou")
        self.assertEqual(bill["BillItemSet"][0]["PrepaidAmount"], "64.800000")
        yesterday = cloud.json("bill", "--to", "2020-01-01", "--json")
        self.assertEqual(yesterday["Amount"], "0.000000")

    # M-13
    def test_operators_see_the_bill_of_any_account(self):
        cloud = Cloud("--ephemeral")
        self.addCleanup(cloud.close)
        made = cloud.json("account", "create", "user", "--json")
        uin = made["Account"]["Uin"]
        user = cloud.environment((made["AccessKey"]["SecretId"], made["AccessKey"]["SecretKey"]))
        self.assertIn(f"Account {uin}", cloud.run("bill", "--account", str(uin)).stdout)
        self.assertIn(f"Account {uin}", run("bill", **user).stdout)
        refused = run("bill", "--account", "100000000001", **user)
        self.assertRegex(refused.stderr, "^UnauthorizedOperation: ")


class Clocks(CloudTest):
    def test_a_cloud_that_keeps_real_time_says_so(self):
        self.assert_refused(self.cloud.run("clock"), "UnsupportedOperation.RealClock")
        self.assert_refused(
            self.cloud.run("clock", "advance", "31d"), "UnsupportedOperation.RealClock"
        )
        self.assert_usage(self.cloud.run("clock", "advance", "tomorrow"), "31d")


class TestClocks(unittest.TestCase):
    # M-24
    def test_months_pass_at_once_and_clients_go_on_signing_by_real_time(self):
        cloud = Cloud("--ephemeral", "--test-clock")
        self.addCleanup(cloud.close)
        month = run_one(cloud, **MONTH)
        self.assertRegex(cloud.run("clock").stdout, r"^20\S+Z, 0s ahead of real time$")
        done = cloud.run("clock", "advance", "31d12h")
        self.assertRegex(done.stdout, r"^20\S+Z, 31d12h ahead of real time$")
        self.assertEqual(state_of(cloud, month), ["SHUTDOWN"])
        clock = cloud.json("clock", "advance", "8d", "--json")["Clock"]
        self.assertEqual(clock["AheadSeconds"], 39 * 86400 + 12 * 3600)
        self.assertEqual(state_of(cloud, month), [])

    def test_instances_boot_while_time_is_put_forward(self):
        cloud = Cloud("--ephemeral", "--test-clock", "--instance-seconds", "3600")
        self.addCleanup(cloud.close)
        instance = run_one(cloud)
        self.assertEqual(state_of(cloud, instance), ["PENDING"])
        cloud.run("clock", "advance", "2h")
        self.assertEqual(state_of(cloud, instance), ["RUNNING"])

    def test_a_clock_goes_on_where_it_was_and_never_back(self):
        cloud = Cloud("--test-clock")
        self.addCleanup(cloud.close)
        month = run_one(cloud, **MONTH)
        cloud.run("clock", "advance", "20d")
        cloud.stop()
        refused = run("serve", "--data", cloud.directory, "--listen", "127.0.0.1:0")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("--test-clock", refused.stderr)
        cloud.start("--test-clock")
        self.assertRegex(cloud.run("clock").stdout, "20d ahead of real time$")
        self.assertEqual(state_of(cloud, month), ["RUNNING"])
        cloud.run("clock", "advance", "12d")
        self.assertEqual(state_of(cloud, month), ["SHUTDOWN"])
