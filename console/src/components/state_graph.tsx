// A lifecycle as a graph: states in columns, moves as arrows, the present state filled. What can happen
// next is said in words below it.
import { useId } from 'preact/hooks';
import type { Item } from '../api/call';
import { language, t } from '../i18n';
import { shownState, stateOf, type Kind } from '../kinds';

const height = 24, rowGap = 18, columnGap = 44, margin = 6;
const widthOf = (name: string) => [...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? 13 : 7.8), 20);

interface Box {
  name: string;
  x: number;
  y: number;
  width: number;
}

function layOut(kind: Kind, columns: string[][]) {
  const rows = Math.max(...columns.map((column) => column.length));
  const total = rows * (height + rowGap) - rowGap;
  const boxes = new Map<string, Box>();
  let x = margin;
  for (const column of columns) {
    const names = column.map((state) => shownState(kind, state).name);
    const width = Math.max(...names.map(widthOf));
    const top = margin + (total - (column.length * (height + rowGap) - rowGap)) / 2;
    column.forEach((state, row) => boxes.set(state, { name: names[row]!, x, y: top + row * (height + rowGap), width }));
    x += width + columnGap;
  }
  return { boxes, width: x - columnGap + margin, height: total + 2 * margin };
}

// Forward along the upper half, back along the lower; within a column from one's edge to the next's.
function pathOf(from: Box, to: Box): string {
  if (from.x === to.x) {
    const down = to.y > from.y;
    const x = from.x + from.width * (down ? 0.4 : 0.6);
    return `M${x} ${from.y + (down ? height : 0)}V${to.y + (down ? -2 : height + 2)}`;
  }
  const ahead = to.x > from.x;
  const [x1, x2] = ahead ? [from.x + from.width, to.x - 2] : [from.x, to.x + to.width + 2];
  const [y1, y2] = [from, to].map(({ y }) => y + height * (ahead ? 0.35 : 0.7)) as [number, number];
  const bend = (x2 - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

export function StateGraph({ kind, item }: { kind: Kind; item: Item }) {
  const marker = useId();
  if (!kind.lifecycle) return null;
  const { columns, moves } = kind.lifecycle;
  const now = stateOf(kind, item);
  const { boxes, width, height: tall } = layOut(kind, columns);
  const nameOf = (state: string) => shownState(kind, state).name;
  const next = moves.filter(([from]) => from === now);
  return (
    <figure class="lifecycle" aria-label={t('detail.lifecycle')}>
      <div class="graph" tabIndex={0} role="group" aria-label={t('detail.states', { states: columns.flat().map(nameOf).join(', '), now: nameOf(now) })}>
        <svg width={width} height={tall} viewBox={`0 0 ${width} ${tall}`} aria-hidden="true">
          <defs>
            <marker id={marker} viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8" orient="auto">
              <path d="M0 0L8 4L0 8z" fill="context-stroke" />
            </marker>
          </defs>
          {[...new Map(moves.map((move) => [move[0] + move[2], move])).values()].map(([from, , to]) => (
            <path class={from === now ? 'move next' : 'move'} d={pathOf(boxes.get(from)!, boxes.get(to)!)} marker-end={`url(#${marker})`} />
          ))}
          {[...boxes].map(([state, { name, x, y, width: wide }]) => (
            <g class={`state ${state === now ? `now ${shownState(kind, state).tone}` : ''}`}>
              <rect x={x} y={y} width={wide} height={height} rx={5} />
              <text x={x + wide / 2} y={y + height / 2 + 4} text-anchor="middle">{name}</text>
            </g>
          ))}
        </svg>
      </div>
      {next.length > 0 && (
        <figcaption class="small">
          {t('detail.next')}{' '}
          {next.map(([, [english, chinese], to], index) => <>{index > 0 && ' · '}{language.value === 'zh' ? chinese : english} → {nameOf(to)}</>)}
        </figcaption>
      )}
    </figure>
  );
}
