// How a resource, its state and its fields are shown wherever they appear.
import type { ComponentChildren } from 'preact';
import type { Item } from '../api/call';
import { t, formatNumber, formatTime } from '../i18n';
import { idOf, kindNamed, shownState, stateOf, valueAt, type Kind, type Reference } from '../kinds';
import { kindOfId } from '../kinds/of_id';
import { regionNamed } from '../places';
import { link } from '../route';
import { Badge } from './basics';

export function ResourceLink({ kind, region, id, name }: { kind: string; region: string; id: string; name?: string }) {
  return <a href={link({ region, page: kind, id })}>{name || id}</a>;
}

// A link to what an ID is of; the ID alone where nothing shows that kind.
export function IdLink({ region, id }: { region: string; id: string }) {
  const kind = kindOfId(id);
  if (!kind || kind.list.needs || !region) return <code>{id}</code>;
  return <ResourceLink kind={kind.name} region={region} id={id} />;
}

export function State({ kind, item }: { kind: Kind; item: Item }) {
  const state = stateOf(kind, item);
  if (!state) return null;
  const { tone, name } = shownState(kind, state);
  return <Badge tone={tone}>{name}</Badge>;
}

// A value in a line: of text, or with links where the kind's table says that it refers to something.
interface ValueProps {
  kind?: Kind;
  region: string;
  path: string;
  value: unknown;
  item?: Item; // that has it
}

export function Value({ kind, region, path, value, item }: ValueProps): ComponentChildren {
  if (value === undefined || value === '' || (Array.isArray(value) && !value.length)) return '–';
  if (Array.isArray(value))
    return value.map((one, index) => <>{index > 0 && ', '}<Value kind={kind} region={region} path={path} value={one} item={item} /></>);
  const reference = kind?.references.find(({ field }) => field === path);
  if (reference && kindNamed(reference.kind) && typeof value === 'string')
    return <ResourceLink kind={reference.kind} region={regionOf(reference, item, region)} id={value} />;
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
  if (typeof value === 'number') return /(Id|Port|Uin)$/.test(path) ? String(value) : formatNumber(value);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(value)) return <time dateTime={value}>{formatTime(value)}</time>;
  if (typeof value === 'object') return <code class="small">{JSON.stringify(value)}</code>;
  return String(value);
}

// Where what an item refers to is.
export function regionOf(reference: Reference, item: Item | undefined, region: string): string {
  const named = reference.region && item ? String(valueAt(item, reference.region) ?? '') : '';
  return (named && regionNamed(named)?.Region) || region;
}

export const FieldValue = ({ kind, region, item, path }: { kind: Kind; region: string; item: Item; path: string }) =>
  <Value kind={kind} region={region} path={path} value={valueAt(item, path)} item={item} />;

export const nameOf = (kind: Kind, item: Item) =>
  String((kind.title && valueAt(item, kind.title)) || '') || idOf(kind, item);
