// Failures, for operators: what fails now and how to heal it, what can be made to fail, and how what is
// struck does.
import { useState } from 'preact/hooks';
import { useAct, type Do } from '../act';
import { call, send } from '../api/call';
import { announce } from '../components/announcer';
import { Badge, Button, Empty, Failure, Heading, NotFound, Notice, Spinner } from '../components/basics';
import { Dialog } from '../components/dialog';
import { Health } from '../components/health';
import { PlaceCard } from '../faults/place_card';
import { nameOfKind, nameOfMode } from '../faults/kinds';
import { StrikeForm } from '../faults/strike_form';
import { delaysOf } from '../faults/told';
import { RegionWatch } from '../faults/watch';
import { ZoneHosts } from '../faults/zone_hosts';
import type { terrane } from '../generated/services';
import { formatNumber, formatTime, t } from '../i18n';
import { everywhere, useLive } from '../live';
import type { PageProps } from '../pages';
import { link } from '../route';

export default function FaultsPage({ region, id, query }: PageProps) {
  const { data, error, loading, reload } = useLive(everywhere, async (signal) => {
    const [status, faults] = await Promise.all([
      call('terrane', 'DescribeStatus', {}, undefined, { signal }), call('terrane', 'DescribeFaults', {}, undefined, { signal })]);
    return { status, regions: status.RegionSet ?? [], faults: faults.FaultSet ?? [] };
  }, []);
  const { act, error: refused } = useAct();
  const [healing, setHealing] = useState(false);
  if (!data) return loading ? <Spinner /> : error ? <Failure error={error} retry={reload} /> : null;
  const { status, regions, faults } = data;

  if (id === 'new')
    return (
      <>
        <p class="crumb"><a href={link({ page: 'faults' })}>{t('nav.faults')}</a></p>
        <Heading title={t('fault.new')} />
        <StrikeForm key={JSON.stringify(query)} regions={regions} region={region} preset={query} />
      </>
    );

  if (id) {
    const holder = regions.find((one) => one.ZoneSet?.some(({ Zone: zone }) => zone === id));
    const zone = holder?.ZoneSet?.find((one) => one.Zone === id);
    if (!holder || !zone) return <NotFound />;
    return (
      <>
        {refused && <Failure error={refused} />}
        <ZoneHosts key={id} region={holder.Region ?? ''} zone={zone} faults={faults} delays={delaysOf(faults)} act={act} rack={Number(query['Rack']) || undefined} />
      </>
    );
  }

  const healOne = async (fault: terrane.Fault) => {
    if (await act(() => send('terrane', 'HealFaults', { FaultIds: [fault.FaultId] }), fault.Region)) announce(t('form.done', { what: `${t('fault.heal')} ${fault.FaultId}` }));
  };
  const watched = regions.find((one) => one.Region === region);
  return (
    <>
      <Heading title={t('nav.faults')}>
        {faults.length > 0 && <Button onClick={() => setHealing(true)}>{t('fault.healAll')}</Button>}
        <a class="button danger" href={link({ page: 'faults', id: 'new' })}>{t('fault.offer')}</a>
      </Heading>
      {(refused ?? error) && <Failure error={(refused ?? error)!} />}
      <section class="panel" aria-label={t('fault.now')}>
        <h2>{t('fault.now')}</h2>
        {faults.length ? <FaultTable faults={faults} heal={healOne} />
          : <Empty>{t('fault.none')}</Empty>}
        <p class="small">{t('overview.plane')} <Health state={status.AccountPlaneState} faults={status.AccountPlaneFaults} /></p>
      </section>
      {watched && (
        <section class="panel" aria-label={t('watch.title', { region: watched.RegionName ?? '' })}>
          <h2>{t('watch.title', { region: watched.RegionName ?? '' })}</h2>
          <p class="small">{t('watch.explanation')}</p>
          {watched.State === 'AVAILABLE'
            ? <RegionWatch key={region} region={region} name={watched.RegionName ?? ''} faults={faults.filter((fault) => watched.Faults?.includes(fault.FaultId ?? ''))} />
            : <Notice tone="bad">{t('watch.unavailable')}</Notice>}
        </section>
      )}
      <h2>{t('fault.places')}</h2>
      <div class="cards">{regions.map((one) => <PlaceCard key={one.Region} region={one} faults={faults} act={act} />)}</div>
      {healing && <HealAll faults={faults} close={() => setHealing(false)} act={act} />}
    </>
  );
}

function FaultTable({ faults, heal }: { faults: terrane.Fault[]; heal: (fault: terrane.Fault) => void }) {
  return (
    <div class="wide">
      <table class="plain stacked">
        <thead>
          <tr>
            {(['fault.kind', 'fault.place', 'fault.mode', 'fault.since', 'fault.by', 'fault.waiting', 'fault.reason'] as const)
              .map((word) => <th scope="col">{t(word)}</th>)}
            <td />
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <tr key={fault.FaultId}>
              <th scope="row"><Badge tone="bad">{nameOfKind(fault.Kind)}</Badge></th>
              <td>
                {fault.Zone ? <a href={link({ page: 'faults', id: fault.Zone, query: rackOf(fault) })}>{placeOf(fault)}</a> : placeOf(fault)}
              </td>
              <td data-label={t('fault.mode')}>{howOf(fault) || '–'}</td>
              <td data-label={t('fault.since')}><time dateTime={fault.CreatedTime}>{formatTime(fault.CreatedTime)}</time></td>
              <td data-label={t('fault.by')}>{fault.CreatedBy}</td>
              <td data-label={t('fault.waiting')}>{formatNumber(fault.WaitingInstanceCount ?? 0)}</td>
              <td data-label={t('fault.reason')}>{fault.Reason || '–'}</td>
              <td><Button aria-label={`${t('fault.heal')} ${fault.FaultId}`} onClick={() => heal(fault)}>{t('fault.heal')}</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function placeOf({ Zone: zone, Rack: rack, Host: host, Region: region, OtherRegion: other, Product: product }: terrane.Fault) {
  if (other) return `${region} – ${other}`;
  const part = rack ? t('fault.rack', { number: rack }) : host ? t('fault.host', { number: host }) : product;
  return [zone || region || t('fault.accountPlane'), part].filter(Boolean).join(', ');
}

// What the page of a zone's hosts is told, so that it shows the rack.
const rackOf = ({ Rack: rack }: terrane.Fault): Record<string, string> => (rack ? { Rack: String(rack) } : {});

function howOf(fault: terrane.Fault) {
  return [
    fault.Mode && nameOfMode(fault.Mode), fault.DelayMilliseconds ? `${formatNumber(fault.DelayMilliseconds)} ms` : '',
    fault.WithoutPower ? t('fault.withoutPower') : '',
  ].filter(Boolean).join(', ');
}

function HealAll({ faults, close, act }: { faults: terrane.Fault[]; close: () => void; act: Do }) {
  const heal = async () => {
    close();
    await act(() => send('terrane', 'HealFaults', { All: true }));
  };
  return (
    <Dialog title={t('fault.healAll')} close={close}>
      <p>{t('fault.healAllExplanation')}</p>
      <ul>{faults.map((fault) => <li key={fault.FaultId}>{nameOfKind(fault.Kind)}: {placeOf(fault)}</li>)}</ul>
      <div class="actions end">
        <Button onClick={close}>{t('form.cancel')}</Button>
        <Button tone="primary" onClick={heal}>{t('fault.healThese', { count: faults.length })}</Button>
      </div>
    </Dialog>
  );
}
