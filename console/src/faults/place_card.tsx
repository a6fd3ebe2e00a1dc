// A region and its zones, each with what can be done to it.
import type { Do } from '../act';
import { send } from '../api/call';
import { Badge, Button } from '../components/basics';
import { Health } from '../components/health';
import type { terrane } from '../generated/services';
import { t } from '../i18n';
import { link } from '../route';
import { delaysOf, faultOf, toldOf } from './told';

export function PlaceCard({ region, faults, act }: { region: terrane.RegionStatus; faults: terrane.Fault[]; act: Do }) {
  const delays = delaysOf(faults);
  const told = (zone: string) => toldOf(faults.filter((fault) => fault.Zone === zone).map((fault) => faultOf(fault.FaultId ?? '', delays)));
  const strike = (preset: Record<string, string>, name: string) => (
    <a class="button" aria-label={t('fault.failPlace', { place: name })} href={link({ page: 'faults', id: 'new', query: { Region: region.Region ?? '', ...preset } })}>
      {t('fault.fail')}
    </a>
  );
  return (
    <section class="card" aria-label={region.RegionName}>
      <h3>{region.RegionName} <Health state={region.State} faults={region.Faults} /></h3>
      <p class="small row"><code>{region.Region}</code> {strike({ Kind: 'REGION' }, region.RegionName ?? '')}</p>
      <table>
        <caption class="hidden">{t('overview.zones')}</caption>
        <tbody>
          {(region.ZoneSet ?? []).map((zone) => (
            <tr key={zone.Zone}>
              <th scope="row">
                <a href={link({ page: 'faults', id: zone.Zone })} title={t('host.title')}>{zone.ZoneName}</a>
                <div class="states">
                  <Badge tone={zone.SoldOut ? 'off' : 'good'}>{t(zone.SoldOut ? 'overview.soldOut' : 'overview.inStock')}</Badge>
                  {told(zone.Zone ?? '').map(({ tone, text }) => <Badge tone={tone}>{text}</Badge>)}
                </div>
              </th>
              <td class="actions end">
                <Button
                  aria-label={`${t(zone.SoldOut ? 'fault.restock' : 'fault.sellOut')}: ${zone.ZoneName}`}
                  onClick={() => act(() => send('terrane', 'ModifyZoneStock', { Zone: zone.Zone, SoldOut: !zone.SoldOut }), region.Region)}
                >{t(zone.SoldOut ? 'fault.restock' : 'fault.sellOut')}</Button>
                {strike({ Kind: 'ZONE_POWER', Zone: zone.Zone ?? '' }, zone.ZoneName ?? '')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
