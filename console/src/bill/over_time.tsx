// What was paid day by day, or month by month. What is past does not change, and is asked for once.
import { useRef } from 'preact/hooks';
import { call } from '../api/call';
import { Bars } from '../components/bars';
import { Spinner } from '../components/basics';
import { t } from '../i18n';
import { everywhere, useLive } from '../live';
import type { Period } from './periods';

export function OverTime({ account, periods, now, currency }: { account?: number; periods: Period[]; now: string; currency: string }) {
  const known = useRef(new Map<string, string>());
  const { data } = useLive(everywhere, (signal) => Promise.all(periods.map(async ({ name, from, to }) => {
    const key = `${account} ${name}`;
    const text = known.current.get(key) ?? await amountOf(from, to, signal, to <= now ? key : undefined);
    return { name, text, value: Number(text) };
  })), [account, JSON.stringify(periods)]);

  // Kept under `key` if it is whole.
  async function amountOf(from: string, to: string, signal: AbortSignal, key?: string): Promise<string> {
    const request = { From: from, To: to, GroupBy: 'region', Limit: 1, ...(account ? { Uin: account } : {}) };
    const { Amount: amount = '0', UnavailableRegions: missing } = await call('terrane', 'DescribeBill', request, undefined, { signal });
    if (key && !missing?.length) known.current.set(key, amount);
    return amount;
  }

  if (!data) return <Spinner />;
  return <Bars label={t('bill.overTime')} bars={data} nameTitle={t('bill.period')} valueTitle={t('bill.amountIn', { currency })} />;
}
