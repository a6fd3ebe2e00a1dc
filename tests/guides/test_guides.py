"""What guides tell to type works, on a cloud that has just been started."""

import unittest

from cloud import Cloud
from guide import ROOT, Shell, blocks_of, lacks


class Guides(unittest.TestCase):
    def run_page(self, page):
        cloud = Cloud("--ephemeral", "--test-clock")
        self.addCleanup(cloud.close)
        shell = Shell(cloud)
        self.addCleanup(shell.close)
        blocks = blocks_of(page)
        lacking = set(lacks({need for needs, _ in blocks for need in needs}))
        done = shell.run("\n".join(text for needs, text in blocks if not lacking & set(needs)))
        self.assertEqual(done.returncode, 0, f"{page.name}:\n{done.stdout}\n{done.stderr}")
        if lacking:
            self.skipTest(f"{page.name}: the blocks for {', '.join(sorted(lacking))} were left out")


def test_of(page):
    return lambda self: self.run_page(page)


PAGES = [page for page in sorted(ROOT.glob("docs/guides/*.md")) if blocks_of(page)]
for each in PAGES:
    setattr(Guides, f"test_{each.stem.replace('-', '_')}_can_be_followed", test_of(each))


class Runner(unittest.TestCase):
    """So that a guide cannot pass because it was not run."""

    def shell(self):
        cloud = Cloud("--ephemeral")
        self.addCleanup(cloud.close)
        shell = Shell(cloud)
        self.addCleanup(shell.close)
        return shell

    def test_the_guides_that_begin_with_commands_are_run(self):
        names = {page.stem for page in PAGES}
        self.assertLessEqual({"first-instance", "clients", "drills", "operating", "terraform"}, names)

    def test_a_command_that_fails_fails_the_guide(self):
        cloud = Cloud("--ephemeral", "--test-clock")
        self.addCleanup(cloud.close)
        shell = Shell(cloud)
        self.addCleanup(shell.close)
        done = shell.run("terrane api cvm RunInstances '{}' --region ap-guangzhou\ntrue")
        self.assertEqual(done.returncode, 1)
        self.assertIn("failed: terrane api cvm RunInstances", done.stderr)
        self.assertIn("MissingParameter", done.stderr)

    def test_a_command_that_must_fail_and_does_not_fails_the_guide(self):
        shell = self.shell()
        self.assertEqual(shell.run("! false   # as it must").returncode, 0)
        self.assertEqual(shell.run("! true\ntrue").returncode, 1)
