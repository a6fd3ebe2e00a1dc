// Drills, for operators: those that the cloud has, and the runs there were. A run has a page of its own,
// and so has a file of one's own.
import { useState } from 'preact/hooks';
import { call, type ApiError } from '../api/call';
import { Button, Empty, Failure, Heading, Spinner } from '../components/basics';
import { DrillForm } from '../drills/drill_form';
import { RunState } from '../drills/run_state';
import { RunView } from '../drills/run_view';
import { inDrillTime } from '../drills/time';
import type { terrane } from '../generated/services';
import { formatNumber, formatTime, t } from '../i18n';
import { asApiError, touch, useEvery, useLive } from '../live';
import type { PageProps } from '../pages';
import { go, link } from '../route';

const mostRuns = 50;

export default function DrillsPage({ id, query }: PageProps) {
  if (id === 'new') return <DrillForm name={query['name']} />;
  if (id) return <RunView id={id} />;
  return <List />;
}

function List() {
  const drills = useLive('', (signal) => call('terrane', 'DescribeDrills', {}, undefined, { signal }), []);
  const runs = useLive('', (signal) => call('terrane', 'DescribeDrillRuns', { Limit: mostRuns }, undefined, { signal }), []);
  const [refused, setRefused] = useState<ApiError>();
  const found = runs.data?.DrillRunSet ?? [];
  useEvery(found.some(({ State: state }) => state === 'RUNNING' || state === 'WAITING') ? 2000 : undefined, runs.reload);
  const run = async (name: string) => {
    setRefused(undefined);
    try {
      const { DrillRunId: id } = await call('terrane', 'RunDrill', { Name: name });
      touch('');
      go({ page: 'drills', id });
    } catch (caught) {
      setRefused(asApiError(caught));
    }
  };
  const error = refused ?? drills.error ?? runs.error;
  return (
    <>
      <Heading title={t('nav.drills')}>
        <a class="button" href={link({ page: 'drills', id: 'new' })}>{t('drill.own')}</a>
      </Heading>
      <p class="small">{t('drill.explanation')}</p>
      {error && <Failure error={error} />}
      <section class="panel" aria-label={t('drill.shipped')}>
        <h2>{t('drill.shipped')}</h2>
        {drills.data ? <Shipped drills={drills.data.DrillSet ?? []} run={run} /> : drills.loading && <Spinner />}
      </section>
      <section class="panel" aria-label={t('drill.runs')}>
        <h2>{t('drill.runs')}</h2>
        {!runs.data ? runs.loading && <Spinner /> : found.length ? <Runs runs={found} /> : <Empty>{t('drill.noRuns')}</Empty>}
      </section>
    </>
  );
}

function Shipped({ drills, run }: { drills: terrane.Drill[]; run: (name: string) => void }) {
  return (
    <div class="wide">
      <table class="plain stacked">
        <thead><tr><th scope="col">{t('drill.drill')}</th><th scope="col">{t('drill.name')}</th><th scope="col">{t('drill.length')}</th><td /></tr></thead>
        <tbody>
          {drills.map(({ Name: name = '', Title: title, Seconds: seconds = 0 }) => (
            <tr key={name}>
              <th scope="row">{title}</th>
              <td><code>{name}</code></td>
              <td data-label={t('drill.length')}>{inDrillTime(seconds)}</td>
              <td>
                <div class="actions end">
                  <a class="button" aria-label={`${t('drill.edit')} ${name}`} href={link({ page: 'drills', id: 'new', query: { name } })}>{t('drill.edit')}</a>
                  <Button tone="primary" aria-label={`${t('drill.run')} ${name}`} onClick={() => run(name)}>{t('drill.run')}</Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Runs({ runs }: { runs: terrane.DrillRun[] }) {
  return (
    <div class="wide">
      <table class="plain stacked">
        <thead>
          <tr>
            {(['drill.drill', 'drill.outcome', 'drill.when', 'fault.by', 'drill.seed'] as const).map((word) => <th scope="col">{t(word)}</th>)}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.DrillRunId}>
              <th scope="row"><a href={link({ page: 'drills', id: run.DrillRunId })}>{run.Title || run.Name || run.DrillRunId}</a></th>
              <td><RunState run={run} /></td>
              <td data-label={t('drill.when')}><time dateTime={run.CreatedTime}>{formatTime(run.CreatedTime)}</time></td>
              <td data-label={t('fault.by')}>{run.Uin}</td>
              <td data-label={t('drill.seed')}>{formatNumber(run.Seed ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
