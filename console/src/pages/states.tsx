// Named states of the whole cloud: all of them, or one with what has changed since.
import { useState } from 'preact/hooks';
import { call } from '../api/call';
import { Badge, Button, Empty, Failure, Heading, Spinner } from '../components/basics';
import { IdLink } from '../components/resource';
import { VirtualTable, type Column } from '../components/table';
import { ActionDialog } from '../forms/action_dialog';
import type { terrane } from '../generated/services';
import { formatNumber, formatTime, t, type Words } from '../i18n';
import { action, type KindAction, type Tone } from '../kinds/kind';
import { everywhere, touch, useLive } from '../live';
import type { PageProps } from '../pages';
import { go, link } from '../route';

const save = action('terrane', 'SaveState', 'save', {}, { first: ['Name', 'Comment', 'Replace'] });
const load = action('terrane', 'LoadState', 'load', { Name: 'Name' }, { danger: true });
const remove = action('terrane', 'DeleteState', 'delete', { Name: 'Name' }, { danger: true });

export default function StatesPage({ id }: PageProps) {
  return id ? <One key={id} name={id} /> : <All />;
}

const useStates = () => useLive('', async (signal) => (await call('terrane', 'DescribeStates', {}, undefined, { signal })).StateSet ?? [], []);

function All() {
  const { data, error, loading, reload } = useStates();
  const [saving, setSaving] = useState(false);
  return (
    <>
      <Heading title={t('states.title')}>{data && <Button tone="primary" onClick={() => setSaving(true)}>{t('states.save')}</Button>}</Heading>
      <p>{t('states.explanation')}</p>
      {error && <Failure error={error} retry={reload} />}
      {loading ? <Spinner /> : data && (data.length ? <Table states={data} /> : <Empty>{t('states.none')}</Empty>)}
      {saving && <ActionDialog action={save} title={t('states.save')} region="" close={() => setSaving(false)} />}
    </>
  );
}

function Table({ states }: { states: terrane.State[] }) {
  return (
    <div class="wide panel" tabIndex={0} role="region" aria-label={t('states.title')}>
      <table class="plain">
        <thead>
          <tr>
            {(['states.name', 'states.comment', 'states.saved', 'states.by', 'states.catalogue'] as const).map((title) => <th scope="col">{t(title)}</th>)}
            <th scope="col" class="number">{t('states.records')}</th>
          </tr>
        </thead>
        <tbody>
          {states.map((state) => (
            <tr>
              <th scope="row"><a href={link({ page: 'states', id: state.Name })}>{state.Name}</a></th>
              {state.SavedTime ? (
                <>
                  <td>{state.Comment}</td><td>{formatTime(state.SavedTime)}</td><td>{state.SavedBy}</td><td>{state.Catalogue}</td>
                  <td class="number">{formatNumber(state.RecordCount ?? 0)}</td>
                </>
              ) : <td colSpan={5}><Badge tone="bad">{t('states.unreadable')}</Badge></td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const changes: Record<string, [tone: Tone, word: Words]> = {
  ADDED: ['good', 'states.ADDED'], CHANGED: ['busy', 'states.CHANGED'], REMOVED: ['bad', 'states.REMOVED'],
};

function One({ name }: { name: string }) {
  const { data } = useStates();
  const state = data?.find((one) => one.Name === name);
  const [chosen, choose] = useState<KindAction>();
  const [count, setCount] = useState<number>();
  const fetch = async (offset: number, limit: number, signal: AbortSignal) => {
    const reply = await call('terrane', 'DescribeStateDifference', { Name: name, Offset: offset, Limit: limit }, undefined, { signal });
    return { items: reply.DifferenceSet ?? [], total: reply.TotalCount ?? 0 };
  };
  const columns: Column<terrane.StateDifference>[] = [
    { title: t('states.change'), cell: ({ Change: change = '' }) => <Badge tone={changes[change]?.[0] ?? 'off'}>{changes[change] ? t(changes[change][1]) : change}</Badge> },
    { title: t('states.cell'), cell: (one) => one.Cell },
    { title: t('states.kind'), cell: (one) => one.Kind },
    { title: t('states.id'), cell: (one) => (one.Change === 'REMOVED' ? one.Id : <IdLink region={one.Cell ?? ''} id={one.Id ?? ''} />) },
  ];
  return (
    <>
      <p class="crumb"><a href={link({ page: 'states' })}>{t('states.title')}</a></p>
      <Heading title={name}>
        <Button onClick={() => touch(everywhere)}>{t('states.again')}</Button>
        <Button onClick={() => choose(load)}>{t('act.load')}</Button>
        <Button tone="danger" onClick={() => choose(remove)}>{t('act.delete')}</Button>
      </Heading>
      {state && <p>{[state.Comment, formatTime(state.SavedTime)].filter(Boolean).join(' · ')}</p>}
      <h2>{t('states.difference')}</h2>
      <p role="status">{count ? t('states.count', { count: formatNumber(count) }) : ''}</p>
      <VirtualTable
        label={t('states.difference')} region={everywhere} columns={columns} fetch={fetch} of={[name]} counted={setCount}
        empty={<Empty>{t('states.same')}</Empty>}
      />
      {chosen && (
        <ActionDialog
          action={chosen} title={`${t(`act.${chosen.label}`)} ${name}`} region="" item={{ Name: name }} close={() => choose(undefined)}
          warning={chosen === load ? t('states.loadMeans') : undefined} done={() => chosen === remove && go({ page: 'states' })}
        />
      )}
    </>
  );
}
