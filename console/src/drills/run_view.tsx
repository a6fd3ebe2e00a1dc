// A run of a drill: how far it is, what became of the requests second by second, what happened when, and
// the judgement.
import { useState } from 'preact/hooks';
import { call, type ApiError } from '../api/call';
import { Badge, Button, Failure, Heading, Notice, Spinner } from '../components/basics';
import { TimeChart, type Mark } from '../components/time_chart';
import type { terrane } from '../generated/services';
import { formatNumber, formatTime, t, type Words } from '../i18n';
import type { Tone } from '../kinds';
import { asApiError, useEvery, useLive } from '../live';
import { link } from '../route';
import { RunState } from './run_state';
import { inDrillTime } from './time';

const lookMilliseconds = 500;

export function RunView({ id }: { id: string }) {
  const { data, error, loading, reload } = useLive('', async (signal) =>
    (await call('terrane', 'DescribeDrillRuns', { DrillRunIds: [id] }, undefined, { signal })).DrillRunSet?.[0], [id]);
  const isUnderWay = data?.State === 'WAITING' || data?.State === 'RUNNING';
  useEvery(isUnderWay ? lookMilliseconds : undefined, reload);
  const crumb = <p class="crumb"><a href={link({ page: 'drills' })}>{t('nav.drills')}</a></p>;
  if (!data) return <>{crumb}{loading ? <Spinner /> : error && <Failure error={error} retry={reload} />}</>;
  return (
    <>
      {crumb}
      <Heading title={<>{data.Title || data.Name || id} <RunState run={data} /></>}>
        {!isUnderWay && !data.ErrorCode && <Download id={id} name={data.Name ?? id} />}
      </Heading>
      {error && <Failure error={error} />}
      {data.ErrorCode && <Notice tone="bad"><p>{data.ErrorMessage}</p><p class="small"><code>{data.ErrorCode}</code></p></Notice>}
      <Facts run={data} />
      {isUnderWay && <Progress run={data} />}
      {(data.LoadSet ?? []).map((load) => (
        <section class="panel" key={load.Name} aria-label={load.Name}><LoadChart load={load} run={data} /></section>
      ))}
      <div class="split even">
        <Judgement assertions={data.AssertionSet ?? []} isUnderWay={isUnderWay} />
        <Timeline notes={data.NoteSet ?? []} />
      </div>
    </>
  );
}

function Facts({ run }: { run: terrane.DrillRun }) {
  const length = (seconds?: number) => (seconds === undefined ? '–' : t('drill.seconds', { seconds: formatNumber(seconds) }));
  const facts: [string, string][] = [
    [t('drill.sent'), formatNumber(run.Sent ?? 0)], [t('drill.slow'), formatNumber(run.Slow ?? 0)], [t('drill.lost'), formatNumber(run.Lost ?? 0)],
    [t('drill.detection'), length(run.DetectionSeconds)], [t('drill.recovery'), length(run.RecoverySeconds)],
    [t('drill.seed'), String(run.Seed ?? '')], [t('drill.when'), formatTime(run.CreatedTime)], [t('fault.by'), String(run.Uin ?? '')],
  ];
  return <dl class="facts">{facts.map(([name, value]) => <div><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

function Progress({ run }: { run: terrane.DrillRun }) {
  const { AtSeconds: at = 0, Seconds: all = 1 } = run;
  const text = t('drill.progress', { at: inDrillTime(at), all: inDrillTime(all) });
  return <div class="progress"><progress aria-label={text} max={all} value={at} /> <span>{text}</span></div>;
}

function LoadChart({ load, run }: { load: terrane.DrillLoad; run: terrane.DrillRun }) {
  return (
    <TimeChart
      label={t('drill.load', { load: load.Name ?? '' })} from={0} slots={Math.ceil(run.Seconds ?? 0)} slotSeconds={1} format={inDrillTime} total="sum"
      series={[
        { name: t('drill.sent'), tone: 'off', values: load.Sent ?? [] },
        { name: t('drill.slow'), tone: 'busy', values: load.Slow ?? [] },
        { name: t('drill.lost'), tone: 'bad', values: load.Lost ?? [] },
      ]}
      marks={(run.NoteSet ?? []).filter(({ Kind: kind }) => kind === 'event').map((note): Mark => ({ at: note.AtSeconds ?? 0, text: note.Text ?? '', tone: 'off' }))}
    />
  );
}

function Judgement({ assertions, isUnderWay }: { assertions: terrane.DrillAssertion[]; isUnderWay: boolean }) {
  return (
    <section class="panel" aria-label={t('drill.judgement')}>
      <h2>{t('drill.judgement')}</h2>
      {!assertions.length && <p class="small">{t(isUnderWay ? 'drill.judgedLater' : 'drill.nothingAsserted')}</p>}
      <ul class="plain judged">
        {assertions.map(({ Claim: claim, Measured: measured, Holds: holds }) => (
          <li>
            <Badge tone={holds ? 'good' : 'bad'}>{t(holds ? 'drill.holds' : 'drill.fails')}</Badge>
            <div>{claim}<p class="small">{t('drill.measured', { what: measured ?? '' })}</p></div>
          </li>
        ))}
      </ul>
    </section>
  );
}

const noteKinds: Record<string, [Tone, Words]> = {
  event: ['off', 'drill.note.event'], state: ['off', 'drill.note.state'], lost: ['bad', 'drill.note.lost'],
  noticed: ['busy', 'drill.note.noticed'], refused: ['bad', 'drill.note.refused'],
};

function Timeline({ notes }: { notes: terrane.DrillNote[] }) {
  return (
    <section class="panel" aria-label={t('drill.timeline')}>
      <h2>{t('drill.timeline')}</h2>
      <ol class="plain timeline">
        {notes.map(({ AtSeconds: at = 0, Kind: kind = '', Subjects: subjects, Text: text }) => {
          const [tone, word] = noteKinds[kind] ?? ['off', undefined];
          return (
            <li>
              <span class="at">{inDrillTime(at)}</span> <Badge tone={tone}>{word ? t(word) : kind}</Badge>
              <span>{subjects && <b>{subjects} </b>}{text}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

// The report as the command line writes it. It is not opened here: its page brings a style of its own,
// which this page's policy forbids.
function Download({ id, name }: { id: string; name: string }) {
  const [error, setError] = useState<ApiError>();
  const save = async (type: 'html' | 'json') => {
    try {
      const { Html: html = '', Json: json = '' } = await call('terrane', 'DescribeDrillReport', { DrillRunId: id });
      const [text, mime] = type === 'html' ? [html, 'text/html'] : [json, 'application/json'];
      const url = URL.createObjectURL(new Blob([text], { type: mime }));
      Object.assign(document.createElement('a'), { href: url, download: `${name}.${type}` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (caught) {
      setError(asApiError(caught));
    }
  };
  return (
    <>
      {error && <Failure error={error} />}
      <Button onClick={() => save('html')}>{t('drill.saveHtml')}</Button>
      <Button onClick={() => save('json')}>{t('drill.saveJson')}</Button>
    </>
  );
}
