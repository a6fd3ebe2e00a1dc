"""Tags and projects by service `tag`: as Terraform's provider uses it, and by themselves."""

import pytest

from cloud import refused
from instances import run


def name_of(region, service, prefix, id, place=None):
    return f"qcs::{service}:{region.name if place is None else place}:uin/:{prefix}/{id}"


def tags_on(region, service, prefix, id):
    answer = region.tag.DescribeResourceTagsByResourceIds(
        ServiceType=service,
        ResourcePrefix=prefix,
        ResourceRegion=region.name,
        ResourceIds=[id],
        Limit=20,
        Offset=0,
    )
    assert all(tag.ResourceId == id for tag in answer.Tags)
    return {tag.TagKey: tag.TagValue for tag in answer.Tags}


def pairs(tags):
    return [(tag.TagKey, tag.TagValue) for tag in tags]


def make_vpc(region, **tags):
    return region.vpc.CreateVpc(
        VpcName="shop",
        CidrBlock="10.0.0.0/16",
        Tags=[{"Key": key, "Value": value} for key, value in tags.items()],
    ).Vpc.VpcId


# M-8
def test_tags_given_with_a_resource_are_there_at_once_and_changed_by_the_tag_service(guangzhou):
    [instance] = run(
        guangzhou,
        "ap-guangzhou-2",
        TagSpecification=[
            {"ResourceType": "instance", "Tags": [{"Key": "team", "Value": "web"}]}
        ],
    )
    assert tags_on(guangzhou, "cvm", "instance", instance) == {"team": "web"}
    guangzhou.tag.ModifyResourceTags(
        Resource=name_of(guangzhou, "cvm", "instance", instance),
        ReplaceTags=[{"TagKey": "stage", "TagValue": "live"}],
        DeleteTags=[{"TagKey": "team"}],
    )
    assert tags_on(guangzhou, "cvm", "instance", instance) == {"stage": "live"}
    [shown] = guangzhou.cvm.DescribeInstances(InstanceIds=[instance]).InstanceSet
    assert [(tag.Key, tag.Value) for tag in shown.Tags] == [("stage", "live")]


def test_an_attachment_lives_as_terraform_wants_it(guangzhou):
    name = name_of(guangzhou, "vpc", "vpc", make_vpc(guangzhou))
    guangzhou.tag.AddResourceTag(TagKey="team", TagValue="web", Resource=name)
    with refused("ResourceInUse.TagKeyAttached", "team"):
        guangzhou.tag.AddResourceTag(TagKey="team", TagValue="data", Resource=name)
    [found] = guangzhou.tag.GetResources(ResourceList=[name]).ResourceTagMappingList
    assert (found.Resource, pairs(found.Tags)) == (name, [("team", "web")])
    guangzhou.tag.UpdateResourceTagValue(TagKey="team", TagValue="data", Resource=name)
    [found] = guangzhou.tag.GetResources(ResourceList=[name]).ResourceTagMappingList
    assert pairs(found.Tags) == [("team", "data")]
    guangzhou.tag.DeleteResourceTag(TagKey="team", Resource=name)
    with refused("ResourceNotFound.AttachedTagKeyNotFound"):
        guangzhou.tag.DeleteResourceTag(TagKey="team", Resource=name)
    assert guangzhou.tag.GetResources(ResourceList=[name]).ResourceTagMappingList == []


def test_a_tag_lives_as_terraform_wants_it(guangzhou, shanghai):
    guangzhou.tag.CreateTag(TagKey="team", TagValue="web")
    with refused("ResourceInUse.TagDuplicate"):
        shanghai.tag.CreateTag(TagKey="team", TagValue="web")
    assert pairs(shanghai.tag.GetTags(TagKeys=["team"]).Tags) == [("team", "web")]
    vpc = make_vpc(shanghai, team="web")
    with refused("FailedOperation.TagAttachedResource", vpc):
        guangzhou.tag.DeleteTag(TagKey="team", TagValue="web")
    shanghai.vpc.DeleteVpc(VpcId=vpc)
    guangzhou.tag.DeleteTag(TagKey="team", TagValue="web")
    with refused("ResourceNotFound.TagNonExist"):
        guangzhou.tag.DeleteTag(TagKey="team", TagValue="web")


