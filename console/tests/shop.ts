// A small shop in two zones, for tests that need something to look at: a balanced web tier, a database,
// a cache, and a ledger in another region that it is peered with.
import type { Cloud } from './cloud.js';

export const home = 'ap-guangzhou';
export const away = 'ap-shanghai';

export interface Shop {
  vpc: string;
  ledger: string; // the VPC in the other region
  webA: string; // instances, in zones 2 and 3
  webB: string;
  worker: string; // stopped
  balancer: string;
  listener: string;
  database: string;
  cache: string;
  peering: string;
}

export async function openShop(cloud: Cloud): Promise<Shop> {
  const ids = async <T>(service: string, action: string, parameters: object, region = home) => cloud.call<T>(service, action, parameters, region);
  const vpcNamed = async (name: string, block: string, region = home) =>
    (await ids<{ Vpc: { VpcId: string } }>('vpc', 'CreateVpc', { VpcName: name, CidrBlock: block }, region)).Vpc.VpcId;
  const subnet = async (vpc: string, name: string, block: string, zone: string, region = home) =>
    (await ids<{ Subnet: { SubnetId: string } }>('vpc', 'CreateSubnet', { VpcId: vpc, SubnetName: name, CidrBlock: block, Zone: zone }, region)).Subnet.SubnetId;
  const { ImageSet: [image] } = await ids<{ ImageSet: { ImageId: string }[] }>('cvm', 'DescribeImages', {});
  const run = async (name: string, zone: string, subnetId: string, vpc: string, more: object = {}) =>
    (await ids<{ InstanceIdSet: string[] }>('cvm', 'RunInstances', {
      Placement: { Zone: zone }, ImageId: image!.ImageId, InstanceType: 'S5.SMALL2', InstanceName: name,
      VirtualPrivateCloud: { VpcId: vpc, SubnetId: subnetId }, ...more,
    })).InstanceIdSet[0]!;

  const vpc = await vpcNamed('shop', '10.1.0.0/16');
  const ledger = await vpcNamed('ledger', '10.2.0.0/16', away);
  await subnet(ledger, 'books', '10.2.1.0/24', `${away}-1`, away);
  const front2 = await subnet(vpc, 'front-2', '10.1.2.0/24', `${home}-2`);
  const front3 = await subnet(vpc, 'front-3', '10.1.3.0/24', `${home}-3`);
  const data3 = await subnet(vpc, 'data-3', '10.1.13.0/24', `${home}-3`);
  const webA = await run('web-a', `${home}-2`, front2, vpc, { DataDisks: [{ DiskType: 'CLOUD_PREMIUM', DiskSize: 50 }] });
  const webB = await run('web-b', `${home}-3`, front3, vpc);
  const worker = await run('worker', `${home}-3`, front3, vpc);
  await ids('cvm', 'StopInstances', { InstanceIds: [worker] });

  const { LoadBalancerIds: [balancer] } = await ids<{ LoadBalancerIds: string[] }>(
    'clb', 'CreateLoadBalancer', { LoadBalancerType: 'OPEN', LoadBalancerName: 'front', VpcId: vpc });
  const { ListenerIds: [listener] } = await ids<{ ListenerIds: string[] }>('clb', 'CreateListener', {
    LoadBalancerId: balancer, Protocol: 'TCP', Ports: [80], ListenerNames: ['web'],
    HealthCheck: { HealthSwitch: 1, IntervalTime: 2, TimeOut: 2, HealthNum: 2, UnHealthNum: 2 },
  });
  await ids('clb', 'RegisterTargets', {
    LoadBalancerId: balancer, ListenerId: listener, Targets: [{ InstanceId: webA, Port: 80 }, { InstanceId: webB, Port: 80 }],
  });
  const { AddressSet: [address] } = await ids<{ AddressSet: string[] }>('vpc', 'AllocateAddresses', { AddressCount: 2 });
  await ids('vpc', 'AssociateAddress', { AddressId: address, InstanceId: webA });
  await ids('cbs', 'CreateDisks', {
    Placement: { Zone: `${home}-2` }, DiskChargeType: 'POSTPAID_BY_HOUR', DiskType: 'CLOUD_PREMIUM', DiskSize: 20, DiskName: 'spare',
  });
  const { InstanceIds: [database] } = await ids<{ InstanceIds: string[] }>('cdb', 'CreateDBInstanceHour', {
    GoodsNum: 1, Memory: 1000, Volume: 50, Zone: `${home}-3`, UniqVpcId: vpc, UniqSubnetId: data3, Password: 'Shop#2026', EngineVersion: '8.0',
    InstanceName: 'orders',
  });
  const { CacheId: cache } = await ids<{ CacheId: string }>('terrane', 'CreateCache', {
    Zone: `${home}-3`, MemoryGiB: 1, Name: 'sessions', VpcId: vpc, SubnetId: data3,
  });
  const me = await ownUin(cloud);
  const peer = async (name: string, source: string, destination: string, region: string) =>
    (await ids<{ PeeringConnectionId: string }>('vpc', 'CreateVpcPeeringConnection', {
      SourceVpcId: source, PeeringConnectionName: name, DestinationVpcId: destination, DestinationUin: me, DestinationRegion: region,
    })).PeeringConnectionId;
  const peering = await peer('to-ledger', vpc, ledger, away);
  return { vpc, ledger, webA, webB, worker, balancer: balancer!, listener: listener!, database: database!, cache, peering };
}

async function ownUin(cloud: Cloud): Promise<string> {
  const { AccountSet: [account] } = await cloud.call<{ AccountSet: { Uin: number }[] }>('terrane', 'DescribeAccounts', {});
  return String(account!.Uin);
}
