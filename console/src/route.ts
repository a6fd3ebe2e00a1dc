// The address bar: #/r/<region>/<page>/<id>?name=value, or #/<page> for what is of no one region.
import { computed, signal } from '@preact/signals';

export interface Route {
  region?: string;
  page: string;
  id?: string;
  query: Record<string, string>;
}

export function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const region = parts[0] === 'r' ? parts[1] : undefined;
  const [page = 'overview', id] = region ? parts.slice(2) : parts;
  return { region, page, id, query: Object.fromEntries(new URLSearchParams(query)) };
}

export function link(to: Partial<Route>): string {
  const parts = [...(to.region ? ['r', to.region] : []), to.page ?? 'overview', ...(to.id ? [to.id] : [])];
  const query = new URLSearchParams(to.query).toString();
  return `#/${parts.map(encodeURIComponent).join('/')}${query ? `?${query}` : ''}`;
}

const hash = signal(location.hash);
addEventListener('hashchange', () => (hash.value = location.hash));

export const route = computed(() => parse(hash.value));

export function go(to: Partial<Route>) {
  location.hash = link(to);
}

// The region that was shown last: where links lead that do not name one.
const storageName = 'terrane.region';
const remembered = signal(localStorage.getItem(storageName) ?? '');
export const region = computed(() => route.value.region ?? remembered.value);

export function rememberRegion(name: string) {
  if (name === remembered.peek()) return;
  localStorage.setItem(storageName, name);
  remembered.value = name;
}
