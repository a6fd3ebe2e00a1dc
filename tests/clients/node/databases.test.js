// Cloud Database and Cloud Memcached by the Node SDK: create, read, change, refuse, delete.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { cdb } = require("tencentcloud-sdk-nodejs/tencentcloud/services/cdb");
const { memcached } = require("tencentcloud-sdk-nodejs/tencentcloud/services/memcached");
const { CommonClient } = require("tencentcloud-sdk-nodejs/tencentcloud/common");
const cloud = require("./cloud");

const ZONE = "ap-guangzhou-2";

function settings(account) {
  return {
    credential: account,
    region: "ap-guangzhou",
    profile: { language: "en-US", httpProfile: cloud.CONNECTIONS.http },
  };
}

// M-11, M-24
test("a database is made in a subnet, changed, isolated and taken offline", async () => {
  const account = await cloud.newAccount();
  const region = cloud.region("ap-guangzhou", account);
  const databases = new cdb.v20170320.Client(settings(account));
  const network = await cloud.network(region, [ZONE, "ap-guangzhou-3"]);
  const create = (more) => databases.CreateDBInstanceHour({
    GoodsNum: 1, Memory: 1000, Volume: 50, Zone: ZONE, UniqVpcId: network.vpc,
    UniqSubnetId: network.subnets[0], ...more,
  });
  const { InstanceIds } = await create({ InstanceName: "orders", Password: "Correct1Horse" });
  const [database] = InstanceIds;
  const look = async () =>
    (await databases.DescribeDBInstances({ InstanceIds: [database] })).Items[0];
  let one = await look();
  assert.deepEqual([one.InstanceName, one.Status, one.UniqSubnetId],
    ["orders", 1, network.subnets[0]]);

  await cloud.refused("InvalidParameter", () => create({ UniqSubnetId: network.subnets[1] }));
  await cloud.refused("InvalidParameter", () => create({ Memory: 1001 }), "DescribeCdbZoneConfig");
  const { AsyncRequestId } = await databases.UpgradeDBInstance({
    InstanceId: database, Memory: 2000, Volume: 50,
  });
  assert.equal((await databases.DescribeAsyncRequestInfo({ AsyncRequestId })).Status, "SUCCESS");
  one = await look();
  assert.deepEqual([one.Memory, one.Cpu], [2000, 1]);
  await cloud.refused("ResourceInUse",
    () => region.vpc.DeleteSubnet({ SubnetId: network.subnets[0] }), database);

  await databases.IsolateDBInstance({ InstanceId: database });
  assert.equal((await look()).Status, 5);
  await databases.OfflineIsolatedInstances({ InstanceIds: [database] });
  const gone = await databases.DescribeDBInstances({ InstanceIds: [database] });
  assert.deepEqual([gone.TotalCount, gone.Items], [0, []]);
  await region.vpc.DeleteSubnet({ SubnetId: network.subnets[0] });
});

// M-11, M-16
test("a cache is made, listed and deleted", async () => {
  const account = await cloud.newAccount();
  const caches = new memcached.v20190318.Client(settings(account));
  const maker = new CommonClient("terrane.tencentcloudapi.com", "2026-11-23", settings(account));
  const { CacheId } = await maker.request("CreateCache", { Zone: ZONE, MemoryGiB: 1 });
  const seen = await caches.DescribeInstances({ InstanceIds: [CacheId] });
  assert.deepEqual([seen.TotalNum, seen.InstanceList[0].ZoneId], [1, 100002]);
  await cloud.refused("ResourcesSoldOut.Zone",
    () => maker.request("CreateCache", { Zone: "ap-guangzhou-1", MemoryGiB: 1 }));
  await maker.request("DeleteCaches", { CacheIds: [CacheId] });
  assert.equal((await caches.DescribeInstances({})).TotalNum, 0);
});
