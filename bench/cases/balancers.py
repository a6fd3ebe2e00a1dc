"""DescribeLoadBalancers of 20, signed, beside nginx on the same core giving a file of that size."""
from harness.cloud import Cloud
from harness.load import load, median
from harness.nginx import Nginx
from harness.process import SERVER_CORE
from harness.report import Figure

ROUNDS = 7
COUNT = 20


def measure(context) -> list:
    with Cloud(context.binary, context.directory("balancers"), core=SERVER_CORE, threads=1) as cloud:
        cloud.call("clb", "CreateLoadBalancer", {"LoadBalancerType": "OPEN", "Number": COUNT})
        wanted = {"Limit": COUNT}
        size = len(cloud.call_raw("clb", "DescribeLoadBalancers", wanted))
        ours, theirs = [], []
        with Nginx(context.directory("nginx-balancers"), "x", {"20": b"x" * size},
                   core=SERVER_CORE) as nginx:
            for _ in range(ROUNDS):
                headers, body = cloud.request("clb", "DescribeLoadBalancers", wanted)
                ours.append(load(cloud, cloud.address, headers=headers, body=body))
                theirs.append(load(nginx, nginx.address, headers={**headers, "Host": nginx.address}, body=b"",
                                   path="/20", method="GET"))
    our_cpu, their_cpu = median(ours, "cpu_microseconds"), median(theirs, "cpu_microseconds")
    return [Figure(
        "describe-load-balancers-20", f"{our_cpu:.1f} µs/request", f"nginx static file {their_cpu:.1f} µs",
        their_cpu / our_cpu, goal=0.60, floor=0.40,
        details={"reply_bytes": size, "our_cpu_us": our_cpu, "peer_cpu_us": their_cpu,
                 "our_requests_per_second": median(ours, "per_second"),
                 "our_p99_us": median(ours, "p99_microseconds")})]
