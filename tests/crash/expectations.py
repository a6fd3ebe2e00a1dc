"""What clients may expect of the cloud, from the replies they got."""

import threading
import time

REGIONS = ["ap-guangzhou", "ap-shanghai", "na-toronto"]


class Violation(Exception):
    """The cloud broke a promise."""


class Kind:
    """How a kind of resource is listed."""

    def __init__(self, service, action, items, id_member, name_member, value_member=None,
                 limit=int, regional=True):
        self.service, self.action, self.items = service, action, items
        self.id_member, self.name_member, self.value_member = id_member, name_member, value_member
        self.limit = limit          # the type of Offset and Limit: some services want text
        self.regional = regional    # else the account plane's: the same from every region

    def list(self, client, region):
        listed = []
        while True:
            page = client.call(self.service, self.action,
                               {"Offset": self.limit(len(listed)), "Limit": self.limit(100)}, region)
            listed += page[self.items]
            if len(listed) >= page["TotalCount"] or not page[self.items]:
                return listed


VPC = Kind("vpc", "DescribeVpcs", "VpcSet", "VpcId", "VpcName", "DomainName", limit=str)
INSTANCE = Kind("cvm", "DescribeInstances", "InstanceSet", "InstanceId", "InstanceName",
                "InstanceState")
KEY_PAIR = Kind("cvm", "DescribeKeyPairs", "KeyPairSet", "KeyId", "KeyName", regional=False)
IMAGE = Kind("cvm", "DescribeImages", "ImageSet", "ImageId", "ImageName")
KINDS = [IMAGE, VPC, INSTANCE, KEY_PAIR]

# What an instance's state may become by itself.
LATER_STATES = {"PENDING": "RUNNING", "STARTING": "RUNNING", "STOPPING": "STOPPED"}


class Resource:
    """One named resource: its creation and removal are either acknowledged or open."""

    def __init__(self, kind, region, name, request, values=("",)):
        self.kind, self.region, self.name = kind, region, name
        self.request = request      # members it must show as they were asked for
        self.id = None              # known once acknowledged or seen
        self.removal_open = False
        self.values = set(values)   # what its changeable member may hold


class Launch:
    """A call with a ClientToken, and the first answer to it."""

    def __init__(self, region, request, instances):
        self.region, self.request, self.instances = region, request, instances
        self.ids = None             # the acknowledged answer


class Copy:
    """A copy of an image in another region. Nobody is told when it comes; it comes, and once."""

    def __init__(self, name, region):
        self.name, self.region = name, region
        self.id = None              # the acknowledged answer


class Expectations:
    """Shared by the workers; each resource belongs to the one worker that made it."""

    def __init__(self):
        self.lock = threading.Lock()
        self.resources = {}         # by name
        self.launches = []
        self.copies = []

    def add(self, resource):
        with self.lock:
            self.resources[resource.name] = resource

    def drop(self, resource):
        with self.lock:
            self.resources.pop(resource.name, None)

    def verify(self, client, generator):
        """Compares everything there is with what was acknowledged, and settles what was open."""
        self._verify_lists(client)
        self._repeat_launches(client, generator)
        self._verify_lists(client)
        for region in REGIONS:
            self._verify_copies(client, region, [copy for copy in self.copies if copy.region == region])

    def _verify_copies(self, client, region, copies):
        """Each that was acknowledged comes to be usable; none is there twice."""
        end = time.monotonic() + 20
        while True:
            listed = {}
            for item in IMAGE.list(client, region):
                listed.setdefault(item["ImageName"], []).append((item["ImageId"], item["ImageState"]))
            late = []
            for copy in copies:
                found = listed.get(copy.name, [])
                if len(found) > 1:
                    raise Violation(f"the copy {copy.name} is in {region} twice")
                if copy.id and found and found[0][0] != copy.id:
                    raise Violation(f"the copy {copy.name} was {copy.id} and is {found[0][0]}")
                if copy.id and (not found or found[0][1] != "NORMAL"):
                    late.append(f"{copy.name} {copy.id}: {found}")
            if not late:
                return
            if time.monotonic() > end:
                raise Violation(f"copies were acknowledged and are not in {region}: {late[:3]}")
            time.sleep(0.02)

    def _verify_lists(self, client):
        for kind in KINDS:
            for region in REGIONS:
                self._verify_list(kind, region, kind.list(client, region))

    def _verify_list(self, kind, region, items):
        listed = {}
        for item in items:
            name = item[kind.name_member]
            if not name.startswith("crash") or item.get("InstanceState") == "TERMINATING":
                continue            # the account found it there, or it is on its way out
            if name in listed:
                raise Violation(f"{name} is there twice")
            listed[name] = item
        expected = {name: resource for name, resource in self.resources.items()
                    if resource.kind is kind and (not kind.regional or resource.region == region)}
        for name in listed.keys() - expected.keys():
            raise Violation(f"{name} is in {region}, though it was removed or never made")
        for name, resource in expected.items():
            if name in listed:
                self._verify_item(resource, listed[name])
            elif resource.id and not resource.removal_open:
                raise Violation(f"{name} {resource.id} was acknowledged and is not in {region}")
            else:
                self.drop(resource)

    def _verify_item(self, resource, item):
        kind = resource.kind
        if resource.id not in (None, item[kind.id_member]):
            raise Violation(f"{resource.name} was {resource.id} and is {item[kind.id_member]}")
        for member, value in resource.request.items():
            if item[member] != value:
                raise Violation(f"{resource.name} is there in part: {member} is {item[member]!r}")
        if kind.value_member:
            value = item[kind.value_member]
            if value not in resource.values:
                raise Violation(f"{resource.name}: {kind.value_member} is {value!r}, "
                                f"not one of {resource.values}")
            resource.values = {value, LATER_STATES.get(value, value)}
        resource.id = item[kind.id_member]
        resource.removal_open = False

    def _repeat_launches(self, client, generator):
        """Open launches again, and some that were answered: each has one answer, for good."""
        still_open = [launch for launch in self.launches if launch.ids is None]
        answered = [launch for launch in self.launches if launch.ids is not None]
        for launch in still_open + generator.sample(answered, min(len(answered), 25)):
            ids = client.call("cvm", "RunInstances", launch.request, launch.region)["InstanceIdSet"]
            if launch.ids is None:
                launch.ids = ids
                for instance, instance_id in zip(launch.instances, ids):
                    if instance.id not in (None, instance_id):
                        raise Violation(f"{instance.name} was made twice: {instance.id} and "
                                        f"{instance_id}")
                    instance.id = instance_id
                    self.add(instance)
            elif ids != launch.ids:
                raise Violation(f"{launch.request['ClientToken']} was answered with {launch.ids}, "
                                f"and now with {ids}")
