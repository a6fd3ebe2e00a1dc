// What DescribeStatus says of a region or of the account plane.
import { t } from '../i18n';
import type { Tone } from '../kinds';
import { Badge } from './basics';

export const toneOf = (state?: string, faults?: string[]): Tone => (state !== 'AVAILABLE' || faults?.length ? 'bad' : 'good');

export function Health({ state, faults }: { state?: string; faults?: string[] }) {
  const word = state !== 'AVAILABLE' ? 'state.unavailable' : faults?.length ? 'state.faulty' : 'state.available';
  return <Badge tone={toneOf(state, faults)}>{t(word)}</Badge>;
}
