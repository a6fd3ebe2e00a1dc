"""Launch templates: what one always says at launch, said once."""

import pytest

from cloud import refused
from instances import IMAGE, TYPE, look, wait_for


@pytest.fixture
def template(guangzhou):
    return guangzhou.cvm.CreateLaunchTemplate(
        LaunchTemplateName="web",
        Placement={"Zone": "ap-guangzhou-2"},
        ImageId=IMAGE,
        InstanceType=TYPE,
        InstanceName="by-template",
    ).LaunchTemplateId


def test_instances_start_from_a_template_and_what_is_said_goes_first(guangzhou, template):
    assert template.startswith("lt-")
    [plain] = guangzhou.cvm.RunInstances(
        LaunchTemplate={"LaunchTemplateId": template}
    ).InstanceIdSet
    [named] = guangzhou.cvm.RunInstances(
        LaunchTemplate={"LaunchTemplateId": template}, InstanceName="by-hand"
    ).InstanceIdSet
    wait_for(guangzhou, [plain, named], "RUNNING")
    shown = look(guangzhou, plain)
    assert (shown.InstanceName, shown.InstanceType, shown.Placement.Zone) == (
        "by-template",
        TYPE,
        "ap-guangzhou-2",
    )
    assert look(guangzhou, named).InstanceName == "by-hand"


def test_a_template_has_versions_of_which_one_is_the_default(guangzhou, template):
    second = guangzhou.cvm.CreateLaunchTemplateVersion(
        LaunchTemplateId=template,
        Placement={"Zone": "ap-guangzhou-3"},
        ImageId=IMAGE,
        InstanceType="S2.SMALL2",
        InstanceName="second",
    ).LaunchTemplateVersionNumber
    assert second == 2
    versions = guangzhou.cvm.DescribeLaunchTemplateVersions(LaunchTemplateId=template)
    # Terraform reads a template back from the first that is listed, which is the one it made.
    assert [
        (one.LaunchTemplateVersion, one.IsDefaultVersion)
        for one in versions.LaunchTemplateVersionSet
    ] == [(1, True), (2, False)]
    [chosen] = guangzhou.cvm.RunInstances(
        LaunchTemplate={"LaunchTemplateId": template, "LaunchTemplateVersion": 2}
    ).InstanceIdSet
    assert look(guangzhou, chosen).InstanceName == "second"
    guangzhou.cvm.ModifyLaunchTemplateDefaultVersion(LaunchTemplateId=template, DefaultVersion=2)
    [default] = guangzhou.cvm.RunInstances(
        LaunchTemplate={"LaunchTemplateId": template}
    ).InstanceIdSet
    assert look(guangzhou, default).InstanceName == "second"
    guangzhou.cvm.DeleteLaunchTemplateVersions(
        LaunchTemplateId=template, LaunchTemplateVersions=[1]
    )
    assert guangzhou.cvm.DescribeLaunchTemplateVersions(LaunchTemplateId=template).TotalCount == 1


def test_templates_are_listed_and_deleted(guangzhou, template):
    [shown] = guangzhou.cvm.DescribeLaunchTemplates(LaunchTemplateIds=[template]).LaunchTemplateSet
    assert (shown.LaunchTemplateName, shown.DefaultVersionNumber, shown.LatestVersionNumber) == (
        "web",
        1,
        1,
    )
    guangzhou.cvm.DeleteLaunchTemplate(LaunchTemplateId=template)
    assert guangzhou.cvm.DescribeLaunchTemplates().TotalCount == 0
    with refused("InvalidParameterValue.LaunchTemplateNotFound", template):
        guangzhou.cvm.RunInstances(LaunchTemplate={"LaunchTemplateId": template})


def test_a_version_that_is_not_there_starts_nothing(guangzhou, template):
    with refused("InvalidParameterValue.LaunchTemplateVersion"):
        guangzhou.cvm.RunInstances(
            LaunchTemplate={"LaunchTemplateId": template, "LaunchTemplateVersion": 9}
        )
    assert guangzhou.cvm.DescribeInstances().TotalCount == 0
