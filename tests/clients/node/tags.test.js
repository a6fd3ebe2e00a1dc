// Tags on resources of two regions, by the official Node SDK.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const cloud = require("./cloud");

// M-8, M-13
test("tags of two regions are put on, found and taken off", async () => {
  const account = await cloud.newAccount();
  const guangzhou = cloud.region("ap-guangzhou", account);
  const shanghai = cloud.region("ap-shanghai", account);
  const make = async ({ vpc }) => (await vpc.CreateVpc({
    VpcName: "shop", CidrBlock: "10.0.0.0/16", Tags: [{ Key: "team", Value: "web" }],
  })).Vpc.VpcId;
  const [here, there] = [await make(guangzhou), await make(shanghai)];
  const name = (region, id) => `qcs::vpc:${region.name}:uin/:vpc/${id}`;

  await guangzhou.tag.AddResourceTag({
    Resource: name(shanghai, there), TagKey: "stage", TagValue: "live",
  });
  const { Tags } = await shanghai.tag.DescribeResourceTagsByResourceIds({
    ServiceType: "vpc", ResourcePrefix: "vpc", ResourceRegion: "ap-shanghai", ResourceIds: [there],
  });
  assert.deepEqual(Tags.map((tag) => [tag.TagKey, tag.TagValue]),
    [["team", "web"], ["stage", "live"]]);

  const found = await guangzhou.tag.GetResources({
    TagFilters: [{ TagKey: "team", TagValue: ["web"] }],
  });
  assert.deepEqual(found.ResourceTagMappingList.map((one) => one.Resource.split("/").at(-1)),
    [here, there]);

  await cloud.refused("FailedOperation.TagAttachedResource",
    () => guangzhou.tag.DeleteTag({ TagKey: "stage", TagValue: "live" }), there);
  await guangzhou.tag.UnTagResources({
    ResourceList: [name(shanghai, there), name(guangzhou, here)], TagKeys: ["team", "stage"],
  });
  assert.deepEqual((await guangzhou.tag.GetTags({})).Tags, []);

  const stranger = cloud.region("ap-guangzhou", await cloud.newAccount());
  await cloud.refused("InvalidParameterValue.ResourceDescriptionError", () =>
    stranger.tag.AddResourceTag({ Resource: name(guangzhou, here), TagKey: "a", TagValue: "1" }));
});
