"""What can be launched: instance types, their families, images, quotas and prices."""

from cloud import filters, refused
from instances import IMAGE, TYPE


def test_instance_types_are_listed_by_zone_and_family(guangzhou):
    every = guangzhou.cvm.DescribeInstanceTypeConfigs().InstanceTypeConfigSet
    assert {one.Zone for one in every} == {"ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"}
    some = guangzhou.cvm.DescribeInstanceTypeConfigs(
        Filters=filters(zone="ap-guangzhou-2", instance_family="S2")
    ).InstanceTypeConfigSet
    assert {(one.Zone, one.InstanceFamily) for one in some} == {("ap-guangzhou-2", "S2")}
    small = next(one for one in some if one.InstanceType == TYPE)
    assert (small.CPU, small.Memory, small.GPU) == (1, 1, 0)
    with refused("InvalidFilter"):
        guangzhou.cvm.DescribeInstanceTypeConfigs(Filters=filters(colour="red"))


def test_families_have_names(guangzhou):
    families = {
        one.InstanceFamily: one.InstanceFamilyName
        for one in guangzhou.cvm.DescribeInstanceFamilyConfigs().InstanceFamilyConfigSet
    }
    assert families["S2"] == "Standard S2"


def test_stock_and_price_are_shown_by_charge_type(guangzhou):
    offered = guangzhou.cvm.DescribeZoneInstanceConfigInfos(
        Filters=filters(
            zone="ap-guangzhou-2", instance_type=TYPE, instance_charge_type="POSTPAID_BY_HOUR"
        )
    )
    [small] = offered.InstanceTypeQuotaSet
    assert (small.InstanceType, small.Status, small.Cpu, small.Memory) == (TYPE, "SELL", 1, 1)
    assert small.Price.UnitPrice > 0 and small.Price.ChargeUnit == "HOUR"


def test_internet_traffic_can_be_charged_in_several_ways(guangzhou):
    ways = {
        one.InternetChargeType
        for one in guangzhou.cvm.DescribeInternetChargeTypeConfigs().InternetChargeTypeConfigSet
    }
    assert {"BANDWIDTH_PREPAID", "TRAFFIC_POSTPAID_BY_HOUR"} <= ways


def test_a_price_is_told_before_anything_is_bought(guangzhou):
    asked = {"Placement": {"Zone": "ap-guangzhou-2"}, "ImageId": IMAGE, "InstanceType": TYPE}
    one = guangzhou.cvm.InquiryPriceRunInstances(**asked).Price.InstancePrice
    assert one.UnitPrice > 0 and one.ChargeUnit == "HOUR"
    three = guangzhou.cvm.InquiryPriceRunInstances(InstanceCount=3, **asked).Price.InstancePrice
    assert abs(three.UnitPrice - 3 * one.UnitPrice) < 0.02
    month = guangzhou.cvm.InquiryPriceRunInstances(
        InstanceChargeType="PREPAID", InstanceChargePrepaid={"Period": 1}, **asked
    )
    assert month.Price.InstancePrice.OriginalPrice > one.UnitPrice
    assert guangzhou.cvm.DescribeInstances().TotalCount == 0


def test_the_quota_of_an_account_is_shown_by_zone(guangzhou):
    quota = guangzhou.cvm.DescribeAccountQuota(Filters=filters(zone="ap-guangzhou-2"))
    [postpaid] = quota.AccountQuotaOverview.AccountQuota.PostPaidQuotaSet
    assert postpaid.Zone == "ap-guangzhou-2"
    assert postpaid.TotalQuota == postpaid.RemainingQuota + postpaid.UsedQuota > 0


def test_the_same_public_images_are_in_every_region(guangzhou, shanghai):
    here, there = (
        {
            one.ImageId: one.OsName
            for one in region.cvm.DescribeImages(
                Filters=filters(image_type="PUBLIC_IMAGE"), Limit=100
            ).ImageSet
        }
        for region in (guangzhou, shanghai)
    )
    assert here == there
    assert "Ubuntu" in here[IMAGE] and len({name.split()[0] for name in here.values()}) >= 3
