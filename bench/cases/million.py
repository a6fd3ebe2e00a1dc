"""A region of a million instances: memory of each, the time to start again, and a page of cold records."""
import concurrent.futures
import time

from harness.cloud import Cloud, image_of, new_network, run_instances
from harness.report import Figure

PER_CALL = 100
SUBNETS = 16
CLIENTS = 8


def _fill(cloud, instances):
    (vpc, subnets), image = new_network(cloud, SUBNETS), image_of(cloud)

    def client(number):
        mine = Cloud.__new__(Cloud)  # the same server through a connection of its own
        mine.address, mine.connection = cloud.address, None
        for subnet in subnets[number::CLIENTS]:
            for _ in range(instances // SUBNETS // PER_CALL):
                mine.call("cvm", "RunInstances", run_instances(vpc, subnet, image, PER_CALL))

    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(client, number) for number in range(CLIENTS)]:
            done.result()


def measure(context) -> list:
    data = context.directory("million")
    instances = context.instances // (SUBNETS * PER_CALL) * SUBNETS * PER_CALL
    with Cloud(context.binary, data, catalogue="large") as cloud:
        cloud.call("cvm", "DescribeInstances", {"Limit": 1})
        empty = cloud.resident_bytes()
        begun = time.monotonic()
        _fill(cloud, instances)
        filling = time.monotonic() - begun
        full = cloud.resident_bytes()
    begun = time.monotonic()
    with Cloud(context.binary, data, catalogue="large") as cloud:
        ready = time.monotonic() - begun
        total = cloud.call("cvm", "DescribeInstances", {"Limit": 1})["TotalCount"]
        restart = time.monotonic() - begun
        loaded = cloud.resident_bytes()
    if total != instances:
        raise RuntimeError(f"{instances} instances were acknowledged, {total} are there after the restart")
    each, each_loaded = (full - empty) / instances, (loaded - empty) / instances
    return [
        Figure("instance-memory", f"after a restart {each_loaded:.0f} B", "", each, unit="B", goal=400, floor=700,
               more_is_better=False, details={"after_restart_bytes": each_loaded, "instances": instances}),
        Figure("restart", f"ready after {ready:.2f} s", "", restart, unit="s", goal=1.5, floor=4,
               more_is_better=False,
               details={"ready_seconds": ready, "filled_per_second": instances / filling})]