# M-8
def test_resources_of_all_regions_are_found_by_their_tags(guangzhou, shanghai):
    here, there = make_vpc(guangzhou, team="web", stage="live"), make_vpc(shanghai, team="web")
    found = guangzhou.tag.DescribeResourcesByTags(
        TagFilters=[{"TagKey": "team", "TagValue": ["web"]}]
    )
    assert [(row.ResourceRegion, row.ResourceId) for row in found.Rows] == [
        ("ap-guangzhou", here),
        ("ap-shanghai", there),
    ]
    found = guangzhou.tag.GetResources(TagFilters=[{"TagKey": "stage", "TagValue": []}])
    [row] = found.ResourceTagMappingList
    assert row.Resource == f"qcs::vpc:ap-guangzhou:uin/{guangzhou.account.uin}:vpc/{here}"
    first = guangzhou.tag.GetResources(MaxResults=1)
    second = guangzhou.tag.GetResources(MaxResults=1, PaginationToken=first.PaginationToken)
    assert second.ResourceTagMappingList[0].Resource.endswith(there)
    assert second.PaginationToken == ""


def test_several_resources_are_tagged_at_once_and_failures_are_told(guangzhou, shanghai):
    here, there = make_vpc(guangzhou), make_vpc(shanghai)
    names = [name_of(guangzhou, "vpc", "vpc", here), name_of(shanghai, "vpc", "vpc", there)]
    gone = name_of(guangzhou, "vpc", "vpc", there)
    answer = guangzhou.tag.TagResources(
        ResourceList=[*names, gone], Tags=[{"TagKey": "team", "TagValue": "web"}]
    )
    [failed] = answer.FailedResources
    assert failed.Resource == gone and there in failed.Message
    assert tags_on(shanghai, "vpc", "vpc", there) == {"team": "web"}
    assert guangzhou.tag.UnTagResources(ResourceList=names, TagKeys=["team"]).FailedResources == []
    assert tags_on(guangzhou, "vpc", "vpc", here) == {}


# M-13
def test_anothers_resources_and_tags_do_not_exist(guangzhou, other):
    theirs = make_vpc(other.region("ap-guangzhou"), team="web")
    assert tags_on(guangzhou, "vpc", "vpc", theirs) == {}
    assert guangzhou.tag.GetTags().Tags == []
    with refused("InvalidParameterValue.ResourceDescriptionError", theirs):
        guangzhou.tag.AddResourceTag(
            TagKey="a", TagValue="1", Resource=name_of(guangzhou, "vpc", "vpc", theirs)
        )


@pytest.mark.parametrize(
    "key, value, code",
    [
        ("", "1", "InvalidParameterValue.TagKeyEmpty"),
        ("k" * 128, "1", "InvalidParameterValue.TagKeyLengthExceeded"),
        ("qcloud", "1", "InvalidParameter.ReservedTagKey"),
        ("a", "v" * 256, "InvalidParameterValue.TagValueLengthExceeded"),
    ],
)
def test_texts_that_are_none_are_refused(guangzhou, key, value, code):
    with refused(code):
        guangzhou.tag.CreateTag(TagKey=key, TagValue=value)
    with refused(code):
        guangzhou.tag.AddResourceTag(
            TagKey=key, TagValue=value, Resource=name_of(guangzhou, "vpc", "vpc", make_vpc(guangzhou))
        )


def test_buckets_are_refused_clearly(guangzhou):
    with refused("InvalidParameter.UnsupportedService", "cos"):
        guangzhou.tag.TagResources(
            ResourceList=["qcs::cos:ap-guangzhou:uid/1250000001:prefix//1250000001/photos"],
            Tags=[{"TagKey": "a", "TagValue": "1"}],
        )


def test_a_project_takes_resources_of_every_region(guangzhou, shanghai, other):
    project = guangzhou.tag.AddProject(ProjectName="shop", Info="the web shop").ProjectId
    shown = shanghai.tag.DescribeProjects(AllList=1, Limit=1000, Offset=0).Projects
    assert [(one.ProjectId, one.ProjectInfo) for one in shown[1:]] == [(project, "the web shop")]
    group = shanghai.vpc.CreateSecurityGroup(
        GroupName="web", GroupDescription="", ProjectId=str(project)
    ).SecurityGroup
    assert group.ProjectId == str(project)
    with refused("ResourceNotFound", str(project)):
        other.region("ap-shanghai").vpc.CreateSecurityGroup(
            GroupName="web", GroupDescription="", ProjectId=str(project)
        )
    with refused("InvalidParameter.ProjectNameExisted"):
        guangzhou.tag.AddProject(ProjectName="shop")
