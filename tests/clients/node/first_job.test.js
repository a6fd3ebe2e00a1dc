// The first job, in two regions, over every way the Node SDK may reach the cloud.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const cloud = require("./cloud");

for (const [name, connection] of Object.entries(cloud.CONNECTIONS)) {
  // M-8, M-22, M-26, M-27, M-30, M-34, M-35
  test(`the first job is done in two regions over ${name}`, async () => {
    const account = await cloud.newAccount();
    const guangzhou = cloud.region("ap-guangzhou", account, connection);
    const shanghai = cloud.region("ap-shanghai", account, connection);
    const regions = (await guangzhou.cvm.DescribeRegions({})).RegionSet.map((one) => one.Region);
    assert.ok(regions.includes("ap-guangzhou") && regions.includes("ap-shanghai"));
    const zones = (await guangzhou.cvm.DescribeZones({})).ZoneSet.map((one) => one.Zone);
    assert.deepEqual(zones, ["ap-guangzhou-1", "ap-guangzhou-2", "ap-guangzhou-3"]);
    const { KeyPair } = await guangzhou.cvm.CreateKeyPair({ KeyName: "deploy", ProjectId: 0 });

    const here = await theJob(guangzhou, ["ap-guangzhou-2", "ap-guangzhou-3"], KeyPair.KeyId);
    const there = await theJob(shanghai, ["ap-shanghai-1", "ap-shanghai-1"], KeyPair.KeyId);

    for (const [region, foreign] of [[guangzhou, there], [shanghai, here]]) {
      const seen = await region.cvm.DescribeInstances({ InstanceIds: foreign.instances });
      assert.deepEqual([seen.TotalCount, seen.InstanceSet], [0, []]);
      await cloud.refused("InvalidInstanceId.NotFound",
        () => region.cvm.StopInstances({ InstanceIds: foreign.instances }));
    }
    await takeDown(guangzhou, here);
    await takeDown(shanghai, there);
    await guangzhou.cvm.DeleteKeyPairs({ KeyIds: [KeyPair.KeyId] });
  });
}

// A network over two subnets, three instances in it, and what one does with them.
async function theJob(region, zones, key) {
  const { cvm, vpc } = region;
  const network = await cloud.network(region, zones);
  const place = (index) => ({
    VirtualPrivateCloud: { VpcId: network.vpc, SubnetId: network.subnets[index] },
  });
  const made = await vpc.CreateSecurityGroup({ GroupName: "web", GroupDescription: "the front" });
  const group = made.SecurityGroup.SecurityGroupId;
  await vpc.CreateSecurityGroupPolicies({
    SecurityGroupId: group,
    SecurityGroupPolicySet: {
      Ingress: [{ Protocol: "TCP", Port: "443", CidrBlock: "0.0.0.0/0", Action: "ACCEPT" }],
    },
  });
  const [database] = await cloud.run(region, zones[0], {
    ...place(0), InstanceName: "db", SecurityGroupIds: [group], LoginSettings: { KeyIds: [key] },
  });
  const web = await cloud.run(region, zones[1], {
    ...place(1), InstanceCount: 2, InstanceName: "web-{R:1}", HostName: "web-{R:1}",
  });
  const instances = [database, ...web];

  const inVpc = [{ Name: "vpc-id", Values: [network.vpc] }];
  const page = await cvm.DescribeInstances({ Filters: inVpc, Offset: 1, Limit: 1 });
  assert.deepEqual([page.TotalCount, page.InstanceSet.length], [3, 1]);
  const shown = await cloud.look(region, database);
  assert.deepEqual(shown.SecurityGroupIds, [group]);
  assert.deepEqual(shown.LoginSettings.KeyIds, [key]);
  assert.equal(shown.Placement.Zone, zones[0]);

  await cvm.StopInstances({ InstanceIds: web });
  await cloud.waitFor(region, web, "STOPPED");
  await cvm.AssociateInstancesKeyPairs({ InstanceIds: web, KeyIds: [key] });
  await cvm.DisassociateInstancesKeyPairs({ InstanceIds: web, KeyIds: [key] });
  await cvm.StartInstances({ InstanceIds: web });
  await cloud.waitFor(region, web, "RUNNING");
  await cvm.RebootInstances({ InstanceIds: [database] });
  await cloud.waitFor(region, [database], "RUNNING");
  await cvm.ModifyInstancesAttribute({ InstanceIds: web, SecurityGroups: [group] });
  await cvm.ModifyInstancesAttribute({ InstanceIds: [database], InstanceName: "database" });
  assert.equal((await cloud.look(region, database)).InstanceName, "database");
  const { InstanceStatusSet } = await cvm.DescribeInstancesStatus({ InstanceIds: instances });
  assert.ok(InstanceStatusSet.every((one) => one.InstanceState === "RUNNING"));
  return { instances, network, group };
}

async function takeDown(region, { instances, network, group }) {
  const { cvm, vpc } = region;
  await cloud.refused("ResourceInUse", () => vpc.DeleteSubnet({ SubnetId: network.subnets[0] }));
  await cloud.refused("ResourceInUse", () => vpc.DeleteVpc({ VpcId: network.vpc }));
  await cloud.refused("ResourceInUse", () => vpc.DeleteSecurityGroup({ SecurityGroupId: group }));
  await cvm.TerminateInstances({ InstanceIds: instances });
  await cloud.waitUntilGone(region, instances);
  const used = await vpc.DescribeUsedIpAddress({ VpcId: network.vpc });
  assert.deepEqual(used.IpAddressStates, []);
  for (const SubnetId of network.subnets) await vpc.DeleteSubnet({ SubnetId });
  await vpc.DeleteVpc({ VpcId: network.vpc });
  await vpc.DeleteSecurityGroup({ SecurityGroupId: group });
  assert.deepEqual((await vpc.DescribeVpcs({ VpcIds: [network.vpc] })).VpcSet, []);
}
