// What fails, as everyone is told it: a fault's ID says of what kind it is and where
// ("zone-power/ap-guangzhou-2"). How it shows, cut or slow, is for operators to read.
import { ApiError, call } from '../api/call';
import { t, type Words } from '../i18n';
import { regionNamed } from '../places';

export interface Fault {
  id: string;
  kind: string;
  places: string[]; // a zone; a region, or two in order; a region and a product
  delay?: number; // milliseconds, where it slows and does not stop
}

export type Delays = Map<string, number>; // by the fault's ID

const names: Record<string, Words> = {
  'zone-power': 'fault.zonePower', 'zone-network': 'fault.zoneNetwork', 'zone-control-plane': 'fault.zoneControlPlane',
  region: 'fault.region', link: 'fault.link', product: 'fault.product', store: 'fault.store', 'account-plane': 'fault.accountPlaneDown',
};

export function faultOf(id: string, delays?: Delays): Fault {
  const [kind = '', ...places] = id.split('/');
  return { id, kind, places, delay: delays?.get(id) };
}

// "no power", "link cut", "link slow (200 ms)".
export function faultText({ kind, places, delay, id }: Fault): string {
  const name = names[kind];
  if (delay) return t(kind === 'link' ? 'fault.linkSlow' : 'fault.slow', { what: t(slowed[kind] ?? 'fault.part'), delay });
  return name ? t(name, { product: places[1] ?? '' }) : id;
}
const slowed: Record<string, Words> = { 'zone-control-plane': 'fault.controlPlane', store: 'fault.storeName' };

// With where it is, seen from a region: "link cut: South China (Guangzhou)".
export function faultTextAt(fault: Fault, region: string): string {
  const other = fault.kind === 'link' ? fault.places.find((place) => place !== region) : undefined;
  return other ? `${faultText(fault)}: ${regionNamed(other)?.RegionName ?? other}` : faultText(fault);
}

// Which faults only slow; nothing for those who may not ask.
export async function delaysOfFaults(signal?: AbortSignal): Promise<Delays> {
  try {
    const { FaultSet: faults = [] } = await call('terrane', 'DescribeFaults', {}, undefined, { signal });
    return new Map(faults.filter((fault) => fault.Mode === 'DELAY').map((fault) => [fault.FaultId ?? '', fault.DelayMilliseconds ?? 0]));
  } catch (error) {
    if (error instanceof ApiError && error.code.startsWith('UnauthorizedOperation')) return new Map();
    throw error;
  }
}
