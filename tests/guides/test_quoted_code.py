"""Code that guides quote is code of the program: a block that begins with ```cpp FILE is in that file."""

import re
import unittest

from guide import ROOT


class QuotedCode(unittest.TestCase):
    def test_it_is_in_the_file_that_is_named(self):
        quotes = 0
        for page in sorted(ROOT.glob("docs/**/*.md")):
            for file, text in re.findall(r"^```cpp (\S+)\n(.*?)^```$", page.read_text(), re.M | re.S):
                quotes += 1
                self.assertIn(text, (ROOT / file).read_text(), f"{page.name} quotes {file}")
        self.assertGreater(quotes, 5)

    def test_links_lead_to_files(self):
        pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/README.md")]
        for page in sorted(pages):
            for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
                self.assertTrue((page.parent / link).exists(), f"{page.relative_to(ROOT)}: {link}")
