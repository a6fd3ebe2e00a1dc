// Lines over time, with marks where something happened. Every line differs in its dashes, too; behind
// the picture is a table for those who do not see it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatNumber, t } from '../i18n';
import type { Tone } from '../kinds';

export interface Series {
  name: string;
  tone: Tone;
  values: number[]; // of each slot of time, as far as it is known
  first?: number; // the slot that they begin with
}

export interface Mark {
  at: number; // seconds
  text: string;
  tone: Tone;
}

interface Props {
  label: string;
  from: number; // seconds
  slots: number;
  slotSeconds: number;
  series: Series[];
  marks?: Mark[];
  format: (seconds: number) => string;
  total: 'sum' | 'last'; // what a row of the table has of the slots it stands for
}

const height = 190, left = 44, right = 12, top = 22, bottom = 24;
const mostRows = 60;

export function TimeChart({ label, from, slots, slotSeconds, series, marks = [], format, total }: Props) {
  const [box, width] = useWidth();
  const most = niceCeiling(Math.max(1, ...series.flatMap(({ values }) => values)));
  const x = (slot: number) => left + (slot / Math.max(1, slots)) * (width - left - right);
  const y = (value: number) => height - bottom - (value / most) * (height - top - bottom);
  const known = marks.filter(({ at }) => at >= from && at <= from + slots * slotSeconds);
  const labels = Math.max(2, Math.min(7, Math.floor(width / 90)));
  return (
    <figure class="chart" ref={box}>
      <figcaption>
        <span class="legend-title">{label}</span>
        {series.map(({ name, tone }) => (
          <span class="legend"><svg width="26" height="8" aria-hidden="true"><line class={`line ${tone}`} x1="0" x2="26" y1="4" y2="4" /></svg> {name}</span>
        ))}
      </figcaption>
      <svg width={width} height={height} role="img" aria-label={`${label}: ${series.map(({ name }) => name).join(', ')}. ${t('chart.below')}`}>
        {[0, most / 2, most].map((value) => (
          <g>
            <line class="grid" x1={left} x2={width - right} y1={y(value)} y2={y(value)} />
            <text x={left - 6} y={y(value) + 4} text-anchor="end">{formatNumber(value)}</text>
          </g>
        ))}
        {Array.from({ length: labels }, (_, index) => Math.round((slots * index) / (labels - 1))).map((slot, index) => (
          <text x={x(slot)} y={height - 6} text-anchor={index === 0 ? 'start' : index === labels - 1 ? 'end' : 'middle'}>
            {format(from + slot * slotSeconds)}
          </text>
        ))}
        {series.map((one) => <path class={`line ${one.tone}`} d={stepped(one, Math.ceil(slots / width), x, y)} />)}
        {known.map(({ at, tone }, index) => {
          const place = x((at - from) / slotSeconds);
          return (
            <g class={`mark ${tone}`}>
              <line x1={place} x2={place} y1={top - 6} y2={height - bottom} />
              <text x={place} y={top - 9} text-anchor="middle">{index + 1}</text>
            </g>
          );
        })}
      </svg>
      {known.length > 0 && (
        <ol class="marks">{known.map(({ at, text, tone }) => <li class={tone}><span class="small">{format(at)}</span> {text}</li>)}</ol>
      )}
      <Table label={label} from={from} slots={slots} slotSeconds={slotSeconds} series={series} format={format} total={total} />
    </figure>
  );
}

// A level line for each slot. Where there are more slots than dots on the screen, the highest of those that
// share a dot: what happened for a moment is seen.
function stepped({ values, first = 0 }: Series, group: number, x: (slot: number) => number, y: (value: number) => number) {
  let path = '';
  for (let at = 0; at < values.length; at += group) {
    const next = Math.min(at + group, values.length);
    const value = Math.max(...values.slice(at, next));
    path += `${at ? 'L' : 'M'}${x(first + at).toFixed(1)} ${y(value).toFixed(1)}H${x(first + next).toFixed(1)}`;
  }
  return path;
}

function Table({ label, from, slots, slotSeconds, series, format, total }: Omit<Props, 'marks'>) {
  const [open, setOpen] = useState(false);
  const group = Math.max(1, Math.ceil(slots / mostRows));
  const rows = Array.from({ length: Math.ceil(slots / group) }, (_, index) => index * group)
    .filter((at) => series.some(({ values, first = 0 }) => first < at + group && first + values.length > at));
  const cell = ({ values, first = 0 }: Series, at: number) => {
    const part = values.slice(Math.max(0, at - first), Math.max(0, at - first + group));
    return total === 'sum' ? part.reduce((sum, value) => sum + value, 0) : part.at(-1) ?? 0;
  };
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('chart.table')}</summary>
      {open && (
        <div class="wide" tabIndex={0} role="region" aria-label={label}>
          <table class="plain">
            <caption class="hidden">{label}</caption>
            <thead><tr><th scope="col">{t('chart.time')}</th>{series.map(({ name }) => <th scope="col">{name}</th>)}</tr></thead>
            <tbody>
              {rows.map((at) => (
                <tr>
                  <th scope="row">{format(from + at * slotSeconds)}</th>
                  {series.map((one) => <td>{formatNumber(cell(one, at))}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

// 1, 2, 4, 10, 20, 40, 100, …: halves of it are whole.
function niceCeiling(value: number) {
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.max(2, [1, 2, 4, 10].find((factor) => factor * power >= value)! * power);
}

function useWidth(): [box: { current: HTMLElement | null }, width: number] {
  const box = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(240, Math.floor(entry?.contentRect.width ?? 600))));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
