// What DescribeStatus says of a region or of the account plane.
import { t } from '../i18n';
import type { Tone } from '../kinds';
import { Badge } from './basics';

export const toneOf = (state?: string, faults?: string[]): Tone => (state !== 'AVAILABLE' || faults?.length ? 'bad' : 'good');

export const wordOf = (state?: string, faults?: string[]) =>
  state !== 'AVAILABLE' ? 'state.unavailable' : faults?.length ? 'state.faulty' : 'state.available';

export function Health({ state, faults }: { state?: string; faults?: string[] }) {
  return <Badge tone={toneOf(state, faults)}>{t(wordOf(state, faults))}</Badge>;
}
