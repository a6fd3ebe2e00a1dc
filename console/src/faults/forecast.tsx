// What would happen: the server's answer to the question of what a fault would take down, before it is
// set.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../api/call';
import { Badge, Failure, Notice, Spinner } from '../components/basics';
import type { terrane } from '../generated/services';
import { formatNumber, t, type Words } from '../i18n';
import { titleOf, type Tone } from '../kinds';
import { kindOfId } from '../kinds/of_id';
import { useLive } from '../live';

const mostShown = 100;

interface Props {
  region: string;
  question: terrane.DescribeImpactRequest;
}

export function Forecast({ region, question }: Props) {
  const [mine, setMine] = useState(false);
  const { data, error, loading, reload } = useLive(region, (signal) => call('terrane', 'DescribeImpact',
    { ...question, AllAccounts: !mine, Limit: mostShown }, region, { signal }), [JSON.stringify(question), mine]);
  return (
    <>
      <label class="choice">
        <input type="checkbox" checked={mine} onChange={(event) => setMine(event.currentTarget.checked)} />
        {t('impact.mine')}
      </label>
      <div aria-live="polite">
        {error && <Failure error={error} retry={reload} />}
        {data ? <Answer data={data} /> : loading && <Spinner />}
      </div>
    </>
  );
}

function Answer({ data }: { data: terrane.DescribeImpactResponse }) {
  const counts: [text: string, count: number | undefined, tone: Tone][] = [
    [t('impact.stops'), data.StopCount, 'bad'],
    [t('impact.degraded'), data.DegradedCount, 'busy'],
    [t('impact.unaffected'), data.UnaffectedCount, 'good'],
    [t('impact.down'), data.DownCount, 'bad'],
    [t('impact.single'), data.SingleCopyCount, 'bad'],
  ];
  const impaired = (data.EndpointSet ?? []).filter(({ Effect: effect }) => effect !== 'SERVES');
  return (
    <>
      <Notice tone={data.Stops ? 'bad' : 'info'}><p>{data.Summary}</p></Notice>
      <dl class="tiles">
        {counts.map(([text, count, tone]) => (
          <div class={count ? tone : 'off'}><dt>{text}</dt><dd>{formatNumber(count ?? 0)}</dd></div>
        ))}
      </dl>
      {data.UnavailableRegions?.length ? <Notice tone="bad">{t('impact.unavailable', { regions: data.UnavailableRegions.join(', ') })}</Notice> : null}
      <Part
        title={t('impact.endpoints')} open items={impaired}
        head={[t('impact.effect'), t('impact.what'), t('impact.address'), t('fault.zone'), t('impact.why')]}
        row={(one) => [
          <Effect effect={one.Effect} />, <>{endpoints[one.Type ?? ''] ? t(endpoints[one.Type!]!) : one.Type} <Named {...one} /></>,
          <code class="whole">{one.Address}{one.Port ? `:${one.Port}` : ''}</code>, <span class="whole">{one.Zone || one.Region}</span>, one.Reason,
        ]}
      />
      <Resources title={t('impact.down')} items={data.DownSet} />
      <Resources title={t('impact.single')} items={data.SingleCopySet} open />
      <Resources title={t('impact.waiting')} items={data.WaitingCopySet} />
      <Part
        title={t('impact.stock')} items={data.StockSet} head={[t('impact.type'), t('impact.room'), t('impact.zones'), t('impact.why')]}
        row={(one) => [one.InstanceType, `${one.Fits} / ${one.Count}`, one.Zones?.join(', '), one.Reason]}
      />
      <Part
        title={t('impact.surviving')} items={data.SurvivingRegionSet} head={[t('app.region'), t('impact.endpoints')]}
        row={(one) => [one.RegionName, formatNumber(one.EndpointCount ?? 0)]}
      />
      <Remedies items={data.RemedySet ?? []} />
    </>
  );
}

const endpoints: Record<string, Words> = {
  LISTENER: 'impact.listener', RULE: 'impact.rule', PUBLIC_ADDRESS: 'impact.publicAddress', DATABASE: 'impact.database',
  CACHE: 'impact.cache', ROUTE: 'impact.route',
};

const kindText = ({ ResourceId: id = '', Kind: kind }: terrane.ImpactResource) => {
  const known = kindOfId(id);
  return known ? titleOf(known, false) : kind;
};

const Named = ({ ResourceId: id, Name: name }: { ResourceId?: string; Name?: string }) => <><code class="whole">{id}</code> {name !== id && name}</>;

const effects: Record<string, [Tone, 'impact.stops' | 'impact.degraded' | 'impact.unaffected']> = {
  STOPS: ['bad', 'impact.stops'], DEGRADED: ['busy', 'impact.degraded'], SERVES: ['good', 'impact.unaffected'],
};
function Effect({ effect = '' }: { effect?: string }) {
  const [tone, word] = effects[effect] ?? effects['SERVES']!;
  return <Badge tone={tone}>{t(word)}</Badge>;
}

interface PartProps<T> {
  title: string;
  items: T[] | undefined;
  head: string[];
  row: (item: T) => ComponentChildren[];
  open?: boolean;
}

function Part<T>({ title, items = [], head, row, open }: PartProps<T>) {
  if (!items.length) return null;
  return (
    <details open={open}>
      <summary>{title} ({formatNumber(items.length)}{items.length === mostShown && '+'})</summary>
      <div class="wide" tabIndex={0} role="region" aria-label={title}>
        <table class="plain">
          <thead><tr>{head.map((text) => <th scope="col">{text}</th>)}</tr></thead>
          <tbody>{items.map((item) => <tr>{row(item).map((cell) => <td>{cell ?? '–'}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </details>
  );
}

const Resources = ({ title, items, open }: { title: string; items?: terrane.ImpactResource[]; open?: boolean }) => (
  <Part
    title={title} items={items} open={open} head={[t('impact.what'), t('fault.zone'), t('impact.account'), t('impact.why')]}
    row={(one) => [<>{kindText(one)} <Named {...one} /></>, <span class="whole">{one.Zone || one.Region}</span>, one.Uin, one.Reason]}
  />
);

function Remedies({ items }: { items: terrane.ImpactRemedy[] }) {
  if (!items.length) return null;
  return (
    <section>
      <h3>{t('impact.remedies')}</h3>
      <ul class="remedies">
        {items.map((one) => (
          <li>
            <p><Badge tone="off">{t(one.When === 'AFTER' ? 'impact.after' : 'impact.before')}</Badge> {one.Reason}</p>
            <pre tabIndex={0}>{one.Command}</pre>
          </li>
        ))}
      </ul>
    </section>
  );
}
