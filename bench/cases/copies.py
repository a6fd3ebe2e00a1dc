"""Copying an image to another region: from the call to where instances start from the copy there."""
import statistics
import time

from harness.cloud import Cloud, image_of, new_network, run_instances
from harness.report import Figure

ROUNDS = 40
THERE = "ap-shanghai"


def _copy(cloud, image, name) -> float:
    """Milliseconds until DescribeImages of the other region shows it as NORMAL."""
    begun = time.monotonic()
    copy = cloud.call("cvm", "SyncImages", {
        "ImageIds": [image], "DestinationRegions": [THERE], "ImageName": name,
        "ImageSetRequired": True})["ImageSet"][0]["ImageId"]
    while True:
        shown = cloud.call("cvm", "DescribeImages", {"ImageIds": [copy]}, THERE)["ImageSet"]
        if shown and shown[0]["ImageState"] == "NORMAL":
            return (time.monotonic() - begun) * 1e3


def _wait_until_known_here(cloud, image):
    """The sender hears of the end a moment later, and sends no second copy before."""
    while cloud.call("cvm", "DescribeImages", {"ImageIds": [image]})["ImageSet"][0]["ImageState"] != "NORMAL":
        pass


def measure(context) -> list:
    directory = context.directory("copies")
    catalogue = directory / "catalogue.toml"
    catalogue.write_text(f'name = "copies"\ninclude = ["2017.toml"]\n[limits]\nimages = {ROUNDS + 2}\n')
    with Cloud(context.binary, directory / "data", catalogue=catalogue) as cloud:
        vpc, [subnet] = new_network(cloud, 1)
        instance = cloud.call("cvm", "RunInstances", run_instances(vpc, subnet, image_of(cloud)))["InstanceIdSet"][0]
        image = cloud.call("cvm", "CreateImage", {"InstanceId": instance, "ImageName": "bench"})["ImageId"]
        took = []
        for number in range(ROUNDS):
            took.append(_copy(cloud, image, f"copy-{number}"))
            _wait_until_known_here(cloud, image)
    took = took[1:]  # the first opens the other region
    return [Figure("image-copy", f"{len(took)} copies between regions, both durable", "", statistics.median(took),
                   unit="ms", goal=10, floor=100, more_is_better=False,
                   details={"slowest_ms": max(took)})]
