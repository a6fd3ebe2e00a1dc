"""A running terrane: started from the binary, called with signed requests."""
import http.client
import json
import subprocess

from harness.process import Process
from harness.signature import encoded, signed_headers

SECRET_ID = "AKIDbenchmarkbenchmarkbenchmark0000"
SECRET_KEY = "benchmarkbenchmarkbenchmark00000"
VERSIONS = {"cbs": "2017-03-12", "clb": "2018-03-17", "cvm": "2017-03-12", "vpc": "2017-03-12", "region": "2022-06-27",
            "terrane": "2026-11-23"}
REGION = "ap-guangzhou"
ZONE = "ap-guangzhou-2"


class Refused(Exception):
    pass


class Cloud(Process):
    def __init__(self, binary, data, catalogue="2017", core=None, threads=0):
        super().__init__(
            [binary, "serve", "--data", data, "--listen", "127.0.0.1:0", "--catalog", catalogue,
             "--threads", threads],
            core=core, environment={"TERRANE_SECRET_ID": SECRET_ID, "TERRANE_SECRET_KEY": SECRET_KEY},
            output=subprocess.PIPE)
        line = self.process.stdout.readline().decode().strip()
        if not line.startswith("ready http://"):
            self.stop()
            raise RuntimeError(f"terrane did not start: {line!r}")
        self.address = line.removeprefix("ready http://")
        self.connection = None

    def request(self, service, action, parameters, region=REGION):
        """(headers, body) of a signed call."""
        body = encoded(parameters)
        return signed_headers(SECRET_ID, SECRET_KEY, self.address, service, VERSIONS[service], action,
                              region, body), body

    def call_raw(self, service, action, parameters, region=REGION) -> bytes:
        headers, body = self.request(service, action, parameters, region)
        if not self.connection:
            self.connection = http.client.HTTPConnection(self.address, timeout=120)
        self.connection.request("POST", "/", body, headers)
        return self.connection.getresponse().read()

    def call(self, service, action, parameters, region=REGION) -> dict:
        response = json.loads(self.call_raw(service, action, parameters, region))["Response"]
        if "Error" in response:
            raise Refused(f"{action}: {response['Error']['Code']}: {response['Error']['Message']}")
        return response


def new_network(cloud: Cloud, subnets: int):
    """A VPC of 10.0.0.0/12 with up to 16 subnets of 65 533 addresses: (VPC's ID, subnets' IDs)."""
    vpc = cloud.call("vpc", "CreateVpc", {"VpcName": "bench", "CidrBlock": "10.0.0.0/12"})["Vpc"]["VpcId"]
    return vpc, [
        cloud.call("vpc", "CreateSubnet", {"VpcId": vpc, "SubnetName": f"s{number}", "Zone": ZONE,
                                           "CidrBlock": f"10.{number}.0.0/16"})["Subnet"]["SubnetId"]
        for number in range(subnets)]


def image_of(cloud: Cloud) -> str:
    return cloud.call("cvm", "DescribeImages", {})["ImageSet"][0]["ImageId"]


def run_instances(vpc: str, subnet: str, image: str, count: int = 1) -> dict:
    """Parameters of a call that starts small instances."""
    return {"Placement": {"Zone": ZONE}, "ImageId": image, "InstanceType": "S5.SMALL1",
            "InstanceChargeType": "POSTPAID_BY_HOUR", "InstanceCount": count,
            "VirtualPrivateCloud": {"VpcId": vpc, "SubnetId": subnet}}
