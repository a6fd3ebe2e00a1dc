// How a region was in the last minutes: samples are taken while a page of failures is open, and kept from
// one to the next, so that what was before a strike is seen beside what came of it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { terrane } from '../generated/services';

export const sampleSeconds = 2;
export const keptSamples = 60;
const longestHole = 5; // samples that may be missing, while one page follows another

export interface Sample {
  running: number;
  healthy: number;
}

// Which period of the clock each was taken in.
interface Taken extends Sample {
  period: number;
}

const kept = new Map<string, Taken[]>();
const periodNow = () => Math.floor(Date.now() / 1000 / sampleSeconds);

// One for each period up to now, the newest last. Over a small hole, what was before it is taken to have
// gone on; what lies before a larger one is forgotten.
function add(region: string, sample: Sample) {
  const now = periodNow();
  const before = kept.get(region) ?? [];
  const last = before.at(-1);
  const holds = last !== undefined && last.period <= now && now - last.period <= longestHole;
  const samples = holds ? [...before] : [];
  for (let period = (last?.period ?? now) + 1; holds && period < now; ++period) samples.push({ ...last, period });
  if (!holds || last.period < now) samples.push({ ...sample, period: now });
  kept.set(region, samples.slice(-keptSamples));
}

// `sample`: as it is now, once that is known.
export function useHistory(region: string, sample?: Sample): Sample[] {
  const [, redraw] = useState(0);
  const latest = useRef(sample);
  latest.current = sample;
  const isKnown = sample !== undefined;
  useEffect(() => {
    const take = () => {
      if (latest.current) add(region, latest.current);
      redraw((count) => count + 1);
    };
    take();
    const timer = setInterval(take, sampleSeconds * 1000);
    return () => clearInterval(timer);
  }, [region, isKnown]);
  return isKnown ? kept.get(region) ?? [] : [];
}

// A fault that was set or healed in these minutes, as far as it was seen.
export interface Turn {
  at: number; // milliseconds
  isEnd: boolean;
  fault: terrane.Fault;
}

const turns = new Map<string, Turn[]>();
const isOf = ({ FaultId: id, CreatedTime: time }: terrane.Fault) => (one: { fault: terrane.Fault }) => one.fault.FaultId === id && one.fault.CreatedTime === time;

// With the faults that the region has now; the earliest first.
export function turnsOf(region: string, faults: terrane.Fault[]): Turn[] {
  const now = Date.now();
  const seen = [...(turns.get(region) ?? [])];
  for (const fault of faults) if (!seen.some(isOf(fault))) seen.push({ at: Date.parse(fault.CreatedTime ?? ''), isEnd: false, fault });
  for (const { fault, isEnd } of [...seen])
    if (!isEnd && !faults.some((one) => isOf(one)({ fault })) && !seen.some((one) => one.isEnd && isOf(fault)(one))) seen.push({ at: now, isEnd: true, fault });
  const recent = seen.filter(({ at, fault }) => now - at < keptSamples * sampleSeconds * 1000 || faults.some((one) => isOf(one)({ fault })));
  turns.set(region, recent);
  return recent.sort((a, b) => a.at - b.at);
}
