"""./dev bench [CASE...] [--json FILE]: what a cloud costs, beside peers and the bare machine, in one run."""
import argparse
import importlib
import json
import pathlib
import platform
import shutil
import sys
import tempfile

from harness.process import CORES
from harness.report import as_json, table

CASES = ("start", "describe", "balancers", "commits", "disks", "moto", "reach", "copies", "isolation", "million")


class Context:
    """What every case needs: the binary, and a place on a real disk for its data."""

    def __init__(self, options, home):
        self.binary = options.binary
        self.instances = options.instances
        self.build = options.build
        self._home = home

    def directory(self, name) -> pathlib.Path:
        path = self._home / name
        path.mkdir()
        return path


def machine() -> str:
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    return f"{model}, {len(CORES)} cores, Linux {platform.release()}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}; all if none is named")
    parser.add_argument("--json", type=pathlib.Path, help="also write the figures, with their details, to this file")
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True, help="directory for what is installed and made")
    parser.add_argument("--instances", type=int, default=1_000_000, help="size of the large region")
    options = parser.parse_args()
    for case in options.cases:
        if case not in CASES:
            parser.error(f"there is no case {case}; the cases are {', '.join(CASES)}")
    options.binary, options.build = options.binary.resolve(), options.build.resolve()
    options.build.mkdir(parents=True, exist_ok=True)
    home = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=options.build))
    figures, failed = [], False
    try:
        for case in options.cases or CASES:
            print(f"measuring {case} …", file=sys.stderr)
            try:
                figures += importlib.import_module(f"cases.{case}").measure(Context(options, home))
            except Exception as error:  # one case that cannot run must not hide the others
                print(f"{case} failed: {error}", file=sys.stderr)
                failed = True
    finally:
        shutil.rmtree(home)
    print(f"{machine()}\n\n{table(figures)}")
    if options.json:
        options.json.write_text(json.dumps({"machine": machine(), "figures": as_json(figures)}, indent=1) + "\n")
    return 1 if failed or any(each.verdict() == "BELOW" for each in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
