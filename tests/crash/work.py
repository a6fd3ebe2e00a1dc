"""What one connection does until the program dies: makes, changes and removes resources of its own."""

import http.client
import random

from expectations import REGIONS, VPC, Resource
from terrane_client import CallFailed


class Worker:
    def __init__(self, name, client, expectations, seed):
        self.name, self.client, self.expectations = name, client, expectations
        self.random = random.Random(seed)
        self.mine = []
        self.made = 0
        self.acknowledged = 0
        self.problem = None

    def run(self):
        try:
            while True:
                self._step()
                self.acknowledged += 1
        except (OSError, http.client.HTTPException, ValueError):
            pass  # the program is gone; ValueError: it went amid a reply
        except CallFailed as failure:
            # An internal error leaves open what was done, as no reply does.
            if failure.code != "InternalError":
                self.problem = str(failure)

    def _step(self):
        choice = self.random.random()
        if choice < 0.5 or not self.mine:
            self._create_vpc()
        elif choice < 0.75:
            self._change_vpc(self.random.choice(self.mine))
        else:
            self._delete_vpc(self.random.choice(self.mine))

    def _new_name(self):
        self.made += 1
        return f"{self.name}-{self.made}"

    def _create_vpc(self):
        request = {"VpcName": self._new_name(),
                   "CidrBlock": f"10.{self.random.randrange(256)}.0.0/16"}
        vpc = Resource(VPC, self.random.choice(REGIONS), request["VpcName"], request)
        self.expectations.add(vpc)
        vpc.id = self.client.call("vpc", "CreateVpc", request, vpc.region)["Vpc"]["VpcId"]
        self.mine.append(vpc)

    def _change_vpc(self, vpc):
        value = f"v{self.random.randrange(1000)}"
        vpc.values = vpc.values | {value}
        self.client.call("vpc", "ModifyVpcAttribute", {"VpcId": vpc.id, "DomainName": value},
                         vpc.region)
        vpc.values = {value}

    def _delete_vpc(self, vpc):
        vpc.removal_open = True
        self.client.call("vpc", "DeleteVpc", {"VpcId": vpc.id}, vpc.region)
        self.expectations.drop(vpc)
        self.mine.remove(vpc)
