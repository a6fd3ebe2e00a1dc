// What joins private networks: network interfaces within a zone, peering across regions.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const cloud = require("./cloud");

// M-10, M-35
test("a network interface is made, given an address and attached", async () => {
  const account = await cloud.newAccount();
  const region = cloud.region("ap-guangzhou", account);
  const { vpc } = region;
  const network = await cloud.network(region, ["ap-guangzhou-2"]);
  const place = { VpcId: network.vpc, SubnetId: network.subnets[0] };
  const { NetworkInterface: made } = await vpc.CreateNetworkInterface({
    ...place, NetworkInterfaceName: "data",
  });
  const [instance] = await cloud.run(region, "ap-guangzhou-2", { VirtualPrivateCloud: place });
  const id = { NetworkInterfaceId: made.NetworkInterfaceId };
  await vpc.AttachNetworkInterface({ ...id, InstanceId: instance });
  await cloud.refused("UnsupportedOperation.InvalidState",
    () => vpc.DeleteNetworkInterface({ ...id }));
  const given = await vpc.AssignPrivateIpAddresses({ ...id, SecondaryPrivateIpAddressCount: 2 });
  assert.equal(given.PrivateIpAddressSet.length, 2);
  const seen = await vpc.DescribeNetworkInterfaces({
    Filters: [{ Name: "attachment.instance-id", Values: [instance] }],
  });
  assert.deepEqual(seen.NetworkInterfaceSet.map((one) => one.PrivateIpAddressSet.length), [1, 3]);
  await vpc.DetachNetworkInterface({ ...id, InstanceId: instance });
  await vpc.DeleteNetworkInterface({ ...id });
});

// M-11, M-12
test("a peering connection joins two regions", async () => {
  const account = await cloud.newAccount();
  const here = cloud.region("ap-guangzhou", account);
  const there = cloud.region("ap-shanghai", account);
  const make = async (region, range) =>
    (await region.vpc.CreateVpc({ VpcName: "shop", CidrBlock: range })).Vpc.VpcId;
  const own = await make(here, "10.0.0.0/16");
  const other = await make(there, "10.1.0.0/16");
  const { PeeringConnectionId: id } = await here.vpc.CreateVpcPeeringConnection({
    SourceVpcId: own,
    DestinationVpcId: other,
    DestinationUin: String(account.uin),
    DestinationRegion: "sh",
    PeeringConnectionName: "front to back",
  });
  const state = async (region) => {
    const seen = await region.vpc.DescribeVpcPeeringConnections({ PeeringConnectionIds: [id] });
    return seen.PeerConnectionSet[0]?.State;
  };
  await cloud.eventually(async () => (await state(here)) === "ACTIVE");
  await cloud.eventually(async () => (await state(there)) === "ACTIVE");
  await cloud.refused("UnsupportedOperation.VpcPeerAlreadyExist",
    () => here.vpc.CreateVpcPeeringConnection({
      SourceVpcId: own, DestinationVpcId: other, DestinationUin: String(account.uin),
      DestinationRegion: "sh", PeeringConnectionName: "again",
    }));
  await there.vpc.DeleteVpcPeeringConnection({ PeeringConnectionId: id });
  await cloud.eventually(async () => (await state(here)) === undefined);
});
