// Where the regions are, how they are, and which links between them are cut or slow.
import { faultText, type Fault } from '../faults';
import type { terrane } from '../generated/services';
import { t } from '../i18n';
import type { Tone } from '../kinds';
import { cityOf, locationOf } from '../places';
import { mapHeight, mapWidth, outlines, project } from './outlines';
import { spread } from './spread';

export interface Place {
  region: terrane.RegionStatus;
  tone: Tone;
  word: string; // for the tone
  href: string;
}

const shapes: Record<Tone, string> = { good: '●', busy: '◐', off: '○', bad: '▲' };
const height = 20;
const widthOf = (name: string) => [...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? 13 : 7.2), 32);

export function RegionMap({ places, links = [] }: { places: Place[]; links?: Fault[] }) {
  // What nobody knows the place of lies at the bottom.
  const located = places.map((place, index) => {
    const known = locationOf(place.region);
    return { place, known, at: known ? project(...known) : { x: 60 + index * 90, y: mapHeight - 20 } };
  });
  const boxes = spread(located.map(({ place, at, known }) => {
    const width = widthOf(cityOf(place.region));
    return { place, at, known, x: at.x + width / 2 + 8, y: at.y, width, height };
  }), mapWidth, mapHeight);
  const boxOf = (region: string) => boxes.find(({ place }) => place.region.Region === region);
  return (
    <div class="map">
      <svg viewBox={`0 0 ${mapWidth} ${mapHeight}`} role="group" aria-label={t('overview.map')}>
        <path class="land" d={outlines} aria-hidden="true" />
        <g aria-hidden="true">
          {links.map((fault) => {
            const [from, to] = fault.places.map(boxOf);
            if (!from || !to) return null;
            return <line class={`link ${fault.delay ? 'slow' : 'cut'}`} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
          })}
          {boxes.map(({ at, x, y, known }) => known && <><line class="leader" x1={at.x} y1={at.y} x2={x} y2={y} /><circle class="spot" cx={at.x} cy={at.y} r={2.5} /></>)}
        </g>
        {boxes.map(({ place: { region, tone, word, href }, x, y, width }) => (
          <a key={region.Region} href={href} class={`place ${tone}`} aria-label={`${region.RegionName}: ${word}`}>
            <title>{`${region.RegionName}: ${word}`}</title>
            <rect x={x - width / 2} y={y - height / 2} width={width} height={height} rx={5} />
            <text x={x} y={y + 4.5} text-anchor="middle"><tspan class="shape">{shapes[tone]}</tspan> {cityOf(region)}</text>
          </a>
        ))}
        {links.map((fault) => {
          const [from, to] = fault.places.map(boxOf);
          if (!from || !to) return null;
          const text = faultText(fault);
          const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
          return (
            <g class={`tag ${fault.delay ? 'slow' : 'cut'}`}>
              <rect x={x - widthOf(text) / 2 + 8} y={y - 9} width={widthOf(text) - 16} height={18} rx={9} />
              <text x={x} y={y + 4} text-anchor="middle">{text}</text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
