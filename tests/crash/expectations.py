"""What clients may expect of the cloud, from the replies they got."""

import threading


class Violation(Exception):
    """The cloud broke a promise."""


class Resource:
    """One named resource: its creation and removal are either acknowledged or open."""

    def __init__(self, kind, region, name, request):
        self.kind, self.region, self.name, self.request = kind, region, name, request
        self.id = None            # known once acknowledged or seen
        self.removal_open = False
        self.values = {""}        # what its changeable member may hold: the last acknowledged, and open ones


class Kind:
    """How a kind of resource is listed."""

    def __init__(self, service, action, items, id_member, name_member, value_member, limit):
        self.service, self.action, self.items = service, action, items
        self.id_member, self.name_member, self.value_member = id_member, name_member, value_member
        self.limit = limit        # the type of Offset and Limit: some services want text

    def list(self, client, region):
        listed = []
        while True:
            page = client.call(self.service, self.action,
                               {"Offset": self.limit(len(listed)), "Limit": self.limit(100)}, region)
            listed += page[self.items]
            if len(listed) >= page["TotalCount"] or not page[self.items]:
                return listed


VPC = Kind("vpc", "DescribeVpcs", "VpcSet", "VpcId", "VpcName", "DomainName", str)
KINDS = [VPC]
REGIONS = ["ap-guangzhou", "ap-shanghai", "na-toronto"]


class Expectations:
    """Shared by the workers; each resource belongs to the one worker that made it."""

    def __init__(self):
        self.lock = threading.Lock()
        self.resources = {}       # by name

    def add(self, resource):
        with self.lock:
            self.resources[resource.name] = resource

    def drop(self, resource):
        with self.lock:
            del self.resources[resource.name]

    def verify(self, client):
        """Compares everything there is with what was acknowledged, and settles what was open."""
        for kind in KINDS:
            for region in REGIONS:
                self._verify_list(kind, region, kind.list(client, region))

    def _verify_list(self, kind, region, items):
        listed = {}
        for item in items:
            name = item[kind.name_member]
            if not name.startswith("r"):
                continue          # the account found it there
            if name in listed:
                raise Violation(f"{name} is there twice")
            listed[name] = item
        expected = {name: resource for name, resource in self.resources.items()
                    if resource.kind is kind and resource.region == region}
        for name in listed.keys() - expected.keys():
            raise Violation(f"{name} is there, though its removal was acknowledged")
        for name, resource in expected.items():
            if name in listed:
                self._verify_item(resource, listed[name])
            elif resource.id and not resource.removal_open:
                raise Violation(f"{name} {resource.id} was acknowledged and is lost")
            else:
                self.drop(resource)

    def _verify_item(self, resource, item):
        kind = resource.kind
        if resource.id not in (None, item[kind.id_member]):
            raise Violation(f"{resource.name} was {resource.id} and is {item[kind.id_member]}")
        for member, value in resource.request.items():
            if item[member] != value:
                raise Violation(f"{resource.name} is there in part: {member} is {item[member]!r}")
        if item[kind.value_member] not in resource.values:
            raise Violation(f"{resource.name}: {kind.value_member} is {item[kind.value_member]!r}, "
                            f"not one of {resource.values}")
        resource.id = item[kind.id_member]
        resource.removal_open = False
        resource.values = {item[kind.value_member]}
