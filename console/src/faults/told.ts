// What fails, as everyone is told it: a fault's ID says of what kind it is and where
// ("zone-power/ap-guangzhou-2"). How it shows, cut or slow, is for operators to read.
import { ApiError, call } from '../api/call';
import type { terrane } from '../generated/services';
import { formatNumber, t, type Words } from '../i18n';
import { regionNamed } from '../places';

export interface Fault {
  id: string;
  kind: string;
  places: string[]; // a zone, and a rack or host in it; a region, or two in order; a region and a product
  delay?: number; // milliseconds, where it slows and does not stop
}

export type Delays = Map<string, number>; // by the fault's ID

const names: Record<string, Words> = {
  'zone-power': 'fault.zonePower', 'zone-network': 'fault.zoneNetwork', 'zone-control-plane': 'fault.zoneControlPlane',
  'rack-power': 'fault.rackPower', 'host-power': 'fault.hostPower', 'host-launch': 'fault.hostLaunch',
  region: 'fault.region', link: 'fault.link', product: 'fault.product', store: 'fault.store', 'account-plane': 'fault.accountPlaneDown',
};

// Of those there may be many in a zone, which are counted where there is little room.
const counted: Record<string, Words> = {
  'rack-power': 'fault.racksPower', 'host-power': 'fault.hostsPower', 'host-launch': 'fault.hostsLaunch',
};

export function faultOf(id: string, delays?: Delays): Fault {
  const [kind = '', ...places] = id.split('/');
  return { id, kind, places, delay: delays?.get(id) };
}

// "no power", "host 7 without power", "link cut", "link slow (200 ms)".
export function faultText({ kind, places, delay, id }: Fault): string {
  if (delay) return t(kind === 'link' ? 'fault.linkSlow' : 'fault.slow', { what: t(slowed[kind] ?? 'fault.part'), delay });
  const name = names[kind];
  if (!name) return id;
  const part = places[1] ?? '';
  if (kind !== 'host-launch' || !part) return t(name, { product: part, number: part });
  const [, rack] = /^rack-(\d+)$/.exec(part) ?? [];
  return t('fault.hostLaunchOn', { place: rack ? t('fault.rack', { number: rack }) : t('fault.host', { number: part }) });
}
const slowed: Record<string, Words> = { 'zone-control-plane': 'fault.controlPlane', store: 'fault.storeName' };

export interface Told {
  text: string;
  tone: 'bad' | 'busy';
}

export const toneOfFault = ({ kind, delay }: Fault): Told['tone'] => (delay || kind === 'host-launch' ? 'busy' : 'bad');

// Of a zone, in few words: "no network", "12 hosts without power".
export function toldOf(faults: Fault[]): Told[] {
  return faults.flatMap((fault, index): Told[] => {
    const alike = faults.filter(({ kind }) => kind === fault.kind);
    const many = counted[fault.kind];
    if (alike.length === 1 || !many) return [{ text: faultText(fault), tone: toneOfFault(fault) }];
    return faults.findIndex(({ kind }) => kind === fault.kind) === index ? [{ text: t(many, { count: formatNumber(alike.length) }), tone: toneOfFault(fault) }] : [];
  });
}

// With where it is, seen from a region: "link cut: South China (Guangzhou)".
export function faultTextAt(fault: Fault, region: string): string {
  const other = fault.kind === 'link' ? fault.places.find((place) => place !== region) : undefined;
  return other ? `${faultText(fault)}: ${regionNamed(other)?.RegionName ?? other}` : faultText(fault);
}

export const delaysOf = (faults: terrane.Fault[]): Delays =>
  new Map(faults.filter((fault) => fault.Mode === 'DELAY').map((fault) => [fault.FaultId ?? '', fault.DelayMilliseconds ?? 0]));

// Which faults only slow; nothing for those who may not ask.
export async function delaysOfFaults(signal?: AbortSignal): Promise<Delays> {
  try {
    const { FaultSet: faults = [] } = await call('terrane', 'DescribeFaults', {}, undefined, { signal });
    return delaysOf(faults);
  } catch (error) {
    if (error instanceof ApiError && error.code.startsWith('UnauthorizedOperation')) return new Map();
    throw error;
  }
}
