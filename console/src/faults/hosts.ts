// The hosts of a zone, rack by rack: those of as many racks as are shown at once.
import { useRef } from 'preact/hooks';
import { call } from '../api/call';
import type { terrane } from '../generated/services';
import { formatNumber, t } from '../i18n';
import { useLive, type Loaded } from '../live';

const mostTold = 100; // by one call
export const racksAtOnce = 8;

export interface Rack {
  rack: number;
  hosts: terrane.Host[];
}

export interface Hosts {
  hosts: number; // in the zone
  racks: number;
  shown: Rack[];
}

// `near`: a rack that is among those shown. While others of the zone are fetched, what there was stays.
export function useHosts(region: string, zone: string, near: number): Loaded<Hosts | undefined> {
  const page = Math.max(0, Math.floor((near - 1) / racksAtOnce));
  const loaded = useLive(region, (signal) => (zone ? hostsOf(zone, page, signal) : Promise.resolve(undefined)), [zone, page]);
  const last = useRef<{ zone: string; data: Hosts } | undefined>(undefined);
  if (loaded.data) last.current = { zone, data: loaded.data };
  return { ...loaded, data: loaded.data ?? (last.current?.zone === zone ? last.current.data : undefined) };
}

// Racks are alike, and hosts are counted through them.
async function hostsOf(zone: string, page: number, signal: AbortSignal): Promise<Hosts> {
  const ask = (question: Omit<terrane.DescribeHostsRequest, 'Zone'>) => call('terrane', 'DescribeHosts', { Zone: zone, ...question }, undefined, { signal });
  const [{ TotalCount: hosts = 0 }, { TotalCount: ofOne = 0 }] = await Promise.all([ask({ Limit: 1 }), ask({ Rack: 1, Limit: 1 })]);
  const from = page * racksAtOnce * ofOne, to = Math.min(hosts, from + racksAtOnce * ofOne);
  const offsets = Array.from({ length: Math.max(0, Math.ceil((to - from) / mostTold)) }, (_, index) => from + index * mostTold);
  const told = await Promise.all(offsets.map((offset) => ask({ Offset: offset, Limit: Math.min(mostTold, to - offset) })));
  const shown: Rack[] = [];
  for (const host of told.flatMap(({ HostSet: set = [] }) => set)) {
    if (shown.at(-1)?.rack !== host.Rack) shown.push({ rack: host.Rack ?? 0, hosts: [] });
    shown.at(-1)!.hosts.push(host);
  }
  return { hosts, racks: ofOne ? Math.round(hosts / ofOne) : 0, shown };
}

const sum = (hosts: terrane.Host[], count: (host: terrane.Host) => number | undefined) =>
  hosts.reduce((all, host) => all + (count(host) ?? 0), 0);

// "2 instances, 28 of 32 cores free", of a host or of all of a rack's.
export function loadOf(hosts: terrane.Host[]): string {
  return t('host.load', {
    instances: formatNumber(sum(hosts, (host) => host.InstanceIds?.length)),
    free: formatNumber(sum(hosts, (host) => host.FreeCores)), all: formatNumber(sum(hosts, (host) => host.Cores)),
  });
}

// The faults over any of them.
export const faultsOver = (hosts: terrane.Host[]) => [...new Set(hosts.flatMap(({ Faults: faults = [] }) => faults))];
