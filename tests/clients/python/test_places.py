"""The catalogue of places: which regions and zones there are, and what they are called."""

import pytest

from cloud import TencentCloudSDKException, filters

# region: name in English and Chinese; zones: the same.
PLACES = {
    "ap-guangzhou": (
        "South China (Guangzhou)",
        "华南地区(广州)",
        {
            "ap-guangzhou-1": ("Guangzhou Zone I", "广州一区"),
            "ap-guangzhou-2": ("Guangzhou Zone II", "广州二区"),
            "ap-guangzhou-3": ("Guangzhou Zone III", "广州三区"),
        },
    ),
    "ap-shenzhen-fsi": (
        "South China (Shenzhen Finance)",
        "华南地区(深圳金融)",
        {"ap-shenzhen-fsi-1": ("Shenzhen Finance Zone I", "深圳金融一区")},
    ),
    "ap-shanghai": (
        "East China (Shanghai)",
        "华东地区(上海)",
        {"ap-shanghai-1": ("Shanghai Zone I", "上海一区")},
    ),
    "ap-shanghai-fsi": (
        "East China (Shanghai Finance)",
        "华东地区(上海金融)",
        {"ap-shanghai-fsi-1": ("Shanghai Finance Zone I", "上海金融一区")},
    ),
    "ap-beijing": (
        "North China (Beijing)",
        "华北地区(北京)",
        {"ap-beijing-1": ("Beijing Zone I", "北京一区")},
    ),
    "ap-hongkong": (
        "Southeast Asia (Hong Kong)",
        "东南亚地区(香港)",
        {"ap-hongkong-1": ("Hong Kong Zone I", "香港一区")},
    ),
    "ap-singapore": (
        "Southeast Asia (Singapore)",
        "东南亚地区(新加坡)",
        {"ap-singapore-1": ("Singapore Zone I", "新加坡一区")},
    ),
    "na-toronto": (
        "North America (Toronto)",
        "北美地区(多伦多)",
        {"na-toronto-1": ("Toronto Zone I", "多伦多一区")},
    ),
}
LANGUAGES = [("en-US", 0), ("zh-CN", 1)]


# M-1
@pytest.mark.parametrize("language, which", LANGUAGES)
def test_the_regions_are_exactly_the_published_ones_in_both_languages(account, language, which):
    for region in ("ap-guangzhou", ""):
        listed = account.region(region, language=language).cvm.DescribeRegions()
        assert listed.TotalCount == len(PLACES)
        assert {one.Region: one.RegionName for one in listed.RegionSet} == {
            place: names[which] for place, names in PLACES.items()
        }
        assert {one.RegionState for one in listed.RegionSet} == {"AVAILABLE"}


# M-1
@pytest.mark.parametrize("language, which", LANGUAGES)
def test_the_zones_of_each_region_are_exactly_the_published_ones(account, language, which):
    numbers = set()
    for place, (*_, zones) in PLACES.items():
        listed = account.region(place, language=language).cvm.DescribeZones()
        assert {one.Zone: one.ZoneName for one in listed.ZoneSet} == {
            zone: names[which] for zone, names in zones.items()
        }
        assert listed.TotalCount == len(zones)
        numbers |= {one.ZoneId for one in listed.ZoneSet}
    assert len(numbers) == 10, "every zone has a number of its own"


# M-1
def test_the_region_and_api_services_know_the_same_places(guangzhou):
    regions = guangzhou.region.DescribeRegions(Product="cvm")
    assert {one.Region for one in regions.RegionSet} == set(PLACES)
    for listed in (
        guangzhou.region.DescribeZones(Product="cvm"),
        guangzhou.api.DescribeZones(Product="cvm"),
    ):
        assert [one.Zone for one in listed.ZoneSet] == [
            "ap-guangzhou-1",
            "ap-guangzhou-2",
            "ap-guangzhou-3",
        ]
        assert all(one.ZoneId for one in listed.ZoneSet)


def test_products_are_listed_by_pages(guangzhou):
    every = guangzhou.region.DescribeProducts(Limit=100, Offset=0)
    names = [one.Name for one in every.Products]
    assert every.TotalCount == len(names) and {"cvm", "vpc", "cbs", "clb"} <= set(names)
    second = guangzhou.region.DescribeProducts(Limit=2, Offset=2)
    assert [one.Name for one in second.Products] == names[2:4]


# M-2
def test_a_sold_out_zone_stays_listed_and_shows_no_stock(guangzhou):
    assert "ap-guangzhou-1" in [one.Zone for one in guangzhou.cvm.DescribeZones().ZoneSet]
    states = {}
    for zone in ("ap-guangzhou-1", "ap-guangzhou-2"):
        offered = guangzhou.cvm.DescribeZoneInstanceConfigInfos(Filters=filters(zone=zone))
        states[zone] = {one.Status for one in offered.InstanceTypeQuotaSet}
    assert states["ap-guangzhou-1"] == {"SOLD_OUT"}
    assert "SELL" in states["ap-guangzhou-2"]


def test_errors_are_told_in_the_language_asked_for(account):
    english = words_of_a_refusal(account, "en-US")
    chinese = words_of_a_refusal(account, "zh-CN")
    assert english.isascii()
    assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese)


def words_of_a_refusal(account, language):
    with pytest.raises(TencentCloudSDKException) as caught:
        account.region("ap-guangzhou", language=language).vpc.CreateVpc(VpcName="shop")
    return caught.value.get_message()
