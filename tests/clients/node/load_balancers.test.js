// Load balancers by the Node SDK: create, read, change, refuse, delete.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { clb } = require("tencentcloud-sdk-nodejs/tencentcloud/services/clb");
const cloud = require("./cloud");

const ZONE = "ap-guangzhou-2";

// M-14, M-33
test("a load balancer is made, forwards to an instance, and is taken away", async () => {
  const account = await cloud.newAccount();
  const region = cloud.region("ap-guangzhou", account);
  const balancers = new clb.v20180317.Client({
    credential: account,
    region: "ap-guangzhou",
    profile: { language: "en-US", httpProfile: cloud.CONNECTIONS.http },
  });
  const finished = async (answer) => {
    const task = await balancers.DescribeTaskStatus({ TaskId: answer.RequestId });
    assert.equal(task.Status, 0);
    return task.LoadBalancerIds;
  };
  const { subnets, vpc } = await cloud.network(region, [ZONE]);
  const [instance] = await cloud.run(region, ZONE, {
    VirtualPrivateCloud: { VpcId: vpc, SubnetId: subnets[0] },
  });

  const [LoadBalancerId] = await finished(
    await balancers.CreateLoadBalancer({ LoadBalancerType: "OPEN", VpcId: vpc }));
  const { LoadBalancerSet } = await balancers.DescribeLoadBalancers({
    LoadBalancerIds: [LoadBalancerId],
  });
  assert.deepEqual([LoadBalancerSet[0].Status, LoadBalancerSet[0].VpcId], [1, vpc]);

  const made = await balancers.CreateListener({ LoadBalancerId, Protocol: "TCP", Ports: [80] });
  const [ListenerId] = made.ListenerIds;
  await cloud.refused("InvalidParameter.PortCheckFailed",
    () => balancers.CreateListener({ LoadBalancerId, Protocol: "TCP", Ports: [80] }));
  const Targets = [{ InstanceId: instance, Port: 8080 }];
  await finished(await balancers.RegisterTargets({ LoadBalancerId, ListenerId, Targets }));
  await cloud.refused("InvalidParameterValue.Duplicate",
    () => balancers.RegisterTargets({ LoadBalancerId, ListenerId, Targets }));
  const { Listeners } = await balancers.DescribeTargets({ LoadBalancerId });
  assert.deepEqual(Listeners[0].Targets.map((one) => one.InstanceId), [instance]);

  await finished(await balancers.DeleteLoadBalancer({ LoadBalancerIds: [LoadBalancerId] }));
  const left = await balancers.DescribeLoadBalancers({ LoadBalancerIds: [LoadBalancerId] });
  assert.deepEqual([left.TotalCount, left.LoadBalancerSet], [0, []]);
});
