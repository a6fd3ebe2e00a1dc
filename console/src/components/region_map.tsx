// Where the regions are: a graticule and a mark for each, at the catalogue's coordinates; and clients
// with the region that is closest to them.
import coordinates from '../generated/coordinates.json';
import { t } from '../i18n';
import type { Tone } from '../kinds';

export interface Place {
  region: string;
  name: string;
  tone: Tone;
  href: string;
}

export interface Client {
  name: string;
  at: [latitude: number, longitude: number];
}

interface Props {
  places: Place[];
  clients?: Client[];
  closest?: string; // a region, which lines lead to from clients
  pick?: (latitude: number, longitude: number) => void; // where somebody points; a shortcut for typing it
}

const north = 70, south = -50;
const located = coordinates as unknown as Record<string, [latitude: number, longitude: number]>;
const x = (longitude: number) => longitude + 180;
const y = (latitude: number) => north - latitude;
const steps = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

// Degrees where the pointer is; nothing beside the map, which may be narrower than its frame.
function pointed(event: MouseEvent, svg: SVGSVGElement): [latitude: number, longitude: number] | undefined {
  const { x: across, y: down } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()!.inverse());
  if (across < 0 || across > 360 || down < 0 || down > north - south) return undefined;
  return [Math.round((north - down) * 10) / 10, Math.round((across - 180) * 10) / 10];
}

export function RegionMap({ places, clients = [], closest, pick }: Props) {
  const target = closest ? located[closest] : undefined;
  const pickAt = (event: MouseEvent, svg: SVGSVGElement) => {
    const at = (event.target as Element).closest('a') ? undefined : pointed(event, svg);
    if (at) pick?.(...at);
  };
  return (
    <svg
      class={pick ? 'map pick' : 'map'} viewBox={`0 0 360 ${north - south}`} role="group" aria-label={t('overview.map')}
      onClick={(event) => pickAt(event, event.currentTarget)}
    >
      <g class="graticule" aria-hidden="true">
        {steps(-180, 180, 30).map((longitude) => <line x1={x(longitude)} x2={x(longitude)} y1={0} y2={north - south} />)}
        {steps(-30, 60, 30).map((latitude) => <line x1={0} x2={360} y1={y(latitude)} y2={y(latitude)} />)}
      </g>
      {target && clients.map(({ at }) => <line class="nearest" x1={x(at[1])} y1={y(at[0])} x2={x(target[1])} y2={y(target[0])} />)}
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
      {clients.map(({ name, at }) => (
        <g role="img" aria-label={name} class="client">
          <title>{name}</title>
          <path d={`M${x(at[1])} ${y(at[0]) - 2.6}l2.6 2.6l-2.6 2.6l-2.6 -2.6z`} />
        </g>
      ))}
    </svg>
  );
}
