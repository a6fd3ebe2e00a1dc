"""run.py [SUITE]: runs the tests of tests/SUITE (tests/cli without it); its last line is
"SUITE: N passed, M failed, K skipped"."""

import pathlib
import sys
import unittest

here = pathlib.Path(__file__).parent
suite = sys.argv[1] if len(sys.argv) > 1 else here.name
sys.path[:0] = [str(here.parent / suite), str(here)]
tests = unittest.defaultTestLoader.discover(here.parent / suite)
result = unittest.TextTestRunner(verbosity=1).run(tests)
sys.stderr.flush()
for test, reason in result.skipped:
    print(f"skipped: {test} ({reason})")
failed = len(result.failures) + len(result.errors)
skipped = len(result.skipped)
print(f"{suite}: {result.testsRun - failed - skipped} passed, {failed} failed, {skipped} skipped")
sys.exit(failed > 0)
