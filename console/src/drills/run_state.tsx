// How far a run is, or how it ended.
import { Badge } from '../components/basics';
import type { terrane } from '../generated/services';
import { t, type Words } from '../i18n';
import type { Tone } from '../kinds';

const states: Record<string, [Tone, Words]> = {
  WAITING: ['off', 'drill.waiting'], RUNNING: ['busy', 'drill.running'], PASSED: ['good', 'drill.passed'], FAILED: ['bad', 'drill.failed'],
};

export function RunState({ run }: { run: terrane.DrillRun }) {
  const [tone, word] = run.ErrorCode ? ['bad', 'drill.notRun'] as const : states[run.State ?? ''] ?? states['WAITING']!;
  return <Badge tone={tone}>{t(word)}</Badge>;
}
