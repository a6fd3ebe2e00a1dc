// Where the regions are: a graticule and a mark for each, at the catalogue's coordinates.
import coordinates from '../generated/coordinates.json';
import { t } from '../i18n';
import type { Tone } from '../kinds';

export interface Place {
  region: string;
  name: string;
  tone: Tone;
  href: string;
}

const north = 70, south = -50;
const located = coordinates as unknown as Record<string, [latitude: number, longitude: number]>;
const x = (longitude: number) => longitude + 180;
const y = (latitude: number) => north - latitude;
const steps = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

export function RegionMap({ places }: { places: Place[] }) {
  return (
    <svg class="map" viewBox={`0 0 360 ${north - south}`} role="group" aria-label={t('overview.map')}>
      <g class="graticule" aria-hidden="true">
        {steps(-180, 180, 30).map((longitude) => <line x1={x(longitude)} x2={x(longitude)} y1={0} y2={north - south} />)}
        {steps(-30, 60, 30).map((latitude) => <line x1={0} x2={360} y1={y(latitude)} y2={y(latitude)} />)}
      </g>
      {places.map(({ region, name, tone, href }) => {
        const at = located[region];
        if (!at) return null;
        return (
          <a href={href} class={`place ${tone}`}>
            <title>{name}</title>
            {tone === 'bad'
              ? <path d={`M${x(at[1])} ${y(at[0]) - 3}l3 5h-6z`} />
              : <circle cx={x(at[1])} cy={y(at[0])} r={2.2} />}
          </a>
        );
      })}
    </svg>
  );
}
