"""Custom images: made of an instance, shared, and copied to other regions."""

import pytest

from cloud import eventually, filters, operate, refused
from instances import IMAGE, TYPE, look, run


@pytest.fixture
def image(guangzhou):
    instance = run(guangzhou, "ap-guangzhou-2", DataDisks=[{"DiskType": "CLOUD_PREMIUM", "DiskSize": 20}])[0]
    made = guangzhou.cvm.CreateImage(InstanceId=instance, ImageName="web", ForcePoweroff="FALSE").ImageId
    wait_until_normal(guangzhou, made)
    return made


def show(region, image):
    """The images of this ID: none or one."""
    return region.cvm.DescribeImages(ImageIds=[image]).ImageSet


def wait_until_normal(region, image):
    eventually(lambda: [one.ImageState for one in show(region, image)] == ["NORMAL"])


# M-23, M-28
def test_an_image_of_an_instance_starts_others_in_another_zone(guangzhou, image):
    [shown] = show(guangzhou, image)
    assert (shown.ImageName, shown.ImageType, shown.ImageSource) == ("web", "PRIVATE_IMAGE", "CREATE_IMAGE")
    assert shown.OsName == "Ubuntu Server 22.04 LTS 64bit" and shown.ImageSize == 50
    assert [one.DiskUsage for one in shown.SnapshotSet] == ["SYSTEM_DISK"]
    [started] = run(guangzhou, "ap-guangzhou-3", ImageId=image)
    seen = look(guangzhou, started)
    assert (seen.ImageId, seen.OsName) == (image, shown.OsName)


def test_an_image_is_found_changed_and_deleted(guangzhou, image):
    private = guangzhou.cvm.DescribeImages(Filters=filters(image_type="PRIVATE_IMAGE"))
    assert [one.ImageId for one in private.ImageSet] == [image]
    guangzhou.cvm.ModifyImageAttribute(  # as Terraform does it, of an image without a family
        ImageId=image, ImageName="shop", ImageDescription="of today", ImageFamily=""
    )
    [shown] = show(guangzhou, image)
    assert (shown.ImageName, shown.ImageDescription) == ("shop", "of today")
    with refused("InvalidImageName.Duplicate", image):
        instance = guangzhou.cvm.DescribeInstances().InstanceSet[0].InstanceId
        guangzhou.cvm.CreateImage(InstanceId=instance, ImageName="shop")
    guangzhou.cvm.DeleteImages(ImageIds=[image], DeleteBindedSnap=True)
    assert show(guangzhou, image) == []
    with refused("InvalidImageId.NotFound", image):
        guangzhou.cvm.DeleteImages(ImageIds=[image])


# M-21
def test_an_image_starts_instances_in_another_region_once_it_is_copied_there(guangzhou, shanghai, image):
    wanted = {"Placement": {"Zone": "ap-shanghai-1"}, "InstanceType": TYPE}
    with refused("InvalidImageId.NotFound", image):
        shanghai.cvm.RunInstances(ImageId=image, **wanted)
    [copy] = guangzhou.cvm.SyncImages(
        ImageIds=[image], DestinationRegions=["ap-shanghai"], ImageSetRequired=True
    ).ImageSet
    assert copy.Region == "ap-shanghai" and copy.ImageId != image
    wait_until_normal(shanghai, copy.ImageId)
    wait_until_normal(guangzhou, image)
    [started] = run(shanghai, "ap-shanghai-1", ImageId=copy.ImageId)
    assert look(shanghai, started).ImageId == copy.ImageId
    with refused("InvalidParameterValue.InvalidRegion", "ap-guangzhou"):
        guangzhou.cvm.SyncImages(ImageIds=[image], DestinationRegions=["ap-guangzhou"])
    with refused("InvalidParameterValue.InvalidImageId", IMAGE):
        guangzhou.cvm.SyncImages(ImageIds=[IMAGE], DestinationRegions=["ap-shanghai"])


# M-28
def test_a_shared_image_is_used_by_the_other_account_in_its_region(guangzhou, other, image):
    theirs = other.region("ap-guangzhou")
    assert show(theirs, image) == []
    guangzhou.cvm.ModifyImageSharePermission(
        ImageId=image, AccountIds=[str(other.uin)], Permission="SHARE"
    )
    [shown] = show(theirs, image)
    assert shown.ImageType == "SHARED_IMAGE"
    shares = guangzhou.cvm.DescribeImageSharePermission(ImageId=image).SharePermissionSet
    assert [one.AccountId for one in shares] == [str(other.uin)]
    run(theirs, "ap-guangzhou-2", ImageId=image)
    with refused("InvalidImageId.InShared", image):
        guangzhou.cvm.DeleteImages(ImageIds=[image])
    with refused("InvalidParameterValue.InvalidImageIdIsShared", image):
        theirs.cvm.DeleteImages(ImageIds=[image])


def test_copies_are_listed_by_who_sent_them(account, guangzhou, shanghai, image):
    [copy] = guangzhou.cvm.SyncImages(
        ImageIds=[image], DestinationRegions=["ap-shanghai"], ImageSetRequired=True
    ).ImageSet
    wait_until_normal(shanghai, copy.ImageId)
    wait_until_normal(guangzhou, image)
    [seen] = operate("DescribeCopies", {}, account, "ap-guangzhou")["CopySet"]
    assert (seen["CopyId"], seen["SourceId"], seen["Region"]) == (copy.ImageId, image, "ap-shanghai")
    assert (seen["State"], seen["Percent"]) == ("DONE", 100)
