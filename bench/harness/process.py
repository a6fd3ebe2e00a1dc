"""A server under measurement: started on chosen cores, watched from outside, ended by its process ID."""
import os
import pathlib
import subprocess
import time

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE = CORES[0]
LOAD_CORE = CORES[-1]


class Process:
    """Runs until stop(); `core` pins it and everything it starts to one core."""

    def __init__(self, command, core=None, environment=None, output=subprocess.DEVNULL, errors=None):
        pin = None if core is None else (lambda: os.sched_setaffinity(0, {core}))
        self.process = subprocess.Popen(
            [str(part) for part in command], stdout=output, stderr=errors,
            env={**os.environ, **(environment or {})}, preexec_fn=pin)

    @property
    def pid(self) -> int:
        return self.process.pid

    def pids(self) -> list:
        """The process and its children: nginx works in one."""
        children = pathlib.Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [self.pid, *map(int, children)]

    def cpu_seconds(self) -> float:
        """Time on a core since the start, of all threads, in user space and in the kernel."""
        nanoseconds = 0
        for pid in self.pids():
            for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
                nanoseconds += int((task / "schedstat").read_text().split()[0])
        return nanoseconds / 1e9

    def resident_bytes(self) -> int:
        for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise RuntimeError(f"process {self.pid} has ended")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def wait_until(answers, what: str, seconds: float = 30):
    """Calls `answers` until it does not raise OSError."""
    end = time.monotonic() + seconds
    while True:
        try:
            return answers()
        except OSError:
            if time.monotonic() > end:
                raise RuntimeError(f"{what} does not answer") from None
            time.sleep(0.02)
