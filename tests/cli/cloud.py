"""A cloud to run verbs against, and the verbs: the real binary in both cases."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

BINARY = pathlib.Path(
    os.environ.get("TERRANE_BINARY")
    or pathlib.Path(__file__).parents[2] / "build/release/terrane"
)

PUBLIC_KEY = (
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPSUdIaxfnI2Pz7JY4sTKV4N/h94WUGOdGpf19N2m7dt"
)


def bare_environment(**extra):
    """Without what this machine's user has set for clients."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not re.match(r"TERRANE_|TENCENTCLOUD_|(https?|all|no)_proxy$|COLUMNS$|NO_COLOR$", name, re.I)
    }
    return {**kept, **extra}


class Cloud:
    """A cloud of its own directory, started and stopped by its user."""

    def __init__(self, *options, **environment):
        self.directory = tempfile.mkdtemp(prefix="terrane-cli-")
        self.start(*options, **environment)

    def start(self, *options, **environment):
        self._server = subprocess.Popen(
            [BINARY, "serve", "--data", self.directory, "--listen", "127.0.0.1:0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=bare_environment(**environment),
        )
        word, self.endpoint = self._server.stdout.readline().split()
        assert word == "ready"

    def stop(self):
        self._server.terminate()
        self._server.stdout.close()
        return self._server.wait(timeout=30)

    def close(self):
        self.stop()
        subprocess.run(["rm", "-rf", self.directory], check=True)

    def keys(self):
        """The administrator's SecretId and SecretKey."""
        return pathlib.Path(self.directory, "credentials").read_text().split()

    def environment(self, keys=None, **extra):
        """What tells a client verb of this cloud without --data."""
        secret_id, secret_key = keys or self.keys()
        return {
            "TERRANE_ENDPOINT": self.endpoint,
            "TERRANE_SECRET_ID": secret_id,
            "TERRANE_SECRET_KEY": secret_key,
            **extra,
        }

    def run(self, *words, **environment):
        """A verb with --data."""
        return run(*words, "--data", self.directory, **environment)

    def json(self, *words, **environment):
        """What an accepted verb prints as JSON."""
        done = self.run(*words, **environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def call(self, service, action, region="", **parameters):
        """The response of an accepted call."""
        where = ["--region", region] if region else []
        return self.json("api", service, action, json.dumps(parameters), *where)


def run(*words, stdin=None, **environment):
    return subprocess.run(
        [BINARY, *words],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=bare_environment(**environment),
    )


class CloudTest(unittest.TestCase):
    """Tests that share one cloud, kept in memory."""

    @classmethod
    def setUpClass(cls):
        cls.cloud = Cloud("--ephemeral")
        cls.addClassCleanup(cls.cloud.close)

    def assert_refused(self, done, code):
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stderr, rf"^{re.escape(code)}: \S")

    def assert_usage(self, done, words):
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertIn(words, done.stderr)
        self.assertEqual(done.stdout, "")
