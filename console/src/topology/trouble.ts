// What is wrong with what the topology shows, in a word or two: nothing is said of what is well.
import type { Item } from '../api/call';
import { faultText, toldOf, type Fault } from '../faults/told';
import { formatNumber, t } from '../i18n';
import { idOf, kindNamed, shownState, type Kind, type Tone } from '../kinds';
import { regionNamed } from '../places';
import { link } from '../route';
import type { Network, Thing, Vpc } from './network';

export interface Trouble {
  tone: Tone;
  text: string;
}

// Of one thing, for the list of all that is wrong.
export interface Finding extends Trouble {
  name: string;
  href: string;
}

export const faultsAt = (network: Network, place: string) => network.faults.filter((fault) => fault.places.includes(place));
const bad = (text: string): Trouble => ({ tone: 'bad', text });
const off = (text: string): Trouble => ({ tone: 'off', text });

const productOf: Record<string, string> = { 'load-balancers': 'clb', databases: 'cdb', caches: 'memcached', instances: 'cvm' };

// Whether the kind's product serves nobody in the region, as far as a fault says.
function productFault(network: Network, region: string, kind: Kind): Fault | undefined {
  return network.faults.find(({ kind: what, places }) =>
    what === 'product' && places.includes(region) && places.includes(productOf[kind.name] ?? kind.service));
}

export function troubleOf(network: Network, { kind, item }: Thing, zone: string): Trouble | undefined {
  const state = String(item[kind.state ?? ''] ?? '');
  const has = (fault: string) => faultsAt(network, zone).some((one) => one.kind === fault);
  if (kind.name === 'instances') {
    if (state === 'LAUNCH_FAILED') return bad(t('topology.launchFailed'));
    if (state === 'SHUTDOWN') return bad(t('topology.isolated'));
    if (has('zone-power')) return bad(t('fault.zonePower'));
    if (state !== 'RUNNING') return state === 'STOPPED' ? off(t('topology.stopped')) : undefined;
  } else {
    if (kind.states?.[state]?.[0] === 'off') return bad(t('topology.isolated'));
    if (has('zone-power')) return bad(t('fault.zonePower'));
  }
  return has('zone-network') ? bad(t('topology.cutOff')) : undefined;
}

export interface Health {
  healthy: number;
  targets: number;
  trouble?: Trouble;
}

type Targets = { HealthStatus?: boolean; HealthStatusDetail?: string }[];

export function healthOfTargets(targets: Targets): Health {
  const healthy = targets.filter((target) => target.HealthStatus).length;
  // Too few checks so far is no trouble yet.
  const dead = targets.filter((target) => target.HealthStatusDetail === 'Dead').length;
  const trouble = !dead ? undefined : healthy ? bad(t('topology.targetsDead', { dead })) : bad(t('topology.servesNobody'));
  return { healthy, targets: targets.length, trouble };
}

export const targetsOf = (network: Network, balancer: Item) =>
  (network.health.get(String(balancer['LoadBalancerId']))?.Listeners ?? [])
    .flatMap((listener) => (listener.Rules ?? []).flatMap((rule) => rule.Targets ?? []));

export function troubleOfBalancer(network: Network, region: string, balancer: Item): Trouble | undefined {
  if (balancer['Isolation'] === 1) return bad(t('topology.isolated'));
  const fault = productFault(network, region, kindNamed('load-balancers')!);
  return fault ? bad(faultText(fault)) : healthOfTargets(targetsOf(network, balancer)).trouble;
}

// The other end of a peering connection, seen from a VPC.
export function otherEnd(peering: Item, vpc: unknown) {
  const here = peering['SourceVpcId'] === vpc;
  const region = String(peering[here ? 'DestinationRegion' : 'SourceRegion'] ?? '');
  return { vpc: String(peering[here ? 'PeerVpcId' : 'SourceVpcId'] ?? ''), region: regionNamed(region)?.Region ?? region };
}

export function troubleOfPeering(network: Network, region: string, peering: Item, vpc: unknown): Trouble | undefined {
  const state = String(peering['State'] ?? '');
  if (state !== 'ACTIVE') return { tone: state === 'PENDING' ? 'busy' : 'bad', text: t(state === 'PENDING' ? 'topology.notAccepted' : 'topology.notActive') };
  const other = otherEnd(peering, vpc).region;
  const fault = network.faults.find(({ kind, places }) =>
    (kind === 'link' && places.includes(region) && places.includes(other)) || (kind === 'region' && places.includes(other)));
  return fault && { tone: fault.delay ? 'busy' : 'bad', text: faultText(fault) };
}

// All of it, worst first: zones, balancers, peering connections, things.
export function findings(network: Network, region: string): Finding[] {
  const found: Finding[] = [];
  const add = (kind: Kind, item: Item, trouble?: Trouble) => {
    if (!trouble || trouble.tone === 'off') return;
    const id = idOf(kind, item);
    found.push({ ...trouble, name: String(item[kind.title ?? ''] || id), href: link({ region, page: kind.name, id }) });
  };
  // A zone, where something of the account's is in it.
  for (const zone of network.status?.ZoneSet ?? []) {
    const used = network.vpcs.some(({ subnets }) => subnets.some(({ subnet, things, instances }) => subnet['Zone'] === zone.Zone && (things.length || instances)));
    for (const told of used ? toldOf(faultsAt(network, zone.Zone ?? '')) : [])
      found.push({ ...told, name: zone.ZoneName ?? '', href: link({ region, page: 'instances', query: { zone: zone.Zone ?? '' } }) });
  }
  const each = ({ vpc, balancers, peerings, subnets }: Vpc) => {
    for (const one of balancers) add(kindNamed('load-balancers')!, one, troubleOfBalancer(network, region, one));
    for (const one of peerings) add(kindNamed('peering-connections')!, one, troubleOfPeering(network, region, one, vpc['VpcId']));
    for (const { subnet, things, counts = [] } of subnets) {
      for (const thing of things) add(thing.kind, thing.item, troubleOf(network, thing, String(subnet['Zone'])));
      for (const [state, count] of counts) {
        const { tone, name } = shownState(kindNamed('instances')!, state);
        if (tone === 'bad') add(kindNamed('subnets')!, subnet, bad(`${name} ${formatNumber(count)}`));
      }
    }
  };
  network.vpcs.forEach(each);
  return found;
}
