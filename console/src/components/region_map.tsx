// Where the regions are, how they are, and which links between them are cut or slow; and clients, with
// the region that is closest to them.
import { useEffect, useRef } from 'preact/hooks';
import { faultText, type Fault } from '../faults/told';
import { t } from '../i18n';
import type { Tone } from '../kinds';
import { locationOf } from '../places';
import { shapes } from './basics';
import { mapHeight, mapWidth, outlines, project, unproject } from './outlines';
import { spread } from './spread';

export interface Place {
  region: string;
  name: string;
  tone: Tone;
  word?: string; // for the tone
  href: string;
}

export interface Client {
  name: string;
  at: [latitude: number, longitude: number];
}

interface Props {
  places: Place[];
  links?: Fault[];
  clients?: Client[];
  closest?: string; // a region, which lines lead to from clients
  pick?: (latitude: number, longitude: number) => void; // where somebody points; a shortcut for typing it
}

const height = 20;
const mostBeside = 10;
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 13 : 7.2), 32);

// "1. Guangzhou" of "1. South China (Guangzhou)".
const labelOf = (name: string) => name.replace(/^(\d+\. )?.*[(（](.+)[)）]$/, '$1$2');

// Degrees where the pointer is.
function pointed(event: MouseEvent, svg: SVGSVGElement): [latitude: number, longitude: number] {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()!.inverse());
  return unproject(x, y).map((degrees) => Math.round(degrees * 10) / 10) as [number, number];
}

// What nobody knows the place of lies at the bottom. From north to south, so that names stay in that order.
function layOut(places: Place[], links: Fault[]) {
  const wanted = places.map((place, index) => {
    const known = locationOf(place.region);
    const at = known ? project(...known) : { x: 60 + index * 90, y: mapHeight - 20 };
    const label = labelOf(place.name);
    const width = widthOf(label);
    return { place, known, at, label, x: at.x + width / 2 + 8, y: at.y, width, height };
  }).sort((a, b) => a.y - b.y);
  const boxes = spread(wanted, mapWidth, mapHeight);
  const lines = links.flatMap((fault) => {
    const [from, to] = fault.places.map((region) => boxes.find(({ place }) => place.region === region));
    return from && to ? [{ fault, text: faultText(fault), from, to }] : [];
  });
  // A label lies on its line, near the middle of it, where there is room; where there is none, beside it,
  // unless there are so many that nobody could tell whose it is.
  const tags = spread(lines.map((line) => {
    const along = shares.map((share): [number, number] => [line.from.x + (line.to.x - line.from.x) * share, line.from.y + (line.to.y - line.from.y) * share]);
    const [[x, y] = [0, 0]] = along;
    return { ...line, x, y, along, width: widthOf(line.text) - 16, height: 18, middle: { x, y }, only: links.length > mostBeside };
  }), mapWidth, mapHeight, boxes);
  return { boxes, lines, tags };
}

// Of a line's length: the middle, and from there to both sides.
const shares = Array.from({ length: 17 }, (_, index) => 0.5 + (index % 2 ? 1 : -1) * Math.ceil(index / 2) * 0.05);

export function RegionMap({ places, links = [], clients = [], closest, pick }: Props) {
  const { boxes, lines, tags } = layOut(places, links);
  const frame = useRef<HTMLDivElement>(null);
  // Where the map is wider than its frame, most of the regions are in view.
  const middle = boxes.map(({ x }) => x).sort((a, b) => a - b)[boxes.length >> 1];
  useEffect(() => {
    const { current: shown } = frame;
    if (!shown || !middle) return;
    const sized = new ResizeObserver(() => (shown.scrollLeft = (middle / mapWidth) * shown.scrollWidth - shown.clientWidth / 2));
    sized.observe(shown);
    return () => sized.disconnect();
  }, [middle]);
  const target = boxes.find(({ place }) => place.region === closest)?.at;
  const pickAt = (event: MouseEvent, svg: SVGSVGElement) => {
    if (!(event.target as Element).closest('a')) pick?.(...pointed(event, svg));
  };
  return (
    <div class={pick ? 'map pick' : 'map'} ref={frame}>
      <svg viewBox={`0 0 ${mapWidth} ${mapHeight}`} role="group" aria-label={t('overview.map')} onClick={(event) => pickAt(event, event.currentTarget)}>
        <path class="land" d={outlines} aria-hidden="true" />
        <g aria-hidden="true">
          {lines.map(({ fault, text, from, to }) => (
            <line class={`link ${fault.delay ? 'slow' : 'cut'}`} x1={from.x} y1={from.y} x2={to.x} y2={to.y}>
              {!tags.some((tag) => tag.fault === fault) && <title>{text}</title>}
            </line>
          ))}
          {tags.map(({ along, middle, x, y }) => !along.some(([atX, atY]) => atX === x && atY === y) && (
            <line class="leader" x1={middle.x} y1={middle.y} x2={x} y2={y} />
          ))}
          {boxes.map(({ at, x, y, known }) => known && (
            <>
              <line class="leader" x1={at.x} y1={at.y} x2={x} y2={y} />
              <circle class="spot" cx={at.x} cy={at.y} r={2.5} />
            </>
          ))}
          {target && clients.map(({ at }) => {
            const { x, y } = project(...at);
            return <line class="nearest" x1={x} y1={y} x2={target.x} y2={target.y} />;
          })}
        </g>
        {boxes.map(({ place: { region, name, tone, word, href }, label, x, y, width }) => {
          const text = word ? `${name}: ${word}` : name;
          return (
            <a key={region} href={href} class={`place ${tone}`} aria-label={text}>
              <title>{text}</title>
              <rect x={x - width / 2} y={y - height / 2} width={width} height={height} rx={5} />
              <text x={x} y={y + 4.5} text-anchor="middle"><tspan class="shape">{shapes[tone]}</tspan> {label}</text>
            </a>
          );
        })}
        {tags.map(({ fault, text, x, y, width }) => (
          <g class={`tag ${fault.delay ? 'slow' : 'cut'}`}>
            <rect x={x - width / 2} y={y - 9} width={width} height={18} rx={9} />
            <text x={x} y={y + 4} text-anchor="middle">{text}</text>
          </g>
        ))}
        {clients.map(({ name, at }) => {
          const { x, y } = project(...at);
          return <g role="img" aria-label={name} class="client"><title>{name}</title><path d={`M${x} ${y - 7}l7 7l-7 7l-7 -7z`} /></g>;
        })}
      </svg>
    </div>
  );
}
