// What the states and steps of migrations are called, and how they look.
import { t, type Words } from '../i18n';
import type { Tone } from '../kinds';

const states: Record<string, [tone: Tone, word: Words]> = {
  WAITING: ['off', 'migration.waiting'], RUNNING: ['busy', 'migration.running'], DONE: ['good', 'migration.done'],
  SKIPPED: ['off', 'migration.skipped'], UNDOING: ['busy', 'migration.undoing'], UNDONE: ['bad', 'migration.undone'],
};
const steps: Record<string, Words> = {
  CREATE_IMAGES: 'migration.images', MOVE_SUBNET: 'migration.subnet', START_INSTANCES: 'migration.instances',
  MOVE_BINDINGS: 'migration.bindings', RELEASE_ORIGINALS: 'migration.originals',
};

export function shownState(state = ''): { tone: Tone; name: string } {
  const row = states[state];
  return row ? { tone: row[0], name: t(row[1]) } : { tone: 'off', name: state };
}

export const stepName = (name = '') => (steps[name] ? t(steps[name]) : name);
export const hasEnded = (state = '') => state === 'DONE' || state === 'UNDONE';
