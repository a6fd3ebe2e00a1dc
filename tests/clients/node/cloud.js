// The cloud under test as its users meet it, by the official SDK.
"use strict";
const assert = require("node:assert/strict");
const { setTimeout: sleep } = require("node:timers/promises");

// One service at a time: the whole SDK takes a second to load.
const { cvm } = require("tencentcloud-sdk-nodejs/tencentcloud/services/cvm");
const { sts } = require("tencentcloud-sdk-nodejs/tencentcloud/services/sts");
const { tag } = require("tencentcloud-sdk-nodejs/tencentcloud/services/tag");
const { vpc } = require("tencentcloud-sdk-nodejs/tencentcloud/services/vpc");
const { CommonClient } = require("tencentcloud-sdk-nodejs/tencentcloud/common");

const ENDPOINT = process.env.TERRANE_ENDPOINT;
const ADDRESS = ENDPOINT.replace("http://", "");
const IMAGE = "img-487zeit5"; // Ubuntu Server 22.04 LTS, the same in every region
const TYPE = "S2.SMALL1";

// How requests may reach the cloud. A proxy is asked for a tunnel, whichever the protocol.
const CONNECTIONS = {
  "http": { protocol: "http://", endpoint: ADDRESS },
  "https": { endpoint: ADDRESS },
  "http by a proxy": { protocol: "http://", proxy: ENDPOINT },
  "https by a proxy": { proxy: ENDPOINT },
};

const administrator = {
  secretId: process.env.TERRANE_SECRET_ID,
  secretKey: process.env.TERRANE_SECRET_KEY,
};

// A fresh account: tests share the cloud, and nothing in it.
async function newAccount() {
  const operator = new CommonClient("terrane.tencentcloudapi.com", "2026-11-23", {
    credential: administrator,
    profile: { httpProfile: CONNECTIONS.http },
  });
  const Name = `node-${process.pid}-${++accounts}`;
  const { Account, AccessKey } = await operator.request("CreateAccount", { Name });
  return { secretId: AccessKey.SecretId, secretKey: AccessKey.SecretKey, uin: Account.Uin };
}
let accounts = 0;

// One region as one account sees it.
function region(name, credential, httpProfile = CONNECTIONS.http, profile = {}) {
  const settings = {
    credential,
    region: name,
    profile: { language: "en-US", ...profile, httpProfile },
  };
  return {
    name,
    cvm: new cvm.v20170312.Client(settings),
    sts: new sts.v20180813.Client(settings),
    tag: new tag.v20180813.Client(settings),
    vpc: new vpc.v20170312.Client(settings),
  };
}

// A VPC with a subnet in each of the zones.
async function network({ vpc }, zones) {
  const { Vpc: made } = await vpc.CreateVpc({ VpcName: "shop", CidrBlock: "10.0.0.0/16" });
  const subnets = [];
  for (const [index, Zone] of zones.entries()) {
    const { Subnet } = await vpc.CreateSubnet({
      VpcId: made.VpcId, SubnetName: `s${index}`, CidrBlock: `10.0.${index}.0/24`, Zone,
    });
    subnets.push(Subnet.SubnetId);
  }
  return { vpc: made.VpcId, subnets };
}

async function run({ cvm }, zone, more = {}) {
  const made = await cvm.RunInstances({
    Placement: { Zone: zone }, ImageId: IMAGE, InstanceType: TYPE, ...more,
  });
  await waitFor({ cvm }, made.InstanceIdSet, "RUNNING");
  return made.InstanceIdSet;
}

async function look({ cvm }, instance) {
  const { InstanceSet } = await cvm.DescribeInstances({ InstanceIds: [instance] });
  return InstanceSet[0];
}

async function waitFor({ cvm }, ids, state) {
  await eventually(async () => {
    const { InstanceSet } = await cvm.DescribeInstances({ InstanceIds: ids });
    return InstanceSet.length === ids.length && InstanceSet.every(
      (one) => one.InstanceState === state && one.LatestOperationState === "SUCCESS");
  });
}

async function waitUntilGone({ cvm }, ids) {
  await eventually(async () => {
    const { TotalCount } = await cvm.DescribeInstances({ InstanceIds: ids });
    return TotalCount === 0;
  });
}

async function eventually(holds) {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    assert.ok(Date.now() < end, "not so after 20 s");
    await sleep(20);
  }
}

// The call is refused with exactly this code, in words that hold `saying`.
async function refused(code, call, saying = "") {
  await assert.rejects(call, (error) => {
    assert.equal(error.code, code, `${error.code}: ${error.message}`);
    assert.ok(error.message.includes(saying), error.message);
    assert.ok(error.requestId);
    return true;
  });
}

module.exports = {
  ADDRESS, CONNECTIONS, ENDPOINT, IMAGE, TYPE,
  eventually, look, network, newAccount, refused, region, run, waitFor, waitUntilGone,
};
