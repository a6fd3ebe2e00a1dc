// AnalyzeReachability, an action of this cloud's own, by the Node SDK's common client.
"use strict";
const assert = require("node:assert/strict");
const { before, test } = require("node:test");
const { CommonClient } = require("tencentcloud-sdk-nodejs/tencentcloud/common");
const cloud = require("./cloud");

let account;
let guangzhou;
before(async () => {
  account = await cloud.newAccount();
  guangzhou = cloud.region("ap-guangzhou", account);
});

function analyze(Source, Destination, more = {}, credential = account) {
  const client = new CommonClient("terrane.tencentcloudapi.com", "2026-11-23", {
    credential,
    region: "ap-guangzhou",
    profile: { language: "en-US", httpProfile: cloud.CONNECTIONS.http },
  });
  return client.request("AnalyzeReachability", { Source, Destination, ...more });
}

// M-7, M-10
test("instances of two zones reach each other", async () => {
  const [here] = await cloud.run(guangzhou, "ap-guangzhou-2");
  const [there] = await cloud.run(guangzhou, "ap-guangzhou-3");
  const told = await analyze(here, there, { Port: 22 });
  assert.equal(told.Reachable, true);
  assert.equal(told.HopSet[0].ResourceId, here);
  assert.equal(told.HopSet.at(-1).ResourceId, there);
  await guangzhou.cvm.StopInstances({ InstanceIds: [there] });
  const silent = await analyze(here, there, { Port: 22 });
  assert.equal(silent.Reachable, false);
  assert.equal(silent.DecidedBy.Code, "ResourceState");
  assert.equal(silent.DecidedBy.ResourceId, there);
});

// M-12
test("the Internet leads to public addresses alone", async () => {
  const [instance] = await cloud.run(guangzhou, "ap-guangzhou-2");
  const closed = await analyze("internet", instance);
  assert.equal(closed.DecidedBy.Code, "PrivateAddressOnly");
  const { AddressSet } = await guangzhou.vpc.AllocateAddresses({ AddressCount: 1 });
  await guangzhou.vpc.AssociateAddress({ AddressId: AddressSet[0], InstanceId: instance });
  const open = await analyze("internet", instance);
  assert.equal(open.Reachable, true);
  assert.equal(open.DecidedBy.Code, "SecurityGroupRule");
});

// M-13
test("another account's resources are unknown", async () => {
  const [instance] = await cloud.run(guangzhou, "ap-guangzhou-2");
  const stranger = await cloud.newAccount();
  await cloud.refused("ResourceNotFound", () => analyze(instance, "internet", {}, stranger),
    instance);
});
