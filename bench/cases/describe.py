"""DescribeInstances of 1 and of 20, signed, beside nginx on the same core: a reply from memory, a file."""
from harness.cloud import Cloud, image_of, new_network, run_instances
from harness.load import load, median
from harness.nginx import Nginx
from harness.process import SERVER_CORE
from harness.report import Figure

ROUNDS = 7
GOALS = {1: (0.80, 0.60), 20: (0.60, 0.40)}


def measure(context) -> list:
    with Cloud(context.binary, context.directory("describe"), core=SERVER_CORE, threads=1) as cloud:
        (vpc, (subnet,)), image = new_network(cloud, 1), image_of(cloud)
        ids = cloud.call("cvm", "RunInstances", run_instances(vpc, subnet, image, 20))["InstanceIdSet"]
        wanted = {count: {"InstanceIds": ids[:count], "Limit": 100} for count in GOALS}
        sizes = {count: len(cloud.call_raw("cvm", "DescribeInstances", wanted[count])) for count in GOALS}
        with Nginx(context.directory("nginx"), "x" * sizes[1], {"20": b"x" * sizes[20]},
                   core=SERVER_CORE) as nginx:
            return _compare(cloud, nginx, wanted, sizes)


def _compare(cloud, nginx, wanted, sizes) -> list:
    ours = {count: [] for count in GOALS}
    theirs = {count: [] for count in GOALS}
    peers = {1: dict(path="/text", method="POST"), 20: dict(path="/20", method="GET")}
    for _ in range(ROUNDS):  # one after the other, so that what disturbs the machine disturbs all
        for count in GOALS:
            headers, body = cloud.request("cvm", "DescribeInstances", wanted[count])
            ours[count].append(load(cloud, cloud.address, headers=headers, body=body))
            same = {**headers, "Host": nginx.address}  # so that both read as much
            theirs[count].append(load(nginx, nginx.address, headers=same,
                                      body=body if peers[count]["method"] == "POST" else b"", **peers[count]))
    return [_figure(count, ours[count], theirs[count], sizes[count]) for count in GOALS]


def _figure(count, ours, theirs, size) -> Figure:
    our_cpu, their_cpu = median(ours, "cpu_microseconds"), median(theirs, "cpu_microseconds")
    goal, floor = GOALS[count]
    peer = "return 200" if count == 1 else "static file"
    return Figure(
        f"describe-{count}", f"{our_cpu:.1f} µs/request", f"nginx {peer} {their_cpu:.1f} µs",
        their_cpu / our_cpu, goal=goal, floor=floor,
        details={"reply_bytes": size, "our_cpu_us": our_cpu, "peer_cpu_us": their_cpu,
                 "our_requests_per_second": median(ours, "per_second"),
                 "peer_requests_per_second": median(theirs, "per_second"),
                 "ratio_of_requests_per_second": median(ours, "per_second") / median(theirs, "per_second"),
                 "our_p99_us": median(ours, "p99_microseconds")})
