"""A machine of its own to install the package on: this one's files under an overlay, in namespaces of
its own, with systemd as its first process. Nothing of it is left when it is switched off."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

SYSTEMD = pathlib.Path("/lib/systemd/systemd")
NAMESPACES = ("--mount", "--propagation=private", "--pid", "--fork", "--kill-child", "--uts", "--ipc", "--net", "--cgroup")
ENVIRONMENT = ("/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8")

BOOT = r"""
set -e
top=$1 root=$1/root
mount -t tmpfs tmpfs "$top"
mkdir "$top/upper" "$top/work" "$root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$top/upper,workdir=$top/work" "$root"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
rm -f "$root/usr/sbin/policy-rc.d"   # by which containers keep services from starting
echo booting
exec chroot "$root" /usr/bin/env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  /lib/systemd/systemd --system --unit=basic.target --show-status=no
"""


def cannot_boot():
    """Why there is no such machine here; empty if nothing speaks against it."""
    if os.geteuid() != 0:
        return "only root makes namespaces of every kind"
    if not SYSTEMD.exists() or not shutil.which("systemctl"):
        return "systemd is not there"
    tried = subprocess.run(
        ["unshare", *NAMESPACES, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, text=True, check=False
    )
    return tried.stderr.strip()


class Machine:
    def __init__(self):
        self.directory = tempfile.mkdtemp(prefix="terrane-machine-")
        self.log = open(f"{self.directory}.log", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            ["unshare", *NAMESPACES, "bash", "-c", BOOT, "boot", self.directory],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        self.wait_until(lambda: self.run("systemctl", "is-active", "basic.target").stdout == "active\n", "it has booted")

    def first_process(self):
        """Its systemd, as this machine numbers it; empty before there is one."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return children.read_text().strip() if children.exists() else ""

    def run(self, *words):
        return subprocess.run(
            ["nsenter", "--target", self.first_process() or "0", "--mount", "--pid", "--uts", "--ipc", "--net",
             "--cgroup", "--root", "--wd=/", *ENVIRONMENT, *words],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def output(self, *words):
        done = self.run(*words)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def wait_until(self, holds, what, seconds=60):
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end or self.process.poll() is not None:
                self.log.seek(0)
                raise AssertionError(f"not seen: {what}. {self.log.read()[-2000:]}")
            time.sleep(0.1)

    def copy(self, file):
        """Its path there."""
        to = f"/root/{pathlib.Path(file).name}"
        shutil.copy(file, f"/proc/{self.first_process()}/root{to}")
        return to

    def switch_off(self):
        self.process.send_signal(signal.SIGKILL)  # and all of it goes
        self.process.wait()
        self.log.close()
        os.unlink(self.log.name)
        os.rmdir(self.directory)
