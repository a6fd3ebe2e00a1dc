// A region as it is now: the states of instances, zone by zone, and the health of balancers' targets, with
// how they moved while this page was open.
import { call, type ApiError } from '../api/call';
import { Badge, Empty, Failure, Spinner } from '../components/basics';
import { TimeChart, type Mark } from '../components/time_chart';
import type { terrane } from '../generated/services';
import { formatNumber, t } from '../i18n';
import { asApiError, useEvery, useLive } from '../live';
import { link } from '../route';
import { keptSamples, sampleSeconds, turnsOf, useHistory, type Sample } from './history';
import { nameOfKind } from './kinds';

const mostBalancers = 20;
const fewInstances = 100;

interface ZoneCount {
  zone: string;
  name: string;
  running: number;
  stopped: number;
  other: number;
}

interface ListenerCount {
  balancer: string;
  balancerName: string;
  listener: string;
  port: string;
  healthy: number;
  targets: number;
}

interface State {
  zones: Part<ZoneCount[]>;
  balancers: Part<{ listeners: ListenerCount[]; all: number }>;
}

// What one product told, or why it did not: another may be the one that fails.
interface Part<T> {
  told?: T;
  error?: ApiError;
}

const part = <T,>(asked: Promise<T>): Promise<Part<T>> => asked.then((told) => ({ told }), (error) => ({ error: asApiError(error) }));

// `moving`: whether something fails there. Health moves by itself, without an event.
function useWatched(region: string, moving: boolean): { data?: State; history: Sample[] } {
  const { data, reload } = useLive(region, async (signal): Promise<State> => {
    const [zones, balancers] = await Promise.all([part(zoneCounts(region, signal)), part(listenerCounts(region, signal))]);
    return { zones, balancers };
  }, []);
  useEvery((moving || isSettling(data) ? 1 : 5) * sampleSeconds * 1000, reload);
  return { data, history: useHistory(region, data && sampleOf(data)) };
}

// Shows nothing, and keeps the history going.
export function KeepWatching({ region }: { region: string }) {
  useWatched(region, false);
  return null;
}

export function RegionWatch({ region, name, faults }: { region: string; name: string; faults: terrane.Fault[] }) {
  const { data, history } = useWatched(region, faults.length > 0);
  const marks = turnsOf(region, faults).map(({ at, isEnd, fault }): Mark =>
    ({ at: Math.round((at - Date.now()) / 1000), text: isEnd ? t('watch.healed', { what: markOf(fault) }) : markOf(fault), tone: isEnd ? 'good' : 'bad' }));
  const first = keptSamples - history.length;
  if (!data) return <Spinner />;
  const { zones, balancers } = data;
  return (
    <>
      <div class="split even">
        {zones.told ? <Instances region={region} zones={zones.told} /> : <Failure error={zones.error!} />}
        {balancers.told ? <Balancers region={region} {...balancers.told} /> : <Failure error={balancers.error!} />}
      </div>
      {history.some(({ running, healthy }) => running || healthy) && (
        <TimeChart
          label={t('watch.history', { region: name })} from={-keptSamples * sampleSeconds} slots={keptSamples} slotSeconds={sampleSeconds}
          series={[
            { name: t('watch.runningInstances'), tone: 'off', first, values: history.map(({ running }) => running) },
            { name: t('watch.healthyTargets'), tone: 'good', first, values: history.map(({ healthy }) => healthy) },
          ]}
          marks={marks}
          format={(seconds) => (seconds ? t('watch.ago', { seconds: -seconds }) : t('watch.now'))} total="last"
        />
      )}
    </>
  );
}

// "Power of a zone: ap-guangzhou-2".
const markOf = ({ Kind: kind, Zone: zone, OtherRegion: other, Product: product }: terrane.Fault) =>
  [nameOfKind(kind), zone ?? other ?? product].filter(Boolean).join(': ');

const isSettling = (data?: State) =>
  data?.zones.told?.some(({ other }) => other) || data?.balancers.told?.listeners.some(({ healthy, targets }) => healthy < targets);

