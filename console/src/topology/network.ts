// An account's network in a region, as the topology page draws it: what is in which subnet, and what is
// in none. A subnet of thousands is counted, not listed.
import { call, type ApiError, type Item } from '../api/call';
import { delaysOfFaults, faultOf, type Fault } from '../faults/told';
import type { clb, terrane } from '../generated/services';
import { fetchPage, kindNamed, valueAt, type Kind, type Selector } from '../kinds';
import { asApiError } from '../live';

export interface Thing {
  kind: Kind;
  item: Item;
}

export interface Subnet {
  subnet: Item;
  things: Thing[]; // instances, databases, caches
  instances: number;
  counts?: [state: string, count: number][]; // of instances, where they are too many to be listed
}

export interface Vpc {
  vpc: Item;
  subnets: Subnet[];
  balancers: Item[];
  peerings: Item[];
}

export interface Network {
  status?: terrane.RegionStatus;
  regions: terrane.RegionStatus[];
  faults: Fault[]; // of this region, and of the other ends of its peering connections
  vpcs: Vpc[];
  others: Item[]; // VPCs that are not drawn
  health: Map<string, clb.LoadBalancerHealth>;
  addresses: Item[]; // elastic IPs
  disks: Item[]; // attached to nothing
  unread: { kind: Kind; error: ApiError }[];
}

const mostListed = 500; // of each kind
const mostVpcs = 10;
const mostDrawn = 24; // instances of one subnet
const pageSize = 100;
const counted = ['RUNNING', 'STOPPED', 'SHUTDOWN', 'LAUNCH_FAILED'];
export const changing = 'CHANGING'; // in a state that it leaves by itself

export async function loadNetwork(region: string, chosen: string | undefined, signal: AbortSignal): Promise<Network> {
  const unread: Network['unread'] = [];
  // All of a kind. One that cannot be read leaves the rest of the picture as it is.
  const all = async (name: string, selectors: Record<Selector, string> = {}) => {
    const kind = kindNamed(name)!;
    const items: Item[] = [];
    try {
      for (let total = 1; items.length < Math.min(total, mostListed);) {
        const page = await fetchPage(kind, region, selectors, items.length, pageSize, signal);
        if (!page.items.length) break;
        items.push(...page.items);
        total = page.total;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      unread.push({ kind, error: asApiError(error) });
    }
    return items;
  };
  const [status, delays, vpcs, subnets, balancers, databases, caches, peerings, addresses, disks] = await Promise.all([
    call('terrane', 'DescribeStatus', {}, undefined, { signal }), delaysOfFaults(signal),
    all('vpcs'), all('subnets', chosen ? { 'vpc-id': chosen } : {}), all('load-balancers'), all('databases'), all('caches'),
    all('peering-connections'), all('addresses'), all('disks', { 'disk-state': 'UNATTACHED' }),
  ]);
  const regions = status.RegionSet ?? [];
  const drawn = vpcs.filter((vpc) => !chosen || vpc['VpcId'] === chosen).slice(0, mostVpcs);
  const drawnIds = drawn.map((vpc) => vpc['VpcId']);
  const drawnSubnets = subnets.filter((subnet) => drawnIds.includes(subnet['VpcId']));
  const [instances, health] = await Promise.all([
    instancesOf(region, drawnSubnets, signal).catch((error) => {
      if (signal.aborted) throw error;
      unread.push({ kind: kindNamed('instances')!, error: asApiError(error) });
      return new Map<string, Listed>();
    }),
    healthOf(region, balancers, signal),
  ]);
  const inSubnet = (kind: string, items: Item[], id: unknown): Thing[] =>
    items.filter((item) => item['UniqSubnetId'] === id).map((item) => ({ kind: kindNamed(kind)!, item }));
  return {
    status: regions.find((one) => one.Region === region),
    regions,
    faults: [...new Set(regions.flatMap((one) => one.Faults ?? []))].map((id) => faultOf(id, delays)),
    vpcs: drawn.map((vpc) => ({
      vpc,
      balancers: balancers.filter((balancer) => balancer['VpcId'] === vpc['VpcId']),
      peerings: peerings.filter((one) => [one['SourceVpcId'], one['PeerVpcId']].includes(vpc['VpcId'])),
      subnets: drawnSubnets.filter((subnet) => subnet['VpcId'] === vpc['VpcId']).map((subnet) => {
        const id = subnet['SubnetId'];
        const listed = instances.get(String(id)) ?? { items: [], total: 0 };
        return {
          subnet,
          instances: listed.total,
          counts: listed.counts,
          things: [
            ...(listed.counts ? [] : listed.items.map((item) => ({ kind: kindNamed('instances')!, item }))),
            ...inSubnet('databases', databases, id), ...inSubnet('caches', caches, id),
          ],
        };
      }),
    })),
    others: vpcs.filter((vpc) => !drawnIds.includes(vpc['VpcId'])),
    health, addresses, disks, unread,
  };
}

interface Listed {
  items: Item[];
  total: number;
  counts?: Subnet['counts'];
}

// By subnet. Where there are few, one call has them all.
async function instancesOf(region: string, subnets: Item[], signal: AbortSignal): Promise<Map<string, Listed>> {
  const kind = kindNamed('instances')!;
  const first = await fetchPage(kind, region, {}, 0, pageSize, signal);
  const found = new Map<string, Listed>();
  if (first.total <= first.items.length) {
    for (const item of first.items) {
      const id = String(valueAt(item, 'VirtualPrivateCloud.SubnetId'));
      const listed = found.get(id) ?? { items: [], total: 0 };
      found.set(id, { items: [...listed.items, item], total: listed.total + 1 });
    }
    return found;
  }
  await Promise.all(subnets.map(async ({ SubnetId: subnet }) => {
    const id = String(subnet);
    const { items, total } = await fetchPage(kind, region, { 'subnet-id': id }, 0, mostDrawn, signal);
    if (total <= mostDrawn) return void found.set(id, { items, total });
    const counts = await Promise.all(counted.map(async (state): Promise<[string, number]> => {
      const page = await fetchPage(kind, region, { 'subnet-id': id, 'instance-state': state }, 0, 1, signal);
      return [state, page.total];
    }));
    const rest = total - counts.reduce((sum, [, count]) => sum + count, 0);
    found.set(id, { items: [], total, counts: [...counts, [changing, rest] as [string, number]].filter(([, count]) => count > 0) });
  }));
  return found;
}

const balancersAtOnce = 20;

async function healthOf(region: string, balancers: Item[], signal: AbortSignal) {
  const health: Network['health'] = new Map();
  for (let from = 0; from < balancers.length; from += balancersAtOnce) {
    const ids = balancers.slice(from, from + balancersAtOnce).map((one) => String(one['LoadBalancerId']));
    const reply = await call('clb', 'DescribeTargetHealth', { LoadBalancerIds: ids }, region, { signal }).catch((error) => {
      if (signal.aborted) throw error;
    });
    for (const one of reply?.LoadBalancers ?? []) health.set(one.LoadBalancerId ?? '', one);
  }
  return health;
}
