// All regions and zones: state, stock, faults and how much there is of each kind.
import { call } from '../api/call';
import { Badge, Failure, Heading, Spinner } from '../components/basics';
import { Health, toneOf } from '../components/health';
import { RegionMap } from '../components/region_map';
import type { terrane } from '../generated/services';
import { formatNumber, t } from '../i18n';
import { kinds, titleOf } from '../kinds';
import { everywhere, useLive } from '../live';
import { link } from '../route';

export default function OverviewPage() {
  const { data, error, loading, reload } = useLive(everywhere, (signal) => call('terrane', 'DescribeStatus', {}, undefined, { signal }), []);
  if (loading) return <Spinner />;
  if (!data) return error ? <Failure error={error} retry={reload} /> : null;
  const regions = data.RegionSet ?? [];
  const zones = regions.reduce((sum, one) => sum + (one.ZoneSet?.length ?? 0), 0);
  return (
    <>
      <Heading title={t('overview.title')} />
      {error && <Failure error={error} />}
      <dl class="facts">
        <dt>{t('overview.catalogue')}</dt><dd>{data.Catalogue}</dd>
        <dt>{t('overview.regions')}</dt><dd>{regions.length}</dd>
        <dt>{t('overview.zones')}</dt><dd>{zones}</dd>
        <dt>{t('overview.accounts')}</dt><dd>{formatNumber(data.AccountCount ?? 0)}</dd>
        <dt>{t('overview.plane')}</dt><dd><Health state={data.AccountPlaneState} faults={data.AccountPlaneFaults} /></dd>
      </dl>
      <RegionMap
        places={regions.map((one) => ({
          region: one.Region ?? '', name: one.RegionName ?? '', tone: toneOf(one.State, one.Faults),
          href: link({ region: one.Region, page: 'instances' }),
        }))}
      />
      <div class="cards">{regions.map((one) => <RegionCard key={one.Region} region={one} />)}</div>
    </>
  );
}

function RegionCard({ region }: { region: terrane.RegionStatus }) {
  const counts = (region.ResourceSet ?? []).filter(({ Count: count }) => count);
  return (
    <section class="card" aria-label={region.RegionName}>
      <h2>{region.RegionName} <Health state={region.State} faults={region.Faults} /></h2>
      <p class="small"><code>{region.Region}</code></p>
      <table>
        <caption class="hidden">{t('overview.zones')}</caption>
        <tbody>
          {(region.ZoneSet ?? []).map((zone) => (
            <tr>
              <th scope="row">{zone.ZoneName}</th>
              <td><Badge tone={zone.SoldOut ? 'off' : 'good'}>{t(zone.SoldOut ? 'overview.soldOut' : 'overview.inStock')}</Badge></td>
              <td class="small">{t('overview.freeCores', { free: formatNumber(zone.FreeCores ?? 0), all: formatNumber(zone.Cores ?? 0) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {region.Faults?.length ? (
        <>
          <h3>{t('overview.faults')}</h3>
          <ul class="plain">{region.Faults.map((fault) => <li><Badge tone="bad">{fault}</Badge></li>)}</ul>
        </>
      ) : null}
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
