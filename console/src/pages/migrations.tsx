// Instances on their way to another zone: all of a region, one of them (its instance's ID), or a new one
// ("new").
import { call } from '../api/call';
import { Badge, Empty, Heading } from '../components/basics';
import { VirtualTable, type Column } from '../components/table';
import type { terrane } from '../generated/services';
import { formatTime, t } from '../i18n';
import { Progress } from '../migration/progress';
import { shownState, stepName } from '../migration/words';
import { Wizard } from '../migration/wizard';
import type { PageProps } from '../pages';
import { link } from '../route';

export default function MigrationsPage({ region, id, query }: PageProps) {
  if (id === 'new') return <Wizard key={region} region={region} query={query} />;
  if (id) return <Progress key={id} region={region} id={id} />;
  return <All region={region} />;
}

function All({ region }: { region: string }) {
  const fetch = async (offset: number, limit: number, signal: AbortSignal) => {
    const reply = await call('terrane', 'DescribeMigrations', { Offset: offset, Limit: limit }, region, { signal });
    return { items: reply.MigrationSet ?? [], total: reply.TotalCount ?? 0 };
  };
  const columns: Column<terrane.Migration>[] = [
    { title: t('migration.instance'), cell: (one) => <a href={link({ region, page: 'migrations', id: one.InstanceId })}>{one.InstanceId}</a> },
    { title: t('migration.way'), cell: (one) => `${one.OldZone} → ${one.Zone}` },
    { title: t('migration.state'), cell: ({ State: state }) => <Badge tone={shownState(state).tone}>{shownState(state).name}</Badge> },
    { title: t('migration.progress'), cell: (one) => `${one.Percent ?? 0} %` },
    { title: t('migration.step'), cell: (one) => stepName((one.StepSet ?? []).find((step) => step.State === 'RUNNING' || step.State === 'UNDOING')?.Name) || '–' },
    { title: t('migration.began'), cell: (one) => formatTime(one.BeginTime) },
    { title: t('migration.why'), cell: (one) => one.ErrorMessage || one.ObstacleMessage || '–' },
  ];
  return (
    <>
      <Heading title={t('migration.title')}>
        <a class="button primary" href={link({ region, page: 'migrations', id: 'new' })}>{t('migration.new')}</a>
      </Heading>
      <VirtualTable label={t('migration.title')} region={region} columns={columns} fetch={fetch} of={[]} empty={<Empty>{t('migration.noneYet')}</Empty>} />
    </>
  );
}
