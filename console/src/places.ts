// The cloud's regions, as the shell last read them.
import { signal } from '@preact/signals';
import type { terrane } from './generated/services';
import coordinates from './generated/coordinates.json';
import shortCodes from './generated/short_codes.json';

export const regions = signal<terrane.RegionStatus[]>([]);

// By ID, or by the short code that peering connections name it with: "ap-guangzhou", "gz".
export const regionNamed = (name: string) =>
  regions.value.find((one) => one.Region === name) ?? regions.value.find((one) => shortCodeOf(one) === name);

// A server that does not say has the regions of the catalogues.
const shortCodeOf = ({ Region: id, ShortCode: code }: terrane.RegionStatus) =>
  code ?? (shortCodes as Record<string, string>)[id ?? ''];

export const zoneNamed = (zone: string) =>
  regions.value.flatMap((one) => one.ZoneSet ?? []).find((one) => one.Zone === zone);

export function locationOf(region: string): [latitude: number, longitude: number] | undefined {
  const { Latitude: latitude, Longitude: longitude } = regionNamed(region) ?? {};
  if (latitude !== undefined && longitude !== undefined) return [latitude, longitude];
  return (coordinates as unknown as Record<string, [number, number]>)[region];
}
