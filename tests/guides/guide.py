"""Guides as programs: the blocks of a page that begin with ```sh are run as they stand, one after the
other, in one shell. Words after `sh` name what else they need: ```sh python is run where the Python SDK
is installed. All other blocks are there to be read."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from cloud import BINARY, bare_environment

ROOT = pathlib.Path(__file__).parents[2]
CLIENTS = BINARY.parents[1] / "clients"  # where the suite `clients` keeps the official clients
PATH = f"{CLIENTS / 'python/bin'}:{os.environ['PATH']}"
NODE_PATH = str(CLIENTS / "node/node_modules")
# What a block may need, and a command that succeeds where it is there.
NEEDS = {
    "python": "python -c 'import tencentcloud'",
    "tccli": "tccli --version",
    "node": "node -e \"require('tencentcloud-sdk-nodejs')\"",
}


def blocks_of(page):
    """(what it needs, its lines) of each block that is run."""
    found = re.findall(r"^```sh((?: \w+)*)\n(.*?)^```$", page.read_text(), re.M | re.S)
    return [(needs.split(), text) for needs, text in found]


def lacks(needs):
    def is_there(need):
        environment = bare_environment(PATH=PATH, NODE_PATH=NODE_PATH)
        return subprocess.run(
            ["bash", "-c", NEEDS[need]], capture_output=True, check=False, env=environment
        ).returncode == 0  # fmt: skip

    return [need for need in needs if not is_there(need)]


class Shell:
    """An empty directory to work in, and the environment of somebody who has read `terrane env`."""

    def __init__(self, cloud):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="terrane-guide-"))
        (self.home / "bin").mkdir()
        (self.home / "bin/terrane").symlink_to(BINARY)
        self.environment = bare_environment(
            PATH=f"{self.home / 'bin'}:{PATH}", NODE_PATH=NODE_PATH, HOME=str(self.home),
            **cloud.environment(),
        )  # fmt: skip
        (self.home / "work").mkdir()

    def run(self, program):
        """Stops at the first command that fails, and says which; or at one that begins with `!` and
        does not fail, which bash itself goes on from."""
        program = re.sub(r"^! (.*)$", r"if \1\nthen echo 'did not fail' >&2; exit 1; fi", program, flags=re.M)
        return subprocess.run(
            ["bash", "-c", 'set -euo pipefail; trap \'echo "failed: $BASH_COMMAND" >&2\' ERR\n' + program],
            cwd=self.home / "work",
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def close(self):
        shutil.rmtree(self.home, ignore_errors=True)
