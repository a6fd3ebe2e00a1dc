#!/usr/bin/env python3
"""Kills the real program with SIGKILL under load, again and again, on one data directory.

After every start: each acknowledged change is there, each unacknowledged one is there whole or not at
all, nothing is there twice, and a repeated ClientToken gets the first answer. Migrations under way
end, with one of each instance.

    crash_test.py PROGRAM [--rounds N] [--seed N]
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time

from expectations import Expectations, Violation
from migrations import Migrations
from terrane_client import Client
from work import Worker

CATALOGUE = """name = "crash"
include = ["2017.toml"]
[limits]
vpcs = 100000
key_pairs_in_all_regions = 100000
images = 100000
snapshots = 100000
[durations]
copy_ms_per_gib = 6
image_ms = 10
"""
WORKERS = 6
SECRET = {"TERRANE_SECRET_ID": "AKIDcrash", "TERRANE_SECRET_KEY": "crash"}


class Cloud:
    """The program, serving one data directory."""

    def __init__(self, program, directory):
        catalogue = os.path.join(directory, "catalogue.toml")
        with open(catalogue, "w", encoding="utf-8") as file:
            file.write(CATALOGUE)
        self.process = subprocess.Popen(
            [program, "serve", "--data", os.path.join(directory, "data"), "--listen", "127.0.0.1:0",
             "--catalog", catalogue],
            stdout=subprocess.PIPE, text=True, env={**os.environ, **SECRET})
        line = self.process.stdout.readline()
        if not line.startswith("ready "):
            raise Violation(f"the program does not start again: {line!r}")
        self.endpoint = line.split()[1]

    def client(self):
        return Client(self.endpoint, *SECRET.values())

    def end(self, signal_number):
        self.process.send_signal(signal_number)
        self.process.wait(timeout=30)
        self.process.stdout.close()


def run_round(number, program, directory, expectations, migrations, generator):
    cloud = Cloud(program, directory)
    try:
        expectations.verify(cloud.client(), generator)
        migrations.verify(cloud.client())
        workers = [Worker(f"r{number}w{index}", cloud.client(), expectations, migrations,
                          generator.random())
                   for index in range(WORKERS)]
        threads = [threading.Thread(target=worker.run) for worker in workers]
        for thread in threads:
            thread.start()
        time.sleep(generator.uniform(0.05, 0.8))
        # Now and then the program ends in order, which must not be worse.
        cloud.end(signal.SIGTERM if number % 5 == 4 else signal.SIGKILL)
        for thread in threads:
            thread.join()
        for worker in workers:
            if worker.problem:
                raise Violation(f"a right call was refused: {worker.problem}")
        return sum(worker.acknowledged for worker in workers)
    finally:
        if cloud.process.poll() is None:
            cloud.end(signal.SIGKILL)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    generator = random.Random(options.seed)
    expectations, migrations = Expectations(), Migrations()
    acknowledged = 0
    with tempfile.TemporaryDirectory(prefix="terrane-crash-") as directory:
        try:
            for number in range(options.rounds):
                acknowledged += run_round(number, options.program, directory, expectations,
                                          migrations, generator)
            cloud = Cloud(options.program, directory)
            expectations.verify(cloud.client(), generator)
            migrations.verify(cloud.client())
            cloud.end(signal.SIGTERM)
        except Violation as violation:
            print(f"crash: {violation} (--seed {options.seed})")
            return 1
    print(f"{options.rounds} kills, {acknowledged} acknowledged changes, all there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
