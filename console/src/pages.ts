// The pages that are not of a kind's own: each a file of its own, loaded when it is first shown. To add
// one, write pages/<name>.tsx with a default export, and a row here.
import type { ComponentType } from 'preact';
import type { Words } from './i18n';

export interface PageProps {
  region: string;
  id?: string;
  query: Record<string, string>;
}

export interface Page {
  name: string; // in addresses
  title: Words; // in the navigation
  regional: boolean; // addressed as #/r/<region>/<name>
  group?: 'tools' | 'operator'; // its heading in the navigation
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

export const pages: Page[] = [
  { name: 'overview', title: 'nav.overview', regional: false, load: () => import('./pages/overview') },
  { name: 'reach', title: 'nav.reach', regional: false, group: 'tools', load: () => import('./pages/reach') },
  { name: 'migrations', title: 'nav.migrations', regional: true, group: 'tools', load: () => import('./pages/migrations') },
  { name: 'bill', title: 'nav.bill', regional: false, group: 'tools', load: () => import('./pages/bill') },
  { name: 'nearest', title: 'nav.nearest', regional: false, group: 'tools', load: () => import('./pages/nearest') },
  { name: 'products', title: 'nav.products', regional: false, group: 'tools', load: () => import('./pages/products') },
  { name: 'tickets', title: 'nav.tickets', regional: false, group: 'tools', load: () => import('./pages/tickets') },
  { name: 'states', title: 'nav.states', regional: false, group: 'operator', load: () => import('./pages/states') },
  { name: 'clock', title: 'nav.clock', regional: false, group: 'operator', load: () => import('./pages/clock') },
];