// Of a few, by looking at them; many are counted by the server.
async function zoneCounts(region: string, signal: AbortSignal): Promise<ZoneCount[]> {
  const [{ ZoneSet: zones = [] }, { InstanceSet: instances = [], TotalCount: total = 0 }] = await Promise.all([
    call('cvm', 'DescribeZones', {}, region, { signal }), call('cvm', 'DescribeInstances', { Limit: fewInstances }, region, { signal })]);
  const count = async (zone: string, state?: string) => {
    if (total <= fewInstances)
      return instances.filter((one) => one.Placement?.Zone === zone && (!state || one.InstanceState === state)).length;
    const filters = [{ Name: 'zone', Values: [zone] }, ...(state ? [{ Name: 'instance-state', Values: [state] }] : [])];
    return (await call('cvm', 'DescribeInstances', { Filters: filters, Limit: 1 }, region, { signal })).TotalCount ?? 0;
  };
  return Promise.all(zones.map(async ({ Zone: zone = '', ZoneName: name = '' }) => {
    const [all, running, stopped] = await Promise.all([count(zone), count(zone, 'RUNNING'), count(zone, 'STOPPED')]);
    return { zone, name, running, stopped, other: Math.max(0, all - running - stopped) };
  }));
}

async function listenerCounts(region: string, signal: AbortSignal) {
  const { LoadBalancerSet: balancers = [], TotalCount: all = 0 } =
    await call('clb', 'DescribeLoadBalancers', { Limit: mostBalancers }, region, { signal });
  if (!balancers.length) return { listeners: [], all };
  const { LoadBalancers: found = [] } = await call('clb', 'DescribeTargetHealth',
    { LoadBalancerIds: balancers.map((one) => one.LoadBalancerId ?? '') }, region, { signal });
  const listeners = found.flatMap((balancer) => (balancer.Listeners ?? []).map((listener): ListenerCount => {
    const targets = (listener.Rules ?? []).flatMap((rule) => rule.Targets ?? []);
    return {
      balancer: balancer.LoadBalancerId ?? '', balancerName: balancer.LoadBalancerName ?? '', listener: listener.ListenerId ?? '',
      port: `${listener.Protocol} ${listener.Port}`,
      healthy: targets.filter(({ HealthStatus: healthy }) => healthy).length, targets: targets.length,
    };
  }));
  return { listeners, all };
}

const sum = (numbers: number[] = []) => numbers.reduce((all, one) => all + one, 0);

const sampleOf = ({ zones, balancers }: State): Sample => ({
  running: sum(zones.told?.map(({ running }) => running)),
  healthy: sum(balancers.told?.listeners.map(({ healthy }) => healthy)),
});

function Instances({ region, zones }: { region: string; zones: ZoneCount[] }) {
  const number = (count: number) => (count ? formatNumber(count) : '–');
  return (
    <table class="plain">
      <caption>{t('watch.instances')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('fault.zone')}</th>
          <th scope="col"><Badge tone="good">{t('watch.running')}</Badge></th>
          <th scope="col"><Badge tone="off">{t('watch.stopped')}</Badge></th>
          <th scope="col"><Badge tone="busy">{t('watch.moving')}</Badge></th>
        </tr>
      </thead>
      <tbody>
        {zones.map(({ zone, name, running, stopped, other }) => (
          <tr>
            <th scope="row"><a href={link({ region, page: 'instances', query: { zone } })}>{name}</a></th>
            <td>{number(running)}</td><td>{number(stopped)}</td><td>{number(other)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Balancers({ region, listeners, all }: { region: string; listeners: ListenerCount[]; all: number }) {
  if (!listeners.length) return <Empty>{t('watch.noBalancers')}</Empty>;
  return (
    <table class="plain">
      <caption>{t('watch.targets')}{all > mostBalancers && ` (${t('watch.first', { count: mostBalancers, all: formatNumber(all) })})`}</caption>
      <thead><tr><th scope="col">{t('watch.balancer')}</th><th scope="col">{t('watch.listener')}</th><th scope="col">{t('watch.healthy')}</th></tr></thead>
      <tbody>
        {listeners.map((one) => (
          <tr>
            <th scope="row"><a href={link({ region, page: 'load-balancers', id: one.balancer })}>{one.balancerName || one.balancer}</a></th>
            <td>{one.port}</td>
            <td><Badge tone={toneOf(one)}>{t('watch.ofTargets', { healthy: one.healthy, targets: one.targets })}</Badge></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const toneOf = ({ healthy, targets }: ListenerCount) =>
  !targets ? 'off' : healthy === targets ? 'good' : healthy ? 'busy' : 'bad';
