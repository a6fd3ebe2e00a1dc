"""The Debian package to test, and the machine it is installed on."""

import gzip
import os
import pathlib
import re
import subprocess
import tempfile

DEB = pathlib.Path(os.environ["TERRANE_PACKAGE"])
ROOT = pathlib.Path(__file__).parents[2]
STATE = pathlib.Path("/var/lib/terrane")
SETTINGS = pathlib.Path("/etc/default/terrane")
UNIT = pathlib.Path("/usr/lib/systemd/system/terrane.service")
SYSTEMD_RUNS = pathlib.Path("/run/systemd/system").is_dir()


def output(*words, **options):
    return subprocess.run(
        words, check=True, capture_output=True, text=True, timeout=120, **options
    ).stdout


def field(name):
    """A field of the package's description."""
    return output("dpkg-deb", "--field", DEB, name).strip()


def unpacked():
    """A directory with the package's files, which its user removes."""
    directory = tempfile.TemporaryDirectory(prefix="terrane-package-")
    output("dpkg-deb", "--extract", DEB, directory.name)
    return directory


def text_of(path):
    return gzip.open(path, "rt", encoding="utf-8").read()


def may_not_be_installed():
    """Why this machine is left alone; empty if nothing speaks against it."""
    if os.geteuid() != 0:
        return "only root installs packages"
    known = subprocess.run(["dpkg-query", "-W", "terrane"], capture_output=True, check=False)
    if known.returncode == 0 or STATE.exists() or SETTINGS.exists():
        return "this machine has the package, or what it left"
    return ""


def install():
    done = subprocess.run(
        ["dpkg", "--force-confold", "--install", DEB], capture_output=True, text=True, check=False
    )
    assert output("dpkg-query", "-W", "-f", "${Status}", "terrane") == "install ok installed", (
        done.stderr
    )
    if SYSTEMD_RUNS:  # the tests start it themselves, so that they see how it ends
        output("systemctl", "stop", "terrane")


def remove():
    output("dpkg", "--remove", "terrane")


def purge():
    subprocess.run(["dpkg", "--purge", "terrane"], capture_output=True, check=False)


class Unit:
    """terrane.service, as systemd reads it."""

    def __init__(self, path=UNIT):
        self.settings = {}
        for line in path.read_text().splitlines():
            if match := re.match(r"(\w+)=(.*)", line):
                self.settings[match[1]] = match[2]

    def environment(self):
        found = {}
        for line in pathlib.Path(self.settings["EnvironmentFile"].lstrip("-")).read_text().splitlines():
            if match := re.match(r"(\w+)=(.*)", line):
                found[match[1]] = match[2].strip('"')
        return found

    def command(self):
        """$NAME as a word of its own becomes the words of its value."""
        words = []
        for word in self.settings["ExecStart"].split():
            words += self.environment().get(word[1:], "").split() if word[0] == "$" else [word]
        return words

    def start(self):
        """The service, as systemd starts it but for the walls around it. Once it is ready."""
        user = self.settings["User"]
        STATE.mkdir(exist_ok=True)
        STATE.chmod(int(self.settings["StateDirectoryMode"], 8))
        output("chown", f"{user}:{self.settings['Group']}", STATE)
        service = subprocess.Popen(
            self.command(),
            user=user,
            group=self.settings["Group"],
            extra_groups=[],
            umask=int(self.settings["UMask"], 8),
            env={"PATH": "/usr/bin:/bin", **self.environment()},
            cwd="/",
            stdout=subprocess.PIPE,
            text=True,
        )
        ready = service.stdout.readline()
        assert ready.startswith("ready http"), f"it said {ready!r}"
        return service, ready.split()[1]
