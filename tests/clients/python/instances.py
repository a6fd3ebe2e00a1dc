"""Steps that many tests share: a network to stand on, instances on it, and what became of them."""

from cloud import eventually

TYPE = "S2.SMALL1"
IMAGE = "img-487zeit5"  # Ubuntu Server 22.04 LTS, the same in every region
PUBLIC_KEY = (
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCwtMqzoXHu5bWQxhEK5jaEI6wwdrVnYpefD6EZ3uxWGQUG3LTnV8"
    "FMXU7vF7T/AAGX8cmUcnFO1dvin0A7dNpVNT65umD2SLsBA53kdr3Q8futgC6b6NwvRnDA493/2i5L5xV7rDVTO+7k"
    "dM4hn13GPzstRRaVRbFCc98qO4Yskc9IDUvxa/75GtcgKSifJzg2bipeoNe6eN9PFCDfjZ2vb6khr8B7ZmTTrIP2fr"
    "MqRWRYTof1UH21x9TJO9etD25hrh6BKdqJ09zCEHaFIMpNFK/+ghUnPBxmiEApoBg2WahBBG0TermqkV9IEwhV+299"
    "D6i1JsDYDWvGJKeDts65"
)
ANOTHER_PUBLIC_KEY = (
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDEl5APMdTfZWZsqiErof59R/5eqav6aHPSMUGOvhBQ2pBLNlnFgk"
    "EyAHxBDilPlM8piGa6qu0+5pZLgyxdyLrZchOJfroFEqky85fL1FXSN92Sn5jyGmmvExVcj+AuZAFvyJfy0AkNGP1t"
    "rGJtKco44a3F3yg4IwLT3eGefANNZP74yUpD9o6VKc4lT8k2yzjtc2TdWG6bEy4r3+peyeut3aa/FmtyvxEZ3xMqyJ"
    "BB75B3zAlwljZCKSKd8kzVZguqTR8SUnPxhqpR2zJS8xtL9zD1oWBZMDHvlGFJ8Ya8tUoS8Sac0tN7Co1vqouBQceU"
    "fpnlFzAxSiK4ALWhBLJp"
)


class Network:
    """A VPC with one subnet, in one zone."""

    def __init__(self, region, zone, cidr="10.0.0.0/16", subnet_cidr="10.0.1.0/24"):
        self.region, self.zone = region, zone
        self.vpc = region.vpc.CreateVpc(VpcName="shop", CidrBlock=cidr).Vpc.VpcId
        self.subnet = self.add_subnet(zone, subnet_cidr)

    def add_subnet(self, zone, cidr, name="shop-subnet"):
        return self.region.vpc.CreateSubnet(
            VpcId=self.vpc, SubnetName=name, CidrBlock=cidr, Zone=zone
        ).Subnet.SubnetId

    def place(self, subnet=None, **more):
        return {"VpcId": self.vpc, "SubnetId": subnet or self.subnet, **more}


def start(region, zone, **more):
    """RunInstances with the least it needs, and `more`; returns the IDs at once."""
    wanted = {"Placement": {"Zone": zone}, "ImageId": IMAGE, "InstanceType": TYPE, **more}
    return region.cvm.RunInstances(**wanted).InstanceIdSet


def run(region, zone, **more):
    """Starts instances and waits until all of them run; returns their IDs."""
    ids = start(region, zone, **more)
    wait_for(region, ids, "RUNNING")
    return ids


def wait_for(region, ids, state):
    def all_there():
        seen = region.cvm.DescribeInstances(InstanceIds=ids, Limit=100).InstanceSet
        return len(seen) == len(ids) and all(
            one.InstanceState == state and one.LatestOperationState == "SUCCESS" for one in seen
        )

    eventually(all_there)


def wait_until_gone(region, ids):
    eventually(lambda: region.cvm.DescribeInstances(InstanceIds=ids).TotalCount == 0)


def stop(region, ids):
    region.cvm.StopInstances(InstanceIds=ids)
    wait_for(region, ids, "STOPPED")


def terminate(region, ids):
    region.cvm.TerminateInstances(InstanceIds=ids)
    wait_until_gone(region, ids)


def look(region, instance):
    """The one instance as DescribeInstances shows it."""
    return region.cvm.DescribeInstances(InstanceIds=[instance]).InstanceSet[0]


def count(region):
    return region.cvm.DescribeInstances().TotalCount
