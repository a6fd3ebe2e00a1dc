// An account's network in a region as a picture: what is where, and what of it is impaired.
import { Badge, Empty, Failure, Heading, Spinner } from '../components/basics';
import { faultTextAt } from '../faults/told';
import { t } from '../i18n';
import { kindNamed, titleOf } from '../kinds';
import { nameOf } from '../components/resource';
import { useEvery, useLive } from '../live';
import type { PageProps } from '../pages';
import { link } from '../route';
import { Loose, VpcBox } from '../topology/boxes';
import { loadNetwork } from '../topology/network';
import { faultsAt, findings } from '../topology/trouble';

const mostFound = 12;
const lookMilliseconds = 3_000;

export default function TopologyPage({ region, query }: PageProps) {
  const chosen = query['vpc'];
  const { data: network, error, loading, reload } = useLive(region, (signal) => loadNetwork(region, chosen, signal), [chosen]);
  useEvery(lookMilliseconds, reload); // for the health of targets, of which no event tells
  if (loading) return <Spinner />;
  if (!network) return error ? <Failure error={error} retry={reload} /> : null;
  const found = findings(network, region);
  const faults = faultsAt(network, region).filter(({ kind }) => !kind.startsWith('zone-'));
  return (
    <>
      <Heading title={<>{t('topology.title')} <span class="small">{network.status?.RegionName}</span></>} />
      {error && <Failure error={error} />}
      {[...new Map(network.unread.map(({ error: why }) => [why.message, why])).values()].map((why) => <Failure key={why.message} error={why} retry={reload} />)}
      <div role="status" class="findings">
        {faults.map((fault) => <Badge tone={fault.delay ? 'busy' : 'bad'}>{faultTextAt(fault, region)}</Badge>)}
        {found.length ? <p>{t('topology.impaired', { count: found.length })}</p> : !network.unread.length && <Badge tone="good">{t('topology.well')}</Badge>}
        {found.length > 0 && (
          <ul class="plain">
            {found.slice(0, mostFound).map(({ name, href, tone, text }) => <li><a href={href}>{name}</a> <Badge tone={tone}>{text}</Badge></li>)}
          </ul>
        )}
      </div>
      {network.vpcs.map((one) => <VpcBox key={String(one.vpc['VpcId'])} network={network} region={region} of={one} />)}
      {!network.vpcs.length && !network.unread.length && <Empty>{t('topology.none')}</Empty>}
      {network.others.length > 0 && (
        <section class="vpc">
          <h2>{titleOf(kindNamed('vpcs')!)}</h2>
          <ul class="band">
            {network.others.map((vpc) => (
              <li class="thing"><a href={link({ region, page: 'topology', query: { vpc: String(vpc['VpcId']) } })}>{nameOf(kindNamed('vpcs')!, vpc)}</a> <code class="small">{String(vpc['CidrBlock'])}</code></li>
            ))}
          </ul>
        </section>
      )}
      <Loose region={region} title={t('topology.looseDisks')} kind="disks" items={network.disks} />
      <Loose region={region} title={t('topology.looseAddresses')} kind="addresses" items={network.addresses.filter((one) => one['AddressStatus'] === 'UNBIND')} />
    </>
  );
}
