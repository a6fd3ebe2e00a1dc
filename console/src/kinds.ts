// The kinds of resources, and what the list, detail and form pages ask of any of them. The tables are
// in kinds/.
import { send, type Item } from './api/call';
import { language } from './i18n';
import { computeKinds } from './kinds/compute';
import { deliveryKinds } from './kinds/delivery';
import type { Kind, Selector, Tone } from './kinds/kind';
import { networkKinds } from './kinds/network';
import { storageKinds } from './kinds/storage';

export type { Kind, KindAction, Part, Reference, Selector, Tone } from './kinds/kind';

export const kinds: Kind[] = [...computeKinds, ...storageKinds, ...networkKinds, ...deliveryKinds];
const byName = new Map(kinds.map((kind) => [kind.name, kind]));

export const kindNamed = (name: string) => byName.get(name);
export const titleOf = (kind: Kind, many = true) => language.value === 'zh' ? kind.chinese : kind.english[many ? 1 : 0];

// "VirtualPrivateCloud.VpcId" of an item; a path through a list gives a list.
export function valueAt(item: unknown, path: string): unknown {
  let value: unknown = item;
  for (const step of path.split('.')) {
    if (Array.isArray(value)) value = value.flatMap((element) => valueAt(element, step) ?? []);
    else value = (value as Item | undefined)?.[step];
  }
  return value;
}

export const idOf = (kind: Kind, item: Item) => kind.id.map((field) => String(valueAt(item, field) ?? '')).join(':');
export const stateOf = (kind: Kind, item: Item) => kind.state ? String(valueAt(item, kind.state) ?? '') : '';

// How a state is shown: what it means for the resource, and its name.
export function shownState(kind: Kind, state: string): { tone: Tone; name: string } {
  const row = kind.states?.[state] ?? 'off';
  if (typeof row === 'string') return { tone: row, name: state };
  return { tone: row[0], name: language.value === 'zh' ? row[2] : row[1] };
}

// The parameters that narrow a list as these selectors say.
export function narrowing(selectors: Record<Selector, string>): Item {
  const parameters: Item = {};
  const filters: { Name: string; Values: string[] }[] = [];
  for (const [selector, value] of Object.entries(selectors)) {
    if (!/^[A-Z]/.test(selector) || selector.startsWith('TargetGroup')) filters.push({ Name: selector, Values: [value] });
    else if (numeric.has(selector)) parameters[selector] = Number(value);
    else parameters[selector] = selector.endsWith('s') ? [value] : value;
  }
  if (filters.length) parameters['Filters'] = filters;
  return parameters;
}
const numeric = new Set(['ProjectId']);

export interface Page {
  items: Item[];
  total: number;
}

export async function fetchPage(
  kind: Kind, region: string, selectors: Record<Selector, string>, offset: number, limit: number, signal?: AbortSignal,
): Promise<Page> {
  const { action: name, items, total = 'TotalCount', parameters, textPaging, unpaged } = kind.list;
  const paging = textPaging ? { Offset: String(offset), Limit: String(limit) } : { Offset: offset, Limit: limit };
  const narrowed = narrowing(selectors);
  const reply = await send(
    kind.service, name, { ...parameters, ...narrowed, ...(unpaged ? {} : paging) }, region, { signal });
  const found = (valueAt(reply, items) ?? []) as Item[];
  // What the caller asked by is part of what an item is: a listener does not say whose it is.
  const asked = Object.fromEntries(Object.entries(narrowed).filter(([, value]) => typeof value === 'string'));
  return { items: found.map((item) => ({ ...asked, ...item })), total: Number(reply[total] ?? found.length) };
}

export async function fetchOne(kind: Kind, region: string, id: string, signal?: AbortSignal): Promise<Item | undefined> {
  const values = id.split(':');
  const selectors = Object.fromEntries(kind.byId.map((selector, index) => [selector, values[index] ?? '']));
  const page = await fetchPage(kind, region, selectors, 0, 20, signal);
  return page.items.find((item) => idOf(kind, item) === id);
}
