"""The same work against moto's server (PyPI), which plays another cloud's API from memory, unsigned."""
import subprocess
import sys
import urllib.parse
import urllib.request

from harness.cloud import Cloud, image_of, new_network, run_instances
from harness.load import load, median
from harness.nginx import free_port
from harness.process import SERVER_CORE, Process, wait_until
from harness.report import Figure

ROUNDS = 3
CONNECTIONS = 8  # its server answers each on a thread
PACKAGE = "moto[ec2,server]==5.2.5"


class Moto(Process):
    def __init__(self, python):
        port = free_port()
        self.address = f"127.0.0.1:{port}"
        super().__init__([python, "-m", "moto.server", "-H", "127.0.0.1", "-p", port], core=SERVER_CORE,
                         errors=subprocess.DEVNULL)
        wait_until(lambda: self.call("DescribeRegions"), "moto")

    def request(self, action, **parameters):
        body = urllib.parse.urlencode({"Action": action, "Version": "2016-11-15", **parameters}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded",
                   "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ec2/aws4_request, "
                                    "SignedHeaders=host, Signature=0"}
        return headers, body

    def call(self, action, **parameters) -> str:
        headers, body = self.request(action, **parameters)
        request = urllib.request.Request(f"http://{self.address}/", body, headers)
        return urllib.request.urlopen(request, timeout=60).read().decode()


def _installed(context):
    """The Python that has moto, or None where it cannot be installed."""
    home = context.build / "moto"
    python = home / "bin" / "python"
    if not (home / "installed").exists():
        commands = [[sys.executable, "-m", "venv", home], [python, "-m", "pip", "install", "-q", PACKAGE]]
        for command in commands:
            if subprocess.run(command, capture_output=True).returncode != 0:
                return None
        (home / "installed").touch()
    return python


def measure(context) -> list:
    python = _installed(context)
    if not python:
        print("skipped: moto (cannot be installed here)")
        return []
    with Cloud(context.binary, context.directory("moto"), core=SERVER_CORE, threads=1) as cloud, \
            Moto(python) as moto:
        (vpc, (subnet,)), image = new_network(cloud, 1), image_of(cloud)
        ids = cloud.call("cvm", "RunInstances", run_instances(vpc, subnet, image, 20))["InstanceIdSet"]
        launch = {"ImageId": "ami-12c6146b", "MinCount": 1, "MaxCount": 1, "InstanceType": "t3.micro"}
        answer = moto.call("RunInstances", **{**launch, "MinCount": 20, "MaxCount": 20})
        theirs = [part.split("<")[0] for part in answer.split("<instanceId>")[1:]]
        return [
            _compare("moto-describe-20", cloud, cloud.request("cvm", "DescribeInstances", {"InstanceIds": ids}),
                     moto, moto.request("DescribeInstances", **{f"InstanceId.{n + 1}": id
                                                                for n, id in enumerate(theirs)})),
            _compare("moto-run-1", cloud, cloud.request("cvm", "RunInstances", run_instances(vpc, subnet, image)),
                     moto, moto.request("RunInstances", **launch))]


def _compare(name, cloud, ours, moto, theirs) -> Figure:
    our_rounds, their_rounds = [], []
    for _ in range(ROUNDS):
        for rounds, server, (headers, body) in ((our_rounds, cloud, ours), (their_rounds, moto, theirs)):
            rounds.append(load(server, server.address, headers=headers, body=body, connections=CONNECTIONS))
    our_rate, their_rate = median(our_rounds, "per_second"), median(their_rounds, "per_second")
    return Figure(name, f"{our_rate:,.0f}/s", f"moto {their_rate:,.0f}/s", our_rate / their_rate,
                  details={"our_requests_per_second": our_rate, "peer_requests_per_second": their_rate})
