"""`terrane api`: any call, from the command line to the printed reply."""

import json
import tempfile

from cloud import CloudTest, run


class Calls(CloudTest):
    def test_a_reply_is_printed_as_indented_json(self):
        done = self.cloud.run("api", "cvm", "DescribeZones", "--region", "ap-guangzhou")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(json.loads(done.stdout)["TotalCount"], 3)
        self.assertIn('{\n  "TotalCount": 3,\n  "ZoneSet": [\n    {\n      "Zone":', done.stdout)

    def test_fractions_are_written_as_people_write_them(self):
        done = self.cloud.run("api", "cvm", "InquiryPriceRunInstances", json.dumps({
            "Placement": {"Zone": "ap-guangzhou-2"}, "ImageId": "img-487zeit5",
            "InstanceType": "S5.LARGE8"}), "--region", "ap-guangzhou")
        self.assertRegex(done.stdout, r'"UnitPrice": \d+\.\d+,?\n')

    # M-8
    def test_the_region_is_that_of_the_option_or_of_the_environment(self):
        zones = self.cloud.json("api", "cvm", "DescribeZones", TENCENTCLOUD_REGION="na-toronto")
        self.assertEqual([zone["Zone"] for zone in zones["ZoneSet"]], ["na-toronto-1"])
        zones = self.cloud.json(
            "api", "cvm", "DescribeZones", "--region", "ap-beijing", TENCENTCLOUD_REGION="na-toronto"
        )
        self.assertEqual([zone["Zone"] for zone in zones["ZoneSet"]], ["ap-beijing-1"])

    def test_the_request_is_an_argument_a_file_or_the_standard_input(self):
        request = json.dumps({"VpcName": "网络 1", "CidrBlock": "10.0.0.0/16"})
        create = ["api", "vpc", "CreateVpc"]
        where = ["--region", "ap-guangzhou", "--data", self.cloud.directory]
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            file.write(request)
            file.flush()
            for given, stdin in ((request, None), ("@" + file.name, None), ("-", request)):
                done = run(*create, given, *where, stdin=stdin)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(json.loads(done.stdout)["Vpc"]["VpcName"], "网络 1")

    def test_a_refusal_is_told_by_its_code_and_message_and_exit_code_1(self):
        missing = ["api", "vpc", "DeleteVpc", '{"VpcId":"vpc-00000000"}', "--region", "ap-guangzhou"]
        done = self.cloud.run(*missing)
        self.assert_refused(done, "ResourceNotFound")
        self.assertIn("vpc-00000000", done.stderr)
        self.assertEqual(done.stdout, "")
        done = self.cloud.run(*missing, "--json")
        self.assert_refused(done, "ResourceNotFound")
        self.assertEqual(json.loads(done.stdout)["Error"]["Code"], "ResourceNotFound")
        self.assert_refused(self.cloud.run("api", "vpc", "Nonsense"), "InvalidAction")
        self.assert_refused(self.cloud.run("api", "vpc", "DescribeVpcs"), "MissingParameter")

    def test_what_cannot_be_sent_is_told_with_exit_code_2(self):
        self.assert_usage(self.cloud.run("api", "dns", "DescribeZones"), "There is no service dns")
        for request in ("{", "[1]", "7"):
            self.assert_usage(
                self.cloud.run("api", "cvm", "DescribeRegions", request), "must be a JSON object"
            )
        self.assert_usage(
            self.cloud.run("api", "cvm", "DescribeRegions", "@/no/such/file"), "/no/such/file"
        )
        self.assert_usage(self.cloud.run("api", "cvm"), "action is required")


if __name__ == "__main__":
    import unittest

    unittest.main()
