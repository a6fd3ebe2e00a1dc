// One migration: how far it is, or how it ended.
import { useState } from 'preact/hooks';
import { call } from '../api/call';
import { Badge, Button, Empty, Failure, Heading, Notice, Spinner } from '../components/basics';
import { Confirm } from '../components/confirm';
import { IdLink } from '../components/resource';
import type { terrane } from '../generated/services';
import { formatTime, t } from '../i18n';
import { useEvery, useLive } from '../live';
import { link } from '../route';
import { Steps } from './steps';
import { hasEnded, shownState } from './words';

const lookEveryMilliseconds = 1000; // how much of an image is made is no event

export function Progress({ region, id }: { region: string; id: string }) {
  const { data, error, loading, reload } = useLive(region, async (signal) => {
    const { MigrationSet: found } = await call('terrane', 'DescribeMigrations', { InstanceIds: [id], Limit: 1 }, region, { signal });
    return found?.[0] ?? 'none';
  }, [id]);
  const migration = data === 'none' ? undefined : data;
  const [cancelling, setCancelling] = useState(false);
  const ended = !migration || hasEnded(migration.State);
  useEvery(ended ? undefined : lookEveryMilliseconds, reload);
  const crumb = <p class="crumb"><a href={link({ region, page: 'migrations' })}>{t('migration.title')}</a></p>;
  if (loading) return <>{crumb}<Spinner /></>;
  if (!migration) return <>{crumb}{error ? <Failure error={error} retry={reload} /> : <Empty>{t('migration.none', { id })}</Empty>}</>;
  const { tone, name } = shownState(migration.State);
  return (
    <>
      {crumb}
      <Heading title={<>{t('migration.of', { id: migration.InstanceId ?? '' })} <Badge tone={tone}>{name}</Badge></>}>
        {migration.State === 'RUNNING' && <Button tone="danger" onClick={() => setCancelling(true)}>{t('migration.cancel')}</Button>}
      </Heading>
      {error && <Failure error={error} />}
      <div class="answer">
        <label class="small" for="migration-progress">
          {migration.OldZone} → {migration.Zone}: {t('migration.percent', { percent: migration.Percent ?? 0 })}
        </label>
        <progress id="migration-progress" max={100} value={migration.Percent ?? 0} />
        {migration.ErrorMessage && <Notice tone="bad"><p>{t('migration.undoneBecause')} {migration.ErrorMessage}</p><p class="small"><code>{migration.ErrorCode}</code></p></Notice>}
        {migration.ObstacleMessage && <Notice tone="info"><p>{t('migration.waitsFor')} {migration.ObstacleMessage}</p><p class="small"><code>{migration.ObstacleCode}</code></p></Notice>}
        <Steps steps={migration.StepSet ?? []} />
        <h2>{t('migration.outcome')}</h2>
        <Outcome migration={migration} region={region} />
        <dl>
          <dt>{t('migration.began')}</dt><dd>{formatTime(migration.BeginTime)}</dd>
          {migration.EndTime && <><dt>{t('migration.ended')}</dt><dd>{formatTime(migration.EndTime)}</dd></>}
        </dl>
      </div>
      {cancelling && (
        <Confirm
          title={t('migration.cancel')} label={t('migration.cancel')} region={region} danger close={() => setCancelling(false)}
          work={() => call('terrane', 'CancelMigration', { InstanceId: id }, region)}
        >
          <p>{t('migration.cancelMeans')}</p>
        </Confirm>
      )}
    </>
  );
}

function Outcome({ migration, region }: { migration: terrane.Migration; region: string }) {
  const titles = ['migration.original', 'migration.successor', 'migration.live', 'migration.privateIp', 'migration.image'] as const;
  return (
    <div class="wide panel" tabIndex={0} role="region" aria-label={t('migration.outcome')}>
      <table class="plain">
        <thead><tr>{titles.map((title) => <th scope="col">{t(title)}</th>)}</tr></thead>
        <tbody>
          {(migration.InstanceSet ?? []).map((one) => (
            <tr>
              <td><Named region={region} id={one.OriginalInstanceId} /> <span class="small">{one.OriginalState}</span></td>
              <td><Named region={region} id={one.NewInstanceId} /> <span class="small">{one.NewState}</span></td>
              <td><Named region={region} id={one.LiveInstanceId} /></td>
              <td>{one.PrivateIpAddress}</td>
              <td><Named region={region} id={one.ImageId} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Named = ({ region, id }: { region: string; id?: string }) => (id ? <IdLink region={region} id={id} /> : <>–</>);
