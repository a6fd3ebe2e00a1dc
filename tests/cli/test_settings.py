"""`terrane env`: what it prints is right; that it works is shown by the client suites."""

import ast
import json
import subprocess

from cloud import BINARY, CloudTest, run


class Settings(CloudTest):
    def printed(self, *options):
        done = self.cloud.run("env", *options)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_the_shells_variables_are_all_that_a_verb_needs(self):
        for options in ((), ("--shell",)):
            done = subprocess.run(
                ["bash", "-c", f'eval "$1"; {BINARY} status && {BINARY} ca', "-", self.printed(*options)],
                capture_output=True,
                text=True,
                check=False,
                env={"PATH": "/usr/bin:/bin"},
            )
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("ap-guangzhou-1", done.stdout)

    def test_without_a_directory_the_same_is_printed_from_the_environment(self):
        done = run("env", "--python", **self.cloud.environment())
        self.assertEqual(done.stdout, self.printed("--python"))

    def test_each_clients_settings_name_this_cloud_and_its_key(self):
        address = self.cloud.endpoint.removeprefix("http://")
        for client in ("--tccli", "--terraform", "--python", "--node", "--go", "--java"):
            text = self.printed(client)
            for told in (address, *self.cloud.keys()):
                self.assertIn(told, text, client)
        ast.parse(self.printed("--python"))

    def test_settings_the_certificate_and_the_coverage_come_as_json_too(self):
        settings = json.loads(self.printed("--json"))
        self.assertEqual(settings["Endpoint"], self.cloud.endpoint)
        self.assertEqual([settings["SecretId"], settings["SecretKey"]], self.cloud.keys())
        certificate = self.cloud.json("ca", "--json")["Certificate"]
        self.assertEqual(certificate, self.cloud.run("ca").stdout)
        coverage = json.loads(run("coverage", "--json").stdout)
        self.assertIs(coverage["cvm"]["Implemented"]["RunInstances"], True)
        self.assertIs(coverage["cam"]["Implemented"]["AddUser"], False)

    def test_one_client_at_a_time(self):
        done = self.cloud.run("env", "--python", "--go")
        self.assert_usage(done, "--python")

    def test_every_verb_explains_itself(self):
        for verb in ([], ["serve"], ["status"], ["api"], ["env"], ["ca"], ["account"], ["zone"],
                     ["account", "create"], ["account", "list"], ["zone", "sellout"],
                     ["zone", "restock"], ["coverage"]):
            done = run(*verb, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, ""), verb)
            self.assertIn("Usage", done.stdout)
        self.assert_usage(run(), "subcommand is required")
        self.assert_usage(run("fly"), "fly")
