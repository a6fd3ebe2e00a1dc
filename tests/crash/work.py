"""What one connection does until the program dies: makes, changes and removes resources of its own."""

import base64
import http.client
import random
import struct

from expectations import IMAGE, INSTANCE, KEY_PAIR, REGIONS, VPC, Copy, Launch, Resource
from terrane_client import CallFailed

PUBLIC_IMAGE = "img-487zeit5"


class Worker:
    def __init__(self, name, client, expectations, migrations, seed):
        self.name, self.client, self.expectations = name, client, expectations
        self.migrations = migrations
        self.random = random.Random(seed)
        self.mine = []
        self.made = 0
        self.acknowledged = 0
        self.problem = None
        self.copied = set()         # which image went to which region

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
        if choice < 0.02:
            self.made += 1
            self.migrations.begin(self.client, self.random, f"moving_{self.name}_{self.made}")
            return
        if choice < 0.45 or not self.mine:
            self.random.choice([self._create_vpc, self._run_instances, self._run_instances,
                                self._import_key_pair])()
            return
        resource = self.random.choice(self.mine)
        if resource.kind is IMAGE:
            self._copy_image(resource)
        elif resource.kind is INSTANCE and choice < 0.5:
            self._create_image(resource)
        elif choice < 0.7 and resource.kind is not KEY_PAIR:
            (self._change_vpc if resource.kind is VPC else self._switch)(resource)
        else:
            self._remove(resource)

    def _new_name(self):
        self.made += 1
        return f"crash_{self.name}_{self.made}"

    def _create_vpc(self):
        request = {"VpcName": self._new_name(),
                   "CidrBlock": f"10.{self.random.randrange(256)}.0.0/16"}
        vpc = Resource(VPC, self.random.choice(REGIONS), request["VpcName"], request)
        self.expectations.add(vpc)
        vpc.id = self.client.call("vpc", "CreateVpc", request, vpc.region)["Vpc"]["VpcId"]
        self.mine.append(vpc)

    def _run_instances(self):
        region, token = self.random.choice(REGIONS), self._new_name()
        count = self.random.randint(1, 3)
        zone = region + ("-2" if region == "ap-guangzhou" else "-1")
        request = {"Placement": {"Zone": zone}, "ImageId": PUBLIC_IMAGE, "InstanceType": "S5.SMALL1",
                   "InstanceCount": count, "InstanceName": token + "_{R:1}", "ClientToken": token}
        instances = [Resource(INSTANCE, region, f"{token}_{index + 1}",
                              {"InstanceType": "S5.SMALL1", "ImageId": PUBLIC_IMAGE},
                              ("PENDING", "RUNNING"))
                     for index in range(count)]
        launch = Launch(region, request, instances)
        for instance in instances:
            self.expectations.add(instance)
        self.expectations.launches.append(launch)
        ids = self.client.call("cvm", "RunInstances", request, region)["InstanceIdSet"]
        for instance, instance_id in zip(instances, ids):
            instance.id = instance_id
        launch.ids = ids
        self.mine += instances

    def _import_key_pair(self):
        kind = b"ssh-ed25519"
        key = struct.pack(">I", len(kind)) + kind + struct.pack(">I", 32) + self.random.randbytes(32)
        request = {"KeyName": self._new_name(), "ProjectId": 0,
                   "PublicKey": "ssh-ed25519 " + base64.b64encode(key).decode()}
        pair = Resource(KEY_PAIR, None, request["KeyName"], {"ProjectId": 0})
        self.expectations.add(pair)
        pair.id = self.client.call("cvm", "ImportKeyPair", request, REGIONS[0])["KeyId"]
        self.mine.append(pair)

    def _create_image(self, instance):
        image = Resource(IMAGE, instance.region, self._new_name(), {"ImageType": "PRIVATE_IMAGE"})
        self.expectations.add(image)
        image.id = self.client.call("cvm", "CreateImage",
                                    {"InstanceId": instance.id, "ImageName": image.name},
                                    image.region)["ImageId"]
        while self.client.call("cvm", "DescribeImages", {"ImageIds": [image.id]},
                               image.region)["ImageSet"][0]["ImageState"] != "NORMAL":
            pass                    # only a finished one is copied
        self.mine.append(image)

    def _copy_image(self, image):
        """To each other region once; then it is left alone."""
        free = [region for region in REGIONS
                if region != image.region and (image.id, region) not in self.copied]
        if not free:
            self.mine.remove(image)
            return
        copy = Copy(f"copy_{self._new_name()}", self.random.choice(free))
        self.copied.add((image.id, copy.region))
        with self.expectations.lock:
            self.expectations.copies.append(copy)
        copy.id = self.client.call("cvm", "SyncImages", {
            "ImageIds": [image.id], "DestinationRegions": [copy.region], "ImageName": copy.name,
            "ImageSetRequired": True}, image.region)["ImageSet"][0]["ImageId"]

    def _change_vpc(self, vpc):
        value = f"v{self.random.randrange(1000)}"
        vpc.values = vpc.values | {value}
        self.client.call("vpc", "ModifyVpcAttribute", {"VpcId": vpc.id, "DomainName": value},
                         vpc.region)
        vpc.values = {value}

    def _switch(self, instance):
        """Off if it is on, and on if it is off."""
        action, later = (("StartInstances", {"STARTING", "RUNNING"}) if "STOPPED" in instance.values
                         else ("StopInstances", {"STOPPING", "STOPPED"}))
        instance.values = instance.values | later
        self.client.call("cvm", action, {"InstanceIds": [instance.id]}, instance.region)
        instance.values = later

    def _remove(self, resource):
        action, member = {VPC: ("DeleteVpc", "VpcId"), INSTANCE: ("TerminateInstances", "InstanceIds"),
                          KEY_PAIR: ("DeleteKeyPairs", "KeyIds")}[resource.kind]
        resource.removal_open = True
        self.client.call(resource.kind.service, action,
                         {member: [resource.id] if member.endswith("s") else resource.id},
                         resource.region or REGIONS[0])
        self.expectations.drop(resource)
        self.mine.remove(resource)
