// Cloud disks and snapshots by the Node SDK: create, read, change, refuse, delete.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { cbs } = require("tencentcloud-sdk-nodejs/tencentcloud/services/cbs");
const cloud = require("./cloud");

const ZONE = "ap-guangzhou-2";

// M-31, M-32
test("a disk is made, attached, copied by its snapshot, and taken away", async () => {
  const account = await cloud.newAccount();
  const region = cloud.region("ap-guangzhou", account);
  const disks = new cbs.v20170312.Client({
    credential: account,
    region: "ap-guangzhou",
    profile: { language: "en-US", httpProfile: cloud.CONNECTIONS.http },
  });
  const create = async (more = {}) => {
    const made = await disks.CreateDisks({
      Placement: { Zone: ZONE }, DiskChargeType: "POSTPAID_BY_HOUR", DiskType: "CLOUD_PREMIUM",
      DiskSize: 50, ...more,
    });
    return made.DiskIdSet[0];
  };
  const shown = async (disk) => (await disks.DescribeDisks({ DiskIds: [disk] })).DiskSet[0];

  const disk = await create({ DiskName: "data" });
  let one = await shown(disk);
  assert.deepEqual([one.DiskName, one.DiskState, one.Attached], ["data", "UNATTACHED", false]);
  await cloud.refused("ResourceInsufficient", () => create({ Placement: { Zone: "ap-guangzhou-1" } }));

  const { subnets, vpc } = await cloud.network(region, [ZONE]);
  const [instance] = await cloud.run(region, ZONE, {
    VirtualPrivateCloud: { VpcId: vpc, SubnetId: subnets[0] },
  });
  await disks.AttachDisks({ InstanceId: instance, DiskIds: [disk] });
  assert.equal((await shown(disk)).InstanceId, instance);
  assert.equal((await cloud.look(region, instance)).DataDisks[0].DiskId, disk);
  await cloud.refused("ResourceUnavailable.NotSupportRefund",
    () => disks.TerminateDisks({ DiskIds: [disk] }));

  const { SnapshotId } = await disks.CreateSnapshot({ DiskId: disk, SnapshotName: "before" });
  const { SnapshotSet } = await disks.DescribeSnapshots({ SnapshotIds: [SnapshotId] });
  assert.deepEqual([SnapshotSet[0].SnapshotState, SnapshotSet[0].Percent], ["NORMAL", 100]);
  const copy = await create({ SnapshotId });

  await disks.DetachDisks({ DiskIds: [disk] });
  await disks.ResizeDisk({ DiskId: disk, DiskSize: 100 });
  one = await shown(disk);
  assert.deepEqual([one.DiskState, one.DiskSize], ["UNATTACHED", 100]);
  await disks.TerminateDisks({ DiskIds: [disk, copy] });
  await disks.DeleteSnapshots({ SnapshotIds: [SnapshotId] });
  const left = await disks.DescribeDisks({ DiskIds: [disk, copy] });
  assert.deepEqual([left.TotalCount, left.DiskSet], [0, []]);
});
