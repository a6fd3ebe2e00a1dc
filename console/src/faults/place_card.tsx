// A region and its zones, each with what can be done to it.
import { Badge, Button } from '../components/basics';
import { Health } from '../components/health';
import type { terrane } from '../generated/services';
import { t } from '../i18n';
import { link } from '../route';
import type { Act } from './acts';
import { nameOfKind } from './kinds';

export function PlaceCard({ region, faults, act }: { region: terrane.RegionStatus; faults: terrane.Fault[]; act: Act }) {
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
                {zone.ZoneName}
                <div class="states">
                  <Badge tone={zone.SoldOut ? 'off' : 'good'}>{t(zone.SoldOut ? 'overview.soldOut' : 'overview.inStock')}</Badge>
                  {faults.filter((fault) => fault.Zone === zone.Zone).map((fault) => <Badge tone="bad">{nameOfKind(fault.Kind)}</Badge>)}
                </div>
              </th>
              <td class="actions end">
                <Button
                  aria-label={`${t(zone.SoldOut ? 'fault.restock' : 'fault.sellOut')}: ${zone.ZoneName}`}
                  onClick={() => act('ModifyZoneStock', { Zone: zone.Zone, SoldOut: !zone.SoldOut }, region.Region)}
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
