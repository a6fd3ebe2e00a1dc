// The cloud's regions, as the shell last read them.
import { signal } from '@preact/signals';
import type { terrane } from './generated/services';

export const regions = signal<terrane.RegionStatus[]>([]);

// By ID, or by the short code that peering connections name it with: "ap-guangzhou", "gz".
export const regionNamed = (name: string) =>
  regions.value.find((one) => one.Region === name) ?? regions.value.find((one) => one.ShortCode === name);

export function locationOf(region: string): [latitude: number, longitude: number] | undefined {
  const { Latitude: latitude, Longitude: longitude } = regionNamed(region) ?? {};
  return latitude !== undefined && longitude !== undefined ? [latitude, longitude] : undefined;
}
