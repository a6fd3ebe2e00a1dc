// What an account pays: in a month or ever, by region, product or resource, and over time. The account
// is chosen by operators.
import { useState } from 'preact/hooks';
import { useAct } from '../act';
import { call } from '../api/call';
import { csvOf, save } from '../bill/csv';
import { OverTime } from '../bill/over_time';
import { daysOf, month, monthsUntil } from '../bill/periods';
import { Button, Empty, Failure, Heading, Notice, Spinner } from '../components/basics';
import { Field } from '../components/field';
import { IdLink } from '../components/resource';
import { VirtualTable, type Column } from '../components/table';
import type { terrane } from '../generated/services';
import { t } from '../i18n';
import { everywhere, touch, useEvery, useLive } from '../live';
import { isOperator } from '../operator';
import type { PageProps } from '../pages';
import { go } from '../route';

const monthsBack = 12;
const mostOffered = 100;
const lookEveryMilliseconds = 5000; // what is used costs more as time passes, which is no event
const groupings = ['product', 'region', 'resource'] as const;
type Grouping = (typeof groupings)[number];

export default function BillPage({ query }: PageProps) {
  const grouping = groupings.find((one) => one === query['by']) ?? 'product';
  const account = Number(query['account']) || undefined;
  const whose = account ? { Uin: account } : {};
  const clock = useLive(everywhere, (signal) => call('terrane', 'DescribeBill', { ...whose, GroupBy: 'region', Limit: 1 }, undefined, { signal }), [account]);
  const now = clock.data?.To ?? '';
  const chosen = query['month'] || now.slice(0, 7);
  const period = /^\d{4}-\d{2}$/.test(chosen) ? month(chosen) : undefined;
  const request = { ...whose, GroupBy: grouping, ...(period ? { From: period.from, ...(period.to <= now ? { To: period.to } : {}) } : {}) };
  const bill = useLive(everywhere, async (signal) =>
    now ? call('terrane', 'DescribeBill', { ...request, Limit: 1 }, undefined, { signal }) : undefined, [JSON.stringify(request), now !== '']);
  const download = useAct();
  useEvery(lookEveryMilliseconds, () => touch(everywhere));
  const change = (more: Record<string, string>) => go({ page: 'bill', query: { ...query, ...more } });
  const error = clock.error ?? bill.error ?? download.error;
  const currency = bill.data?.Currency ?? '';
  const missing = bill.data?.UnavailableRegions ?? [];
  return (
    <>
      <Heading title={t('bill.title')}>
        <Button
          disabled={!bill.data?.TotalCount || download.busy}
          onClick={() => void download.act(async () => save(`bill-${chosen}-${grouping}.csv`, await csvOf(request)))}
        >{t('bill.download')}</Button>
      </Heading>
      <Choosers now={now} chosen={chosen} grouping={grouping} account={account} change={change} />
      {error && <Failure error={error} />}
      {missing.length > 0 && <Notice tone="bad">{t('bill.missing', { regions: missing.join(', ') })}</Notice>}
      {!bill.data ? !error && <Spinner /> : (
        <>
          <p role="status" class="total">{t('bill.total')} <strong>{bill.data.Amount} {currency}</strong></p>
          <div class="panel">
            <OverTime account={account} now={now} currency={currency} periods={period ? daysOf(period, now) : monthsUntil(now, monthsBack).reverse()} />
          </div>
          <Lines request={request} grouping={grouping} currency={currency} />
        </>
      )}
    </>
  );
}

interface ChoosersProps {
  now: string;
  chosen: string;
  grouping: Grouping;
  account?: number;
  change: (query: Record<string, string>) => void;
}

function Choosers({ now, chosen, grouping, account, change }: ChoosersProps) {
  const { data: accounts } = useLive('', async (signal) =>
    isOperator.value ? (await call('terrane', 'DescribeAccounts', { Limit: mostOffered }, undefined, { signal })).AccountSet : undefined, [isOperator.value]);
  const [typed, type] = useState(account ? String(account) : '');
  const months = now ? monthsUntil(now, monthsBack).map(({ name }): [string, string] => [name, name]) : [];
  return (
    <div class="toolbar">
      <Field
        label={t('bill.month')} name="Month" value={chosen} change={(value) => change({ month: value })}
        options={[...months, ...(chosen && chosen !== 'all' && !months.some(([name]) => name === chosen) ? [[chosen, chosen] as [string, string]] : []), ['all', t('bill.ever')]]}
      />
      <Field
        label={t('bill.by')} name="GroupBy" value={grouping} change={(value) => change({ by: value })}
        options={groupings.map((one) => [one, t(`bill.${one}`)])}
      />
      {accounts && (
        <form class="toolbar" onSubmit={(event) => (event.preventDefault(), change({ account: typed.trim() }))}>
          <Field
            label={t('bill.account')} name="Uin" value={typed} change={type} type="number"
            suggestions={accounts.map((one) => [String(one.Uin), one.Name ?? ''])}
          />
          <Button type="submit">{t('bill.show')}</Button>
        </form>
      )}
    </div>
  );
}

function Lines({ request, grouping, currency }: { request: terrane.DescribeBillRequest; grouping: Grouping; currency: string }) {
  const fetch = async (offset: number, limit: number, signal: AbortSignal) => {
    const reply = await call('terrane', 'DescribeBill', { ...request, Offset: offset, Limit: limit }, undefined, { signal });
    return { items: reply.BillItemSet ?? [], total: reply.TotalCount ?? 0 };
  };
  const names = useNames();
  const named = (id = '') => <>{names.get(id)} <code class="small">{id}</code></>;
  type Line = terrane.BillItem;
  const columns: Column<Line>[] = [
    ...(grouping === 'resource' ? [{ title: t('bill.resource'), cell: (line: Line) => <IdLink region={line.Region ?? ''} id={line.ResourceId ?? ''} /> }] : []),
    ...(grouping !== 'region' ? [{ title: t('bill.product'), cell: (line: Line) => named(line.Product) }] : []),
    ...(grouping !== 'product' ? [{ title: t('bill.region'), cell: (line: Line) => named(line.Region) }] : []),
    { title: t('bill.use'), number: true, cell: (line) => line.UseAmount },
    { title: t('bill.prepaid'), number: true, cell: (line) => line.PrepaidAmount },
    { title: t('bill.refund'), number: true, cell: (line) => line.RefundAmount },
    { title: t('bill.amountIn', { currency }), number: true, cell: (line) => <strong>{line.Amount}</strong> },
  ];
  return <VirtualTable label={t('bill.lines')} region={everywhere} columns={columns} fetch={fetch} of={[JSON.stringify(request)]} empty={<Empty>{t('bill.nothing')}</Empty>} />;
}

// What products and regions are called.
function useNames(): Map<string, string> {
  const { data } = useLive('', (signal) => call('terrane', 'DescribeProductAvailability', {}, undefined, { signal }), []);
  return new Map((data?.ProductAvailabilitySet ?? []).flatMap((one): [string, string][] =>
    [[one.Product ?? '', one.ProductName ?? ''], [one.Region ?? '', one.RegionName ?? '']]));
}
