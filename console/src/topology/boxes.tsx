// The boxes of the topology: a VPC, its zones side by side, their subnets, and what is in them.
import type { ComponentChildren } from 'preact';
import type { Item } from '../api/call';
import { Badge } from '../components/basics';
import { nameOf, ResourceLink, State } from '../components/resource';
import { toldOf } from '../faults/told';
import type { clb, terrane } from '../generated/services';
import { formatNumber, t } from '../i18n';
import { idOf, kindNamed, shownState, titleOf, valueAt } from '../kinds';
import { regionNamed } from '../places';
import { link } from '../route';
import { changing, type Network, type Subnet, type Thing, type Vpc } from './network';
import { faultsAt, healthOfTargets, otherEnd, troubleOf, troubleOfBalancer, troubleOfPeering, type Trouble } from './trouble';

interface Shown {
  network: Network;
  region: string;
}

export function VpcBox({ network, region, of: { vpc, subnets, balancers, peerings } }: Shown & { of: Vpc }) {
  const kind = kindNamed('vpcs')!;
  const id = String(vpc['VpcId']);
  const zones = (network.status?.ZoneSet ?? []).filter((zone) => subnets.some(({ subnet }) => subnet['Zone'] === zone.Zone));
  return (
    <section class="vpc" aria-labelledby={id}>
      <h2 id={id}><span class="kind">{titleOf(kind, false)}</span> <ResourceLink kind="vpcs" region={region} id={id} name={nameOf(kind, vpc)} /> <code>{String(vpc['CidrBlock'])}</code></h2>
      {(balancers.length > 0 || peerings.length > 0) && (
        <ul class="band">
          {balancers.map((balancer) => <BalancerBox network={network} region={region} balancer={balancer} />)}
          {peerings.map((peering) => <PeeringBox network={network} region={region} peering={peering} vpc={id} />)}
        </ul>
      )}
      {zones.length ? (
        <div class="zones">
          {zones.map((zone) => (
            <ZoneBox key={zone.Zone} network={network} region={region} zone={zone} subnets={subnets.filter(({ subnet }) => subnet['Zone'] === zone.Zone)} />
          ))}
        </div>
      ) : <p class="small">{t('topology.noSubnets')}</p>}
    </section>
  );
}

function ZoneBox({ network, region, zone, subnets }: Shown & { zone: terrane.ZoneStatus; subnets: Subnet[] }) {
  const faults = faultsAt(network, zone.Zone ?? '');
  const down = faults.some(({ kind }) => kind === 'zone-power' || kind === 'zone-network');
  return (
    <div role="group" class={`zone ${down ? 'down' : faults.length ? 'hampered' : ''}`} aria-label={zone.ZoneName}>
      <h3>
        {zone.ZoneName}
        {toldOf(faults).map(({ tone, text }) => <> <Badge tone={tone}>{text}</Badge></>)}
        {zone.SoldOut && <> <Badge tone="off">{t('overview.soldOut')}</Badge></>}
      </h3>
      {subnets.map((one) => <SubnetBox key={one.subnet['SubnetId'] as string} network={network} region={region} of={one} />)}
    </div>
  );
}

function SubnetBox({ network, region, of: { subnet, things, instances, counts } }: Shown & { of: Subnet }) {
  const kind = kindNamed('subnets')!;
  const id = String(subnet['SubnetId']);
  return (
    <div role="group" class="subnet" aria-labelledby={id}>
      <h4 id={id}><span class="kind">{titleOf(kind, false)}</span> <ResourceLink kind="subnets" region={region} id={id} name={nameOf(kind, subnet)} /> <code>{String(subnet['CidrBlock'])}</code></h4>
      {counts && <Counts region={region} subnet={id} instances={instances} counts={counts} />}
      {things.length > 0 && (
        <ul class="things">
          {things.map((thing) => <ThingBox key={idOf(thing.kind, thing.item)} network={network} region={region} thing={thing} zone={String(subnet['Zone'])} />)}
        </ul>
      )}
      {!counts && !things.length && <p class="small">{t('topology.empty')}</p>}
    </div>
  );
}

// Too many to be listed: how many there are in each state, and where they are.
function Counts({ region, subnet, instances, counts }: { region: string; subnet: string; instances: number; counts: [string, number][] }) {
  const kind = kindNamed('instances')!;
  const list = (query: Record<string, string>) => link({ region, page: 'instances', query: { 'subnet-id': subnet, ...query } });
  return (
    <>
      <p><a href={list({})}>{t('topology.instances', { count: formatNumber(instances) })}</a></p>
      <ul class="counts">
        {counts.map(([state, count]) => {
          const { tone, name } = state === changing ? { tone: 'busy' as const, name: t('topology.changing') } : shownState(kind, state);
          return <li><Badge tone={tone}>{state === changing ? name : <a href={list({ 'instance-state': state })}>{name}</a>} {formatNumber(count)}</Badge></li>;
        })}
      </ul>
    </>
  );
}

export function Mark({ trouble }: { trouble?: Trouble }) {
  return trouble ? <> <Badge tone={trouble.tone}>{trouble.text}</Badge></> : null;
}

