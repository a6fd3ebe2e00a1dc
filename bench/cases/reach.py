"""Who reaches whom: one verdict over a region of 100 000 instances, in process."""
import json
import subprocess

from harness.report import Figure

ROUNDS = 7


def measure(context) -> list:
    program = context.binary.parent / "bench" / "reach_benchmark"
    output = subprocess.run(
        [program, "--benchmark_format=json", f"--benchmark_repetitions={ROUNDS}",
         "--benchmark_report_aggregates_only=true"], check=True, capture_output=True, text=True).stdout
    took = {each["run_name"]: each["cpu_time"] / 1e3  # nanoseconds
            for each in json.loads(output)["benchmarks"] if each["aggregate_name"] == "median"}
    between, outside = took["between_instances"], took["from_the_internet"]
    return [Figure("reach", f"from the Internet {outside:.2f} µs", "", between, unit="µs", goal=2, floor=5,
                   more_is_better=False, details={"from_the_internet_us": outside})]
