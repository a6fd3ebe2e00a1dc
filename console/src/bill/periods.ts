// The parts of time that a bill is about: a month and its days, or the year's months. All in UTC, as the
// API counts.
export interface Period {
  name: string; // "2026-11", "2026-11-05"
  from: string;
  to: string; // not in it
}

const day = (time: number) => new Date(time).toISOString().slice(0, 10);

export function month(name: string): Period {
  const [year = 0, index = 1] = name.split('-').map(Number);
  return { name, from: `${name}-01`, to: day(Date.UTC(year, index, 1)) };
}

// This month and those before it, newest first.
export function monthsUntil(now: string, count: number): Period[] {
  const [year = 0, index = 1] = now.split('-').map(Number);
  return Array.from({ length: count }, (_, back) => month(day(Date.UTC(year, index - 1 - back, 1)).slice(0, 7)));
}

// The days of a month that have begun.
export function daysOf({ from, to }: Period, now: string): Period[] {
  const days: Period[] = [];
  const last = now.slice(0, 10) < to ? now.slice(0, 10) : day(Date.parse(to) - 1);
  for (let time = Date.parse(from); day(time) <= last; time += 86_400_000)
    days.push({ name: day(time), from: day(time), to: day(time + 86_400_000) });
  return days;
}
