// How the Node SDK may write a request, and what is refused.
"use strict";
const assert = require("node:assert/strict");
const { before, test } = require("node:test");
const cloud = require("./cloud");

const zone = "ap-guangzhou-2";
let account;
let guangzhou;
before(async () => {
  account = await cloud.newAccount();
  guangzhou = cloud.region("ap-guangzhou", account);
});

for (const signMethod of ["TC3-HMAC-SHA256", "HmacSHA1", "HmacSHA256"]) {
  for (const reqMethod of ["POST", "GET"]) {
    test(`${reqMethod} with ${signMethod} carries nested lists and any text`, async () => {
      const { vpc } = cloud.region("ap-guangzhou", account,
        { ...cloud.CONNECTIONS.http, reqMethod }, { signMethod });
      const VpcName = `shop ${reqMethod} & ${signMethod}`;
      const { Vpc } = await vpc.CreateVpc({
        VpcName, CidrBlock: "10.0.0.0/16", Tags: [{ Key: "team", Value: "a" }],
      });
      const { VpcSet } = await vpc.DescribeVpcs({
        Filters: [{ Name: "vpc-id", Values: [Vpc.VpcId, "vpc-00000000"] }],
      });
      assert.deepEqual(VpcSet.map((one) => one.VpcName), [VpcName]);
      assert.deepEqual(VpcSet[0].TagSet, [{ Key: "team", Value: "a" }]);
    });
  }
}

// M-25
test("the caller is the account, in every region", async () => {
  for (const name of ["ap-guangzhou", "ap-shanghai"]) {
    const caller = await cloud.region(name, account).sts.GetCallerIdentity({});
    assert.equal(caller.AccountId, String(account.uin));
  }
});

test("a wrong secret is refused", async () => {
  const { cvm } = cloud.region("ap-guangzhou", { ...account, secretKey: "wrong" });
  await cloud.refused("AuthFailure.SignatureFailure", () => cvm.DescribeInstances({}));
});

test("an unknown key is refused", async () => {
  const { cvm } = cloud.region("ap-guangzhou", { ...account, secretId: "AKIDnobodyHasThisKey" });
  await cloud.refused("AuthFailure.SecretIdNotFound", () => cvm.DescribeInstances({}));
});

test("an unknown region is refused", async () => {
  const { cvm } = cloud.region("ap-atlantis", account);
  await cloud.refused("UnsupportedRegion", () => cvm.DescribeInstances({}), "ap-atlantis");
});

test("an unknown action is refused", async () => {
  await cloud.refused("InvalidAction", () => guangzhou.cvm.request("FlyInstances", {}));
});

test("a missing, an unknown and a mistyped parameter are named", async () => {
  const { cvm, vpc } = guangzhou;
  await cloud.refused("MissingParameter", () => vpc.CreateVpc({ VpcName: "a" }), "CidrBlock");
  await cloud.refused("UnknownParameter", () => cvm.DescribeInstances({ Limitt: 1 }), "Limitt");
  await cloud.refused("InvalidParameter", () => cvm.DescribeInstances({ Limit: "ten" }), "Limit");
});

// M-2
test("a sold-out zone takes no new instance", async () => {
  await cloud.refused("ResourceInsufficient.AvailabilityZoneSoldOut",
    () => cloud.run(guangzhou, "ap-guangzhou-1"));
});

// M-35
test("a subnet lies in its VPC, beside the others, and takes instances of its zone", async () => {
  const { vpc, subnets } = await cloud.network(guangzhou, [zone]);
  const wanted = { VpcId: vpc, SubnetName: "a", Zone: zone };
  await cloud.refused("InvalidParameterValue.SubnetRange",
    () => guangzhou.vpc.CreateSubnet({ ...wanted, CidrBlock: "10.1.0.0/24" }));
  await cloud.refused("InvalidParameterValue.SubnetConflict",
    () => guangzhou.vpc.CreateSubnet({ ...wanted, CidrBlock: "10.0.0.128/25" }));
  await cloud.refused("InvalidParameterValue.SubnetIdZoneIdNotMatch",
    () => cloud.run(guangzhou, "ap-guangzhou-3",
      { VirtualPrivateCloud: { VpcId: vpc, SubnetId: subnets[0] } }));
});

// M-13
test("what another account has does not exist", async () => {
  const other = cloud.region("ap-guangzhou", await cloud.newAccount());
  const [instance] = await cloud.run(guangzhou, zone);
  const seen = await other.cvm.DescribeInstances({ InstanceIds: [instance] });
  assert.deepEqual(seen.InstanceSet, []);
  await cloud.refused("InvalidInstanceId.NotFound",
    () => other.cvm.TerminateInstances({ InstanceIds: [instance] }), instance);
});

test("the same client token gives the same instance, and a dry run gives none", async () => {
  const fresh = cloud.region("ap-guangzhou", await cloud.newAccount());
  const [first] = await cloud.run(fresh, zone, { ClientToken: "once" });
  const [again] = await cloud.run(fresh, zone, { ClientToken: "once" });
  assert.equal(again, first);
  await fresh.cvm.RunInstances({
    Placement: { Zone: zone }, ImageId: cloud.IMAGE, InstanceType: cloud.TYPE, DryRun: true,
  });
  assert.equal((await fresh.cvm.DescribeInstances({})).TotalCount, 1);
});

test("the proxy leads to this cloud and nowhere else", async () => {
  const elsewhere = cloud.region("ap-guangzhou", account,
    { endpoint: "cvm.example.com", proxy: cloud.ENDPOINT });
  await assert.rejects(() => elsewhere.cvm.DescribeZones({}), /Forbidden/);
});
