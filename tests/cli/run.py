"""Runs the suite; its last line is "cli: N passed, M failed, K skipped"."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
tests = unittest.defaultTestLoader.discover(pathlib.Path(__file__).parent)
result = unittest.TextTestRunner(verbosity=1).run(tests)
sys.stderr.flush()
failed = len(result.failures) + len(result.errors)
skipped = len(result.skipped)
print(f"cli: {result.testsRun - failed - skipped} passed, {failed} failed, {skipped} skipped")
sys.exit(failed > 0)
