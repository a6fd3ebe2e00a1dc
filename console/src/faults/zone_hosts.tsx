// The racks and hosts of a zone: which carry instances, which fail, and what can be done to each.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Do } from '../act';
import { call, send } from '../api/call';
import { announce } from '../components/announcer';
import { Badge, Button, Failure, Heading, shapes, Spinner } from '../components/basics';
import { State } from '../components/resource';
import type { cvm, terrane } from '../generated/services';
import { formatNumber, t } from '../i18n';
import { kindNamed } from '../kinds';
import { useLive } from '../live';
import { link } from '../route';
import { faultsOver, loadOf, racksAtOnce, useHosts, type Rack } from './hosts';
import { faultOf, faultText, toldOf, toneOfFault, type Delays } from './told';

interface Props {
  region: string;
  zone: terrane.ZoneStatus;
  faults: terrane.Fault[];
  delays: Delays;
  act: Do;
  rack?: number; // that is looked at first
}

export function ZoneHosts({ region, zone, faults, delays, act, rack: firstRack = 1 }: Props) {
  const [near, look] = useState(firstRack);
  const [open, setOpen] = useState<number>(); // a host, whose row says more of it
  const name = zone.Zone ?? '';
  const { data, error, loading, reload } = useHosts(region, name, near);
  const heal = async (id: string) => {
    if (await act(() => send('terrane', 'HealFaults', { FaultIds: [id] }), region)) announce(t('form.done', { what: `${t('fault.heal')} ${id}` }));
  };
  const ofZone = faults.filter((fault) => fault.Zone === name).map((fault) => faultOf(fault.FaultId ?? '', delays));
  const whole = ofZone.filter(({ places }) => places.length === 1);
  const page = Math.floor((near - 1) / racksAtOnce);
  return (
    <>
      <p class="crumb"><a href={link({ page: 'faults' })}>{t('nav.faults')}</a></p>
      <Heading title={t('host.titleOf', { zone: zone.ZoneName ?? name })}>
        <Strike place={zone.ZoneName ?? name} query={{ Kind: 'ZONE_POWER', Region: region, Zone: name }} />
      </Heading>
      {error && <Failure error={error} retry={reload} />}
      {!data ? loading && <Spinner /> : (
        <>
          <dl class="facts">
            <div><dt>{t('host.racks')}</dt><dd>{formatNumber(data.racks)}</dd></div>
            <div><dt>{t('host.hosts')}</dt><dd>{formatNumber(data.hosts)}</dd></div>
            <div><dt>{t('host.freeCores')}</dt><dd>{outOf(zone.FreeCores, zone.Cores)}</dd></div>
            <div><dt>{t('host.freeMemory')}</dt><dd>{outOf(zone.FreeMemoryGiB, zone.MemoryGiB)} GiB</dd></div>
          </dl>
          {whole.map((fault) => <Over key={fault.id} id={fault.id} delays={delays} heal={heal} />)}
          <section class="panel" aria-label={t('host.title')}>
            <div class="toolbar">
              <p class="small">{t('host.legend', { shape: shapes.bad, launch: shapes.busy })}</p>
              {data.racks > racksAtOnce && (
                <label class="small">
                  {t('host.racks')}{' '}
                  <select value={page} onChange={(event) => look(Number(event.currentTarget.value) * racksAtOnce + 1)}>
                    {Array.from({ length: Math.ceil(data.racks / racksAtOnce) }, (_, index) => (
                      <option value={index}>{index * racksAtOnce + 1}–{Math.min(data.racks, (index + 1) * racksAtOnce)}</option>
                    ))}
                  </select>
                </label>
              )}
            </div>
            {data.shown.map((rack) => (
              <RackRow key={rack.rack} region={region} zone={name} rack={rack} delays={delays} heal={heal} open={open} setOpen={setOpen} />
            ))}
          </section>
        </>
      )}
    </>
  );
}

const outOf = (part = 0, all = 0) => `${formatNumber(part)} / ${formatNumber(all)}`;

function Strike({ place, query, children }: { place: string; query: Record<string, string>; children?: string }) {
  return <a class="button" aria-label={t('fault.failPlace', { place })} href={link({ page: 'faults', id: 'new', query })}>{children ?? t('fault.fail')}</a>;
}

// A fault, and the way to end it.
function Over({ id, delays, heal }: { id: string; delays: Delays; heal: (id: string) => void }) {
  const fault = faultOf(id, delays);
  return (
    <p class="over">
      <Badge tone={toneOfFault(fault)}>{faultText(fault)}</Badge>{' '}
      <Button class="slim" aria-label={`${t('fault.heal')} ${id}`} onClick={() => heal(id)}>{t('fault.heal')}</Button>
    </p>
  );
}

interface RowProps {
  region: string;
  zone: string;
  rack: Rack;
  delays: Delays;
  heal: (id: string) => void;
  open?: number;
  setOpen: (host?: number) => void;
}

