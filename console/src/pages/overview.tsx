// All regions and zones: state, stock, faults and how much there is of each kind.
import { useEffect } from 'preact/hooks';
import { call } from '../api/call';
import { Badge, Failure, Heading, Spinner } from '../components/basics';
import { Health, toneOf, wordOf } from '../components/health';
import { RegionMap } from '../components/region_map';
import { delaysOfFaults, faultOf, faultTextAt, toldOf, toneOfFault, type Delays } from '../faults/told';
import type { terrane } from '../generated/services';
import { formatNumber, t } from '../i18n';
import { kinds, titleOf } from '../kinds';
import { everywhere, useLive, watch } from '../live';
import { isOperator } from '../operator';
import type { PageProps } from '../pages';
import { link } from '../route';

export default function OverviewPage({ region }: PageProps) {
  const { data, error, loading, reload } = useLive(everywhere, async (signal) => {
    const [status, delays] = await Promise.all([call('terrane', 'DescribeStatus', {}, undefined, { signal }), delaysOfFaults(signal)]);
    return { ...status, delays };
  }, []);
  // What happens in the region that is chosen is shown at once.
  useEffect(() => (region ? watch(region, () => {}) : undefined), [region]);
  if (loading) return <Spinner />;
  if (!data) return error ? <Failure error={error} retry={reload} /> : null;
  const regions = data.RegionSet ?? [];
  const links = [...new Set(regions.flatMap((one) => one.Faults ?? []))].map((id) => faultOf(id, data.delays)).filter(({ kind }) => kind === 'link');
  const zones = regions.reduce((sum, one) => sum + (one.ZoneSet?.length ?? 0), 0);
  return (
    <>
      <Heading title={t('overview.title')} />
      {error && <Failure error={error} />}
      <dl class="facts">
        <div><dt>{t('overview.catalogue')}</dt><dd>{data.Catalogue}</dd></div>
        <div><dt>{t('overview.regions')}</dt><dd>{regions.length}</dd></div>
        <div><dt>{t('overview.zones')}</dt><dd>{zones}</dd></div>
        <div><dt>{t('overview.accounts')}</dt><dd>{formatNumber(data.AccountCount ?? 0)}</dd></div>
        <div><dt>{t('overview.plane')}</dt><dd><Health state={data.AccountPlaneState} faults={data.AccountPlaneFaults} /></dd></div>
      </dl>
      <RegionMap
        links={links}
        places={regions.map((one) => ({
          region: one.Region ?? '', name: one.RegionName ?? '', tone: toneOf(one.State, one.Faults), word: t(wordOf(one.State, one.Faults)), href: link({ region: one.Region, page: 'topology' }),
        }))}
      />
      <div class="cards">{regions.map((one) => <RegionCard key={one.Region} region={one} delays={data.delays} />)}</div>
    </>
  );
}

function RegionCard({ region, delays }: { region: terrane.RegionStatus; delays: Delays }) {
  const faults = (region.Faults ?? []).map((id) => faultOf(id, delays));
  const zones = region.ZoneSet ?? [];
  const ofZone = (zone?: string) => toldOf(faults.filter(({ places }) => places[0] === zone));
  const ofRegion = faults.filter(({ places }) => !zones.some(({ Zone: zone }) => zone === places[0]));
  const counts = (region.ResourceSet ?? []).filter(({ Count: count }) => count);
  return (
    <section class="card" aria-label={region.RegionName}>
      <h2><a href={link({ region: region.Region, page: 'topology' })}>{region.RegionName}</a> <Health state={region.State} faults={region.Faults} /></h2>
      <p class="small"><code>{region.Region}</code></p>
      <table>
        <caption class="hidden">{t('overview.zones')}</caption>
        <tbody>
          {zones.map((zone) => (
            <tr>
              <th scope="row">
                {isOperator.value ? <a href={link({ page: 'faults', id: zone.Zone })} title={t('host.title')}>{zone.ZoneName}</a> : zone.ZoneName}
              </th>
              <td>
                {ofZone(zone.Zone).map(({ tone, text }) => <div><Badge tone={tone}>{text}</Badge></div>)}
                <Badge tone={zone.SoldOut ? 'off' : 'good'}>{t(zone.SoldOut ? 'overview.soldOut' : 'overview.inStock')}</Badge>
                <div class="small whole">{t('overview.freeCores', { free: formatNumber(zone.FreeCores ?? 0), all: formatNumber(zone.Cores ?? 0) })}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {ofRegion.length > 0 && (
        <ul class="plain" aria-label={t('overview.faults')}>
          {ofRegion.map((fault) => <li><Badge tone={toneOfFault(fault)}>{faultTextAt(fault, region.Region ?? '')}</Badge></li>)}
        </ul>
      )}
      {counts.length > 0 && (
        <ul class="counts" aria-label={t('overview.resources')}>
          {counts.map(({ Kind: name, Count: count }) => {
            const kind = kinds.find((one) => one.english[0] === name || one.chinese === name);
            const text = `${kind ? titleOf(kind) : name} ${formatNumber(count ?? 0)}`;
            return <li>{kind && !kind.list.needs ? <a href={link({ region: region.Region, page: kind.name })}>{text}</a> : text}</li>;
          })}
        </ul>
      )}
    </section>
  );
}
