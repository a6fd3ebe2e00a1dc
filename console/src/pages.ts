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
  operators?: boolean; // for them alone
  tool?: boolean; // in the navigation, among the tools
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

export const pages: Page[] = [
  { name: 'overview', title: 'nav.overview', regional: false, load: () => import('./pages/overview') },
  { name: 'topology', title: 'nav.topology', regional: true, load: () => import('./pages/topology') },
  { name: 'reach', title: 'nav.reach', regional: false, tool: true, load: () => import('./pages/reach') },
  { name: 'migrations', title: 'nav.migrations', regional: true, tool: true, load: () => import('./pages/migrations') },
  { name: 'bill', title: 'nav.bill', regional: false, tool: true, load: () => import('./pages/bill') },
  { name: 'nearest', title: 'nav.nearest', regional: false, tool: true, load: () => import('./pages/nearest') },
  { name: 'products', title: 'nav.products', regional: false, tool: true, load: () => import('./pages/products') },
  { name: 'tickets', title: 'nav.tickets', regional: false, tool: true, load: () => import('./pages/tickets') },
  { name: 'faults', title: 'nav.faults', regional: false, operators: true, load: () => import('./pages/faults') },
  { name: 'drills', title: 'nav.drills', regional: false, operators: true, load: () => import('./pages/drills') },
  { name: 'audit', title: 'nav.audit', regional: false, operators: true, load: () => import('./pages/audit') },
  { name: 'states', title: 'nav.states', regional: false, operators: true, load: () => import('./pages/states') },
  { name: 'clock', title: 'nav.clock', regional: false, operators: true, load: () => import('./pages/clock') },
];
