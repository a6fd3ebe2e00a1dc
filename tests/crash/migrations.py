"""Instances on their way between zones while the program is killed: each is there once, for good."""

import threading
import time

from expectations import Violation

REGION, ZONES = "ap-guangzhou", ("ap-guangzhou-2", "ap-guangzhou-3")
PUBLIC_IMAGE = "img-487zeit5"


class Migrations:
    """Shared by the workers: which migrations were acknowledged."""

    def __init__(self):
        self.lock = threading.Lock()
        self.acknowledged = set()   # by the original instance

    def begin(self, client, generator, name):
        """A network of its own, instances in it, and one of them on its way."""
        vpc = client.call("vpc", "CreateVpc", {"VpcName": name, "CidrBlock": "10.0.0.0/16"},
                          REGION)["Vpc"]["VpcId"]
        subnets = [client.call("vpc", "CreateSubnet",
                               {"VpcId": vpc, "SubnetName": name, "Zone": zone,
                                "CidrBlock": f"10.0.{number}.0/24"}, REGION)["Subnet"]["SubnetId"]
                   for number, zone in enumerate(ZONES)]
        ids = client.call("cvm", "RunInstances",
                          {"Placement": {"Zone": ZONES[0]}, "ImageId": PUBLIC_IMAGE,
                           "InstanceType": "S5.SMALL1", "InstanceName": name, "InstanceCount": 2,
                           "VirtualPrivateCloud": {"VpcId": vpc, "SubnetId": subnets[0]}},
                          REGION)["InstanceIdSet"]
        client.call("terrane", "MigrateInstance",
                    {"InstanceId": ids[0], "Zone": ZONES[1],
                     "KeepPrivateIpAddress": generator.random() < 0.5,
                     "DestroyOriginal": generator.random() < 0.5}, REGION)
        with self.lock:
            self.acknowledged.add(ids[0])
        if generator.random() < 0.2:
            client.call("terrane", "DescribeMigrations", {"InstanceIds": [ids[0]]}, REGION)

    def verify(self, client):
        """All of them end, each with one of each instance; then they are taken away."""
        for migration in self._ended(client):
            for moved in migration["InstanceSet"]:
                self._verify_instance(migration, moved)
            self.acknowledged.discard(migration["InstanceId"])
            self._take_away(client, migration)
        if self.acknowledged:
            raise Violation(f"migrations were acknowledged and are not there: {self.acknowledged}")

    def _ended(self, client):
        end = time.monotonic() + 30
        while True:
            listed, page = [], None
            while page is None or (page["MigrationSet"] and len(listed) < page["TotalCount"]):
                page = client.call("terrane", "DescribeMigrations",
                                   {"Offset": len(listed), "Limit": 100}, REGION)
                listed += page["MigrationSet"]
            late = [one for one in listed if one["State"] not in ("DONE", "UNDONE")]
            if not late:
                return [one for one in listed if one["InstanceId"] in self.acknowledged]
            if time.monotonic() > end:
                raise Violation(f"a migration does not end: {late[0]}")
            time.sleep(0.02)

    @staticmethod
    def _verify_instance(migration, moved):
        done = migration["State"] == "DONE"
        live = moved["NewState"] if done else moved["OriginalState"]
        other = moved["OriginalState"] if done else moved["NewState"]
        if live != "RUNNING":
            raise Violation(f"a migration lost {moved['OriginalInstanceId']}: {migration}")
        if other not in ("STOPPED", "TERMINATED", ""):
            raise Violation(f"a migration left {moved['OriginalInstanceId']} twice: {migration}")

    @staticmethod
    def _take_away(client, migration):
        ids = [moved[member] for moved in migration["InstanceSet"]
               for member, state in (("OriginalInstanceId", "OriginalState"),
                                     ("NewInstanceId", "NewState"))
               if moved[state] not in ("TERMINATED", "")]
        client.call("cvm", "TerminateInstances", {"InstanceIds": ids}, REGION)