// A tab stop for the rack; arrow keys lead from host to host.
function RackRow({ region, zone, rack: { rack, hosts }, delays, heal, open, setOpen }: RowProps) {
  const [at, setAt] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const name = t('host.rack', { number: rack });
  const opened = hosts.find(({ Host: host }) => host === open);
  const whole = faultsOver(hosts).filter((id) => hosts.every(({ Faults: faults = [] }) => faults.includes(id))).filter((id) => faultOf(id).places.length > 1);
  const step = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: hosts.length - 1 };
    const to = steps[event.key];
    if (to === undefined || !hosts[to]) return;
    event.preventDefault();
    setAt(to);
    bar.current?.querySelectorAll('button')[to]?.focus();
  };
  return (
    <section class="rack" aria-label={name}>
      <div class="heading">
        <h2>{name} <span class="small">{loadOf(hosts)}</span></h2>
        <Strike place={name} query={{ Kind: 'RACK_POWER', Region: region, Zone: zone, Rack: String(rack) }} />
      </div>
      {whole.map((id) => <Over key={id} id={id} delays={delays} heal={heal} />)}
      <div class="hosts" role="toolbar" aria-label={t('host.of', { rack: name })} ref={bar} onKeyDown={step}>
        {hosts.map((host, index) => {
          const told = toldOf((host.Faults ?? []).map((id) => faultOf(id, delays)));
          const tone = told.some(({ tone: one }) => one === 'bad') ? 'bad' : told.length ? 'busy' : undefined;
          const count = host.InstanceIds?.length ?? 0;
          const text = [t('host.host', { number: host.Host ?? 0 }), loadOf([host]), ...told.map(({ text: one }) => one)].join(', ');
          return (
            <button
              key={host.Host} class={`${tone ?? ''} ${count ? 'carries' : ''}`} title={text} aria-label={text} aria-pressed={open === host.Host}
              tabIndex={index === at ? 0 : -1} onFocus={() => setAt(index)} onClick={() => setOpen(open === host.Host ? undefined : host.Host)}
            >
              {tone && shapes[tone]}{count > 0 && formatNumber(count)}
            </button>
          );
        })}
      </div>
      {opened && <HostDetail region={region} zone={zone} host={opened} delays={delays} heal={heal} />}
    </section>
  );
}

function HostDetail({ region, zone, host, delays, heal }: { region: string; zone: string; host: terrane.Host; delays: Delays; heal: (id: string) => void }) {
  const section = useRef<HTMLElement>(null);
  const name = t('host.host', { number: host.Host ?? 0 });
  const ids = host.InstanceIds ?? [];
  const own = useOwn(region, ids);
  const query = { Region: region, Zone: zone, Rack: String(host.Rack), Host: String(host.Host) };
  useEffect(() => section.current?.scrollIntoView({ block: 'nearest' }), [host.Host]);
  return (
    <section class="host" ref={section} aria-label={name} aria-live="polite">
      <div class="heading">
        <h3>{name}</h3>
        <div class="actions">
          <Strike place={name} query={{ Kind: 'HOST_POWER', ...query }} />
          <Strike place={`${name}: ${t('fault.hostLaunch')}`} query={{ Kind: 'HOST_LAUNCH', ...query }}>{t('host.refuseLaunches')}</Strike>
        </div>
      </div>
      {(host.Faults ?? []).map((id) => <Over key={id} id={id} delays={delays} heal={heal} />)}
      <dl class="facts">
        <div><dt>{t('host.freeCores')}</dt><dd>{outOf(host.FreeCores, host.Cores)}</dd></div>
        <div><dt>{t('host.freeMemory')}</dt><dd>{outOf(host.FreeMemoryGiB, host.MemoryGiB)} GiB</dd></div>
        <div><dt>{t('host.freeDisk')}</dt><dd>{outOf(host.FreeLocalDiskGiB, host.LocalDiskGiB)} GiB</dd></div>
      </dl>
      {ids.length ? (
        <ul class="counts" aria-label={t('watch.instances')}>
          {ids.slice(0, mostListed).map((id) => {
            const mine = own.find((one) => one.InstanceId === id);
            if (!mine) return <li><code>{id}</code></li>;
            return <li><a href={link({ region, page: 'instances', id })}>{mine.InstanceName || id}</a> <State kind={kindNamed('instances')!} item={{ ...mine }} /></li>;
          })}
          {ids.length > mostListed && <li>{t('host.more', { count: formatNumber(ids.length - mostListed) })}</li>}
        </ul>
      ) : <p class="small">{t('host.empty')}</p>}
    </section>
  );
}

const mostListed = 100;

// Those of the account that is signed in have a page that can be opened.
function useOwn(region: string, ids: string[]): cvm.Instance[] {
  const asked = ids.slice(0, mostListed);
  const { data } = useLive(region, async (signal) => (asked.length
    ? (await call('cvm', 'DescribeInstances', { Filters: [{ Name: 'instance-id', Values: asked }], Limit: mostListed }, region, { signal })).InstanceSet ?? []
    : []), [asked.join()]);
  return data ?? [];
}
