"""tccli, as a user has it: configured once, in a home directory of its own."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import certifi
import pytest

ENDPOINT = os.environ["TERRANE_ENDPOINT"]
ADDRESS = ENDPOINT.removeprefix("http://")
PROGRAM = pathlib.Path(sys.executable).with_name("tccli")


class Refusal(Exception):
    """A call that was refused; `code` is the API's."""

    def __init__(self, words):
        super().__init__(words)
        found = re.search(r"code:(\S+)", words)
        self.code = found and found.group(1)


class Tccli:
    def __init__(self, home):
        self._environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
        self._home = home
        self.endpoint = ENDPOINT

    def __call__(self, service, action, *words, **parameters):
        """tccli("cvm", "DescribeInstances", InstanceIds=[...]): the JSON it prints."""
        command = [service, action, *words]
        if self.endpoint:
            command += ["--endpoint", self.endpoint.replace("{service}", service)]
        for name, value in parameters.items():
            command += ["--" + name, value if isinstance(value, str) else json.dumps(value)]
        printed = self.run(*command)
        return json.loads(
            printed[printed.index("{") :]
        )  # what a waiter tells on its way goes first

    def run(self, *words):
        done = subprocess.run(
            [PROGRAM, *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        if done.returncode != 0:
            raise Refusal(done.stdout + done.stderr)
        return done.stdout

    def by_proxy(self):
        self._environment["HTTPS_PROXY"] = ENDPOINT
        return self

    def trusting_this_cloud(self):
        """tccli trusts what certifi lists; this is certifi with one more authority at its end."""
        trust = self._home / "trust"
        shutil.copytree(pathlib.Path(certifi.where()).parent, trust / "certifi")
        with open(trust / "certifi" / "cacert.pem", "a", encoding="ascii") as authorities:
            authorities.write(pathlib.Path(os.environ["TERRANE_CA"]).read_text(encoding="ascii"))
        self._environment["PYTHONPATH"] = str(trust)
        return self


@pytest.fixture
def tccli(tmp_path):
    made = Tccli(tmp_path)
    made.run(
        "configure",
        "set",
        "secretId",
        os.environ["TERRANE_SECRET_ID"],
        "secretKey",
        os.environ["TERRANE_SECRET_KEY"],
        "region",
        "ap-guangzhou",
        "output",
        "json",
        "language",
        "en-US",
    )
    return made
