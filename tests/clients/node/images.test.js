// Custom images, made in one region and used in another.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const cloud = require("./cloud");

async function show({ cvm }, image) {
  return (await cvm.DescribeImages({ ImageIds: [image] })).ImageSet;
}

async function untilNormal(region, image) {
  await cloud.eventually(async () => {
    const [shown] = await show(region, image);
    return shown && shown.ImageState === "NORMAL";
  });
}

// M-21, M-23, M-28
test("an image is made, copied to another region, started there, and deleted", async () => {
  const account = await cloud.newAccount();
  const guangzhou = cloud.region("ap-guangzhou", account);
  const shanghai = cloud.region("ap-shanghai", account);
  const [instance] = await cloud.run(guangzhou, "ap-guangzhou-2");
  const { ImageId } = await guangzhou.cvm.CreateImage({ InstanceId: instance, ImageName: "web" });
  await untilNormal(guangzhou, ImageId);
  const [shown] = await show(guangzhou, ImageId);
  assert.deepEqual([shown.ImageName, shown.ImageType], ["web", "PRIVATE_IMAGE"]);
  assert.equal(shown.SnapshotSet.length, 1);

  await cloud.refused("InvalidImageId.NotFound", () => shanghai.cvm.RunInstances({
    Placement: { Zone: "ap-shanghai-1" }, ImageId, InstanceType: cloud.TYPE,
  }), ImageId);
  const { ImageSet } = await guangzhou.cvm.SyncImages({
    ImageIds: [ImageId], DestinationRegions: ["ap-shanghai"], ImageSetRequired: true,
  });
  const copy = ImageSet[0].ImageId;
  await untilNormal(shanghai, copy);
  await untilNormal(guangzhou, ImageId);
  const [started] = await cloud.run(shanghai, "ap-shanghai-1", { ImageId: copy });
  assert.equal((await cloud.look(shanghai, started)).ImageId, copy);

  await guangzhou.cvm.DeleteImages({ ImageIds: [ImageId], DeleteBindedSnap: true });
  assert.deepEqual(await show(guangzhou, ImageId), []);
  assert.equal((await show(shanghai, copy)).length, 1);
});
