"""What is in the package."""

import pathlib
import re
import shutil
import subprocess
import unittest

from package import DEB, ROOT, Unit, field, output, text_of, unpacked


class Contents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        directory = unpacked()
        cls.addClassCleanup(directory.cleanup)
        cls.root = pathlib.Path(directory.name)
        cls.program = cls.root / "usr/bin/terrane"
        cls.documents = cls.root / "usr/share/doc/terrane"

    def verbs(self):
        """The program's verbs, as it lists them."""
        listed = output(self.program, "--help").split("Subcommands:\n")[1]
        return re.findall(r"^  (\S+)  ", listed, re.M)

    def completed(self, *words):
        """What bash would offer for the last of the words."""
        script = self.root / "usr/share/bash-completion/completions/terrane"
        program = (
            f'source "{script}"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _terrane; '
            'printf "%s\\n" "${COMPREPLY[@]}"'
        )
        return output("bash", "-c", program, "bash", "terrane", *words).split()

    def test_its_version_is_that_of_the_changelog_and_of_the_program(self):
        version = field("Version")
        self.assertEqual(DEB.name, f"terrane_{version}_amd64.deb")
        self.assertTrue(text_of(self.documents / "changelog.gz").startswith(f"terrane ({version}) "))
        self.assertEqual(output(self.program, "--version"), f"Terrane {version}\n")

    def test_it_needs_libc_alone_to_run(self):
        needed = re.findall(r"[a-z0-9-]+(?= \(|,|$)", field("Depends"))
        self.assertEqual(sorted(needed), ["adduser", "libc6"])

    def test_every_archive_that_is_linked_in_has_its_notice(self):
        notices = text_of(self.documents / "third-party-notices.gz")
        archives = re.findall(r"-l:(\w+\.a)", (ROOT / "cmake/Libraries.cmake").read_text())
        self.assertGreater(len(archives), 8)
        for archive in set(archives) - {"librapidcheck.a"}:  # of tests
            owner = output("dpkg", "-S", f"*/{archive}").split(":")[0]
            self.assertIn(f"==== {owner}\n", notices, archive)

    def test_every_verb_has_a_page_of_the_manual(self):
        pages = {page.name for page in (self.root / "usr/share/man/man1").iterdir()}
        self.assertGreater(len(pages), 20)
        self.assertEqual(pages, {"terrane.1.gz"} | {f"terrane-{verb}.1.gz" for verb in self.verbs()})

    def test_a_page_says_what_help_says(self):
        page = text_of(self.root / "usr/share/man/man1/terrane-serve.1.gz").replace("\\-", "-")
        for option in re.findall(r"--[a-z-]+", output(self.program, "serve", "--help")):
            self.assertIn(f"\\fB{option}\\fR", page)

    @unittest.skipUnless(shutil.which("man"), "man is not there")
    def test_pages_are_shown_without_a_warning(self):
        for page in sorted((self.root / "usr/share/man/man1").iterdir()):
            shown = subprocess.run(
                ["man", "--warnings", "-E", "UTF-8", "-l", page],
                capture_output=True, text=True, check=True, timeout=60,
            )  # fmt: skip
            self.assertEqual(shown.stderr, "", page.name)
            self.assertIn("SYNOPSIS", re.sub(".\b", "", shown.stdout))

    def test_bash_completes_verbs_options_and_values(self):
        self.assertEqual(sorted(self.completed("")), sorted(self.verbs()))
        self.assertEqual(self.completed("zone", "f"), ["fail"])
        self.assertEqual(self.completed("zone", "fail", "--net"), ["--network"])
        self.assertEqual(self.completed("region", "fail", "--api", "h"), ["hang"])
        self.assertEqual(self.completed("zone", "sell-out", "--j"), ["--json"])
        self.assertEqual(self.completed("serve", "--data", ""), [])  # a file

    def test_zsh_reads_its_completion(self):
        output("zsh", "-n", self.root / "usr/share/zsh/vendor-completions/_terrane")

    def test_fish_completes_verbs(self):
        script = self.root / "usr/share/fish/vendor_completions.d/terrane.fish"
        found = output("fish", "-N", "-c", f"source {script}; complete -C 'terrane zone f'")
        self.assertTrue(found.startswith("fail\t"), found)

    def test_the_examples_are_drills_that_can_be_run(self):
        drills = sorted((self.documents / "examples/drills").iterdir())
        self.assertGreater(len(drills), 5)
        for drill in drills:
            output(self.program, "drill", "check", drill)

    def test_the_unit_walls_the_service_in(self):
        settings = Unit(self.root / "usr/lib/systemd/system/terrane.service").settings
        self.assertEqual(settings["NoNewPrivileges"], "yes")
        self.assertEqual(settings["ProtectSystem"], "strict")
        self.assertEqual(settings["User"], "terrane")