function ThingBox({ network, region, thing, zone }: Shown & { thing: Thing; zone: string }) {
  const { kind, item } = thing;
  const trouble = troubleOf(network, thing, zone);
  const addresses = [valueAt(item, 'PrivateIpAddresses') ?? valueAt(item, 'Vip') ?? []].flat().map(String);
  return (
    <li class={`thing ${trouble?.tone ?? ''}`}>
      <div>
        <span class="kind">{titleOf(kind, false)}</span>{' '}
        <ResourceLink kind={kind.name} region={region} id={idOf(kind, item)} name={nameOf(kind, item)} />{' '}
        {trouble ? <Mark trouble={trouble} /> : <State kind={kind} item={item} />}
      </div>
      <div class="small">{addresses.join(', ')}<Belongings network={network} region={region} thing={thing} /></div>
    </li>
  );
}

// An instance's elastic IPs and disks.
function Belongings({ network, region, thing: { kind, item } }: Shown & { thing: Thing }) {
  if (kind.name !== 'instances') return null;
  const id = idOf(kind, item);
  const bound = network.addresses.filter((address) => address['InstanceId'] === id);
  const disks = [valueAt(item, 'SystemDisk'), valueAt(item, 'DataDisks')].flat().filter(Boolean) as Item[];
  return (
    <>
      {bound.map((address) => <> · <ResourceLink kind="addresses" region={region} id={String(address['AddressId'])} name={String(address['AddressIp'])} /></>)}
      {disks.map((disk) => (
        <> · <ResourceLink kind="disks" region={region} id={String(disk['DiskId'])} name={t('topology.disk', { size: formatNumber(Number(disk['DiskSize'])) })} /></>
      ))}
    </>
  );
}

function BalancerBox({ network, region, balancer }: Shown & { balancer: Item }) {
  const kind = kindNamed('load-balancers')!;
  const id = String(balancer['LoadBalancerId']);
  const trouble = troubleOfBalancer(network, region, balancer);
  const listeners = network.health.get(id)?.Listeners ?? [];
  return (
    <li class={`thing ${trouble?.tone ?? ''}`}>
      <div>
        <span class="kind">{titleOf(kind, false)}</span>{' '}
        <ResourceLink kind={kind.name} region={region} id={id} name={nameOf(kind, balancer)} />{' '}
        {trouble ? <Mark trouble={trouble} /> : <State kind={kind} item={balancer} />}
      </div>
      <div class="small">{[valueAt(balancer, 'LoadBalancerVips') ?? []].flat().join(', ')}</div>
      <ul class="plain small">{listeners.map((listener) => <ListenerLine region={region} balancer={id} listener={listener} />)}</ul>
    </li>
  );
}

function ListenerLine({ region, balancer, listener }: { region: string; balancer: string; listener: clb.ListenerHealth }) {
  const targets = (listener.Rules ?? []).flatMap((rule) => rule.Targets ?? []);
  const { healthy, targets: all } = healthOfTargets(targets);
  const dead = targets.filter((target) => target.HealthStatusDetail === 'Dead');
  const target = (one: clb.TargetHealth) =>
    one.TargetId?.startsWith('ins-')
      ? <ResourceLink kind="instances" region={region} id={one.TargetId} name={`${one.IP}:${one.Port}`} /> : <>{one.IP}:{one.Port}</>;
  return (
    <li>
      <ResourceLink kind="listeners" region={region} id={`${balancer}:${listener.ListenerId}`} name={`${listener.Protocol} ${listener.Port}`} />{' '}
      {all ? t('topology.healthy', { healthy, all }) : t('topology.noTargets')}
      {dead.map((one) => <> <Badge tone="bad">{target(one)} {t('topology.dead')}</Badge></>)}
    </li>
  );
}

function PeeringBox({ network, region, peering, vpc }: Shown & { peering: Item; vpc: string }) {
  const kind = kindNamed('peering-connections')!;
  const trouble = troubleOfPeering(network, region, peering, vpc);
  const other = otherEnd(peering, vpc);
  return (
    <li class={`thing ${trouble?.tone ?? ''}`}>
      <div>
        <span class="kind">{titleOf(kind, false)}</span>{' '}
        <ResourceLink kind={kind.name} region={region} id={idOf(kind, peering)} name={nameOf(kind, peering)} />{' '}
        {trouble ? <Mark trouble={trouble} /> : <State kind={kind} item={peering} />}
      </div>
      <div class="small">
        ⇄ <ResourceLink kind="vpcs" region={other.region} id={other.vpc} />{' '}
        <a href={link({ region: other.region, page: 'topology' })}>{regionNamed(other.region)?.RegionName ?? other.region}</a>
      </div>
    </li>
  );
}

// What is in no VPC.
export function Loose({ region, title, kind: name, items }: { region: string; title: ComponentChildren; kind: string; items: Item[] }) {
  const kind = kindNamed(name)!;
  if (!items.length) return null;
  return (
    <section class="vpc" aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      <ul class="band">
        {items.map((item) => (
          <li class="thing">
            <ResourceLink kind={name} region={region} id={idOf(kind, item)} name={nameOf(kind, item)} /> <State kind={kind} item={item} />
            <div class="small">{[item['AddressIp'], item['DiskSize'] && t('topology.disk', { size: Number(item['DiskSize']) }), kind.zone && valueAt(item, kind.zone)].filter(Boolean).join(' · ')}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
