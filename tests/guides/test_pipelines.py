"""The pipelines of docs/guides/ci, run here: every step but the checkout and the installation."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

import yaml

from cloud import BINARY, bare_environment
from guide import ROOT

PIPELINES = ROOT / "docs/guides/ci"


def github_steps():
    workflow = yaml.safe_load((PIPELINES / "github-actions.yml").read_text())
    [job] = workflow["jobs"].values()
    steps = [step for step in job["steps"] if "run" in step]
    assert steps[0]["name"] == "Install Terrane"
    return [step["run"] for step in steps[1:]]


def gitlab_steps():
    [job] = yaml.safe_load((PIPELINES / "gitlab-ci.yml").read_text()).values()
    return ["\n".join(job["script"])]  # one shell runs them all


class Pipelines(unittest.TestCase):
    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="terrane-pipeline-"))
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.addCleanup(self.stop_cloud)
        self.work = self.home / "work"  # what the checkout step would make
        shutil.copytree(PIPELINES, self.work)
        (self.home / "bin").mkdir()
        (self.home / "bin/terrane").symlink_to(BINARY)
        self.kept = self.home / "environment"
        self.kept.touch()

    def stop_cloud(self):
        """The job's machine would go, and everything on it."""
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                ours = (process / "cwd").resolve() == self.work and b"serve" in (
                    process / "cmdline"
                ).read_bytes().split(b"\0")
            except OSError:  # it has just ended, or is another user's
                continue
            if ours:
                os.kill(int(process.name), signal.SIGTERM)

    def run_steps(self, steps, **environment):
        """The exit code and the output of the first step that fails, or of the last."""
        for step in steps:
            kept = dict(line.split("=", 1) for line in self.kept.read_text().splitlines())
            done = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", step],
                cwd=self.work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                timeout=300, check=False, env=bare_environment(
                    PATH=f"{self.home / 'bin'}:/usr/bin:/bin", GITHUB_ENV=str(self.kept),
                    GITHUB_RUN_ID="1", CI_JOB_ID="1", **kept, **environment),
            )  # fmt: skip
            if done.returncode != 0:
                break
        return done

    def test_github_actions_rehearse_the_loss_of_a_zone(self):
        done = self.run_steps(github_steps())
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertTrue((self.work / "report.html").exists())

    def test_gitlab_rehearses_the_loss_of_a_zone(self):
        done = self.run_steps(gitlab_steps())
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertTrue((self.work / "report.html").exists())

    def test_what_stands_on_one_zone_is_turned_back(self):
        for steps in (github_steps(), gitlab_steps()):
            done = self.run_steps(steps, ZONES="ap-guangzhou-3")
            self.assertEqual(done.returncode, 1, done.stdout)
            self.assertIn("If zone ap-guangzhou-3", done.stdout)
            self.assertIn("STOPS", done.stdout)
            self.stop_cloud()
            shutil.rmtree(self.work / "cloud")
            self.kept.write_text("")
