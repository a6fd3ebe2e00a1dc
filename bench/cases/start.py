"""From starting the process to its first signed answer, and the memory it then holds."""
import shutil
import statistics
import time

from harness.cloud import Cloud
from harness.report import Figure

ROUNDS = 15
MEBIBYTE = 1 << 20


def _start(context, directory):
    """(milliseconds to the first answer, resident bytes after it)"""
    begun = time.monotonic()
    with Cloud(context.binary, directory) as cloud:
        cloud.call("cvm", "DescribeZones", {})
        taken = time.monotonic() - begun
        return taken * 1e3, cloud.resident_bytes()


def measure(context) -> list:
    directory = context.directory("start")
    first, again = [], []
    for number in range(ROUNDS):
        fresh = directory / str(number)
        first.append(_start(context, fresh))
        again.append(_start(context, fresh))
        shutil.rmtree(fresh)
    took, first_took = (statistics.median(each[0] for each in runs) for runs in (again, first))
    memory, first_memory = (statistics.median(each[1] for each in runs) / MEBIBYTE for runs in (again, first))
    return [
        Figure("start", f"first ever {first_took:.1f} ms", "", took, unit="ms", goal=10, floor=20,
               more_is_better=False, details={"first_ever_ms": first_took}),
        Figure("idle-memory", f"first ever {first_memory:.1f} MiB", "", memory, unit="MiB", goal=13, floor=20,
               more_is_better=False, details={"first_ever_mib": first_memory})]
