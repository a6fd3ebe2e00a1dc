// What operators alone may ask. Whoever is none gets nothing.
import { call } from './api/call';
import type { terrane } from './generated/services';
import { useLive } from './live';

const mostOffered = 100;

// The cloud's accounts, for operators; undefined for others, and while it is not known yet.
export function useAccounts(): terrane.Account[] | undefined {
  const { data } = useLive('', async (signal) =>
    (await call('terrane', 'DescribeAccounts', { Limit: mostOffered }, undefined, { signal }).catch(() => undefined))?.AccountSet, []);
  return data;
}

export const useIsOperator = () => useAccounts() !== undefined;
