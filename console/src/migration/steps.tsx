// The steps of a migration, planned or under way.
import { Badge } from '../components/basics';
import type { terrane } from '../generated/services';
import { t } from '../i18n';
import { shownState, stepName } from './words';

export function Steps({ steps, planned = false }: { steps: terrane.MigrationStep[]; planned?: boolean }) {
  return (
    <ol class="path steps" aria-label={t('migration.steps')}>
      {steps.map((step) => {
        const { tone, name } = shownState(step.State);
        const now = step.State === 'RUNNING' || step.State === 'UNDOING';
        const skipped = step.State === 'SKIPPED';
        return (
          <li class={now ? 'hop decides busy' : skipped ? 'hop lost' : 'hop'} aria-current={now ? 'step' : undefined}>
            <p class="heading">
              <strong>{stepName(step.Name)}</strong>
              {(!planned || skipped) && <Badge tone={tone}>{name}</Badge>}
            </p>
            {step.Text && <p>{step.Text}</p>}
            {planned && !skipped && <p class="small">{t('migration.byHand')} <code>{step.Actions?.join(', ')}</code></p>}
          </li>
        );
      })}
    </ol>
  );
}
