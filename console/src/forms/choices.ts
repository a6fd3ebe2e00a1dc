// What a field may be, where the contract only says that it is text: values of the API, or what there
// is in the region.
import { call } from '../api/call';
import { fetchPage, idOf, kindNamed, valueAt } from '../kinds';

export type Choice = [value: string, label: string];

const values: Record<string, string[]> = {
  InstanceChargeType: ['POSTPAID_BY_HOUR', 'PREPAID', 'SPOTPAID'],
  DiskChargeType: ['POSTPAID_BY_HOUR', 'PREPAID'],
  DiskType: ['CLOUD_PREMIUM', 'CLOUD_SSD', 'CLOUD_BSSD', 'CLOUD_HSSD', 'CLOUD_BASIC', 'LOCAL_BASIC', 'LOCAL_SSD'],
  InternetChargeType: ['TRAFFIC_POSTPAID_BY_HOUR', 'BANDWIDTH_POSTPAID_BY_HOUR', 'BANDWIDTH_PREPAID', 'BANDWIDTH_PACKAGE'],
  LoadBalancerType: ['OPEN', 'INTERNAL'],
  Protocol: ['TCP', 'UDP', 'HTTP', 'HTTPS', 'TCP_SSL', 'ICMP', 'ALL'],
  Scheduler: ['WRR', 'LEAST_CONN', 'IP_HASH'],
  StopType: ['SOFT_FIRST', 'HARD', 'SOFT'],
  StoppedMode: ['KEEP_CHARGING', 'STOP_CHARGING'],
  Action: ['ACCEPT', 'DROP'],
};

const kindOfField: Record<string, string> = {
  AutoSnapshotPolicyId: 'snapshot-policies', CertId: 'certificates', DestinationVpcId: 'vpcs',
  DisasterRecoverGroupIds: 'placement-groups', DiskId: 'disks', DiskIds: 'disks', ImageId: 'images',
  InstanceId: 'instances', InstanceIds: 'instances', KeyIds: 'key-pairs', LoadBalancerId: 'load-balancers',
  NetworkInterfaceId: 'network-interfaces', ProjectId: 'projects', RouteTableId: 'route-tables',
  SecurityGroupId: 'security-groups', SecurityGroupIds: 'security-groups', SecurityGroups: 'security-groups',
  SnapshotId: 'snapshots', SourceVpcId: 'vpcs', SubnetId: 'subnets', TargetGroupId: 'target-groups',
  UniqSubnetId: 'subnets', UniqVpcId: 'vpcs', VpcId: 'vpcs',
};

const mostOffered = 100;

export async function choicesFor(field: string, region: string): Promise<Choice[]> {
  const known = values[field];
  if (known) return known.map((value) => [value, value]);
  if (field === 'Zone' && !region) {
    const { RegionSet: regions = [] } = await call('terrane', 'DescribeStatus', {});
    return regions.flatMap((one) => (one.ZoneSet ?? []).map((zone): Choice => [zone.Zone ?? '', zone.ZoneName ?? '']));
  }
  if (field === 'Zone' || field === 'MasterZoneId' || field === 'ZoneId') {
    const { ZoneSet: zones = [] } = await call('cvm', 'DescribeZones', {}, region);
    return zones.map((zone) => [zone.Zone ?? '', zone.ZoneName ?? '']);
  }
  if (field.endsWith('Region') || field.endsWith('Regions')) {
    const { RegionSet: regions = [] } = await call('cvm', 'DescribeRegions', {});
    return regions.map((one) => [one.Region ?? '', one.RegionName ?? '']);
  }
  if (field === 'InstanceType') {
    const { InstanceTypeConfigSet: types = [] } = await call('cvm', 'DescribeInstanceTypeConfigs', {}, region);
    return [...new Map(types.map((one) =>
      [one.InstanceType ?? '', [one.InstanceType ?? '', `${one.CPU} × ${one.Memory} GiB`] as Choice])).values()];
  }
  const kind = kindNamed(kindOfField[field] ?? '');
  if (!kind || kind.list.needs) return [];
  const { items } = await fetchPage(kind, region, {}, 0, mostOffered);
  return items.map((item) => [idOf(kind, item), String(valueAt(item, kind.title ?? '') ?? '')]);
}
