// The audit trail, for operators: who did what, where and when, the newest first.
import { useEffect, useRef, useState } from 'preact/hooks';
import { call, type ApiError } from '../api/call';
import { Badge, Button, Empty, Failure, Heading, Spinner } from '../components/basics';
import { Dialog } from '../components/dialog';
import { Check, Field } from '../components/field';
import { parameterOfError } from '../forms/model';
import type { terrane } from '../generated/services';
import { formatNumber, formatTime, t, type Words } from '../i18n';
import { asApiError, everywhere, watch } from '../live';
import type { PageProps } from '../pages';
import { go } from '../route';

const pageSize = 50;

// The parameters of DescribeAuditRecords that records are asked for by; they are in the address, too.
const filters: [name: string, title: Words, hint?: Words][] = [
  ['Action', 'audit.action'], ['Region', 'app.region'], ['Uin', 'impact.account'], ['RequestId', 'audit.request'],
  ['Since', 'audit.since', 'audit.timeHint'], ['Until', 'audit.until', 'audit.timeHint'],
];

export default function AuditPage({ region, query }: PageProps) {
  const { records, more, error, loadMore, reload } = useRecords(region, query);
  const [shown, show] = useState<terrane.AuditRecord>();
  return (
    <>
      <Heading title={t('nav.audit')}><Button onClick={reload}>{t('audit.reload')}</Button></Heading>
      <p class="small">{t('audit.explanation')}</p>
      <FilterForm key={JSON.stringify(query)} query={query} error={error} />
      {records?.length === 0 && !more && <Empty>{t('audit.none')}</Empty>}
      {!records && !error && <Spinner />}
      {records && records.length > 0 && <Records records={records} show={show} />}
      {more && <div class="actions"><Button onClick={loadMore}>{t('audit.older')}</Button></div>}
      {shown && <Detail record={shown} close={() => show(undefined)} />}
    </>
  );
}

function FilterForm({ query, error }: { query: Record<string, string>; error?: ApiError }) {
  const [values, setValues] = useState(query);
  const submit = (event: Event) => {
    event.preventDefault();
    go({ page: 'audit', query: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]).filter(([, value]) => value)) });
  };
  const path = error && parameterOfError(error, Object.fromEntries(filters.map(([name]) => [name, values[name] ?? ''])));
  return (
    <form class="filters" role="search" onSubmit={submit} noValidate>
      {filters.map(([name, title, hint]) => (
        <Field
          key={name} label={t(title)} name={name} value={values[name] ?? ''} hint={hint && t(hint)}
          change={(value) => setValues((old) => ({ ...old, [name]: value }))} error={path === name ? error?.message : undefined}
        />
      ))}
      <Check
        label={t('audit.reads')} name="Reads" value={values.Reads === 'true'}
        change={(wanted) => setValues((old) => ({ ...old, Reads: wanted ? 'true' : '' }))}
      />
      <div class="actions">
        <Button type="submit" tone="primary">{t('audit.search')}</Button>
        <Button onClick={() => go({ page: 'audit' })}>{t('list.showAll')}</Button>
      </div>
      {error && !path && <Failure error={error} />}
    </form>
  );
}

// The newest page, and behind it those that were asked for. When something changes, the newest is looked at
// again, and what is new is put in front.
function useRecords(region: string, query: Record<string, string>) {
  const [records, setRecords] = useState<terrane.AuditRecord[]>();
  const [cursor, setCursor] = useState<string>();
  const [error, setError] = useState<ApiError>();
  const reload = useRef(() => {});
  const latest = useRef(records);
  latest.current = records;
  const ask = async (from?: string, signal?: AbortSignal) => {
    const { Uin: account, Reads: reads, ...rest } = query;
    const number = Number(account);
    const asked = { ...rest, ChangesOnly: reads !== 'true', ...(account ? { Uin: Number.isFinite(number) ? number : account as never } : {}) };
    return call('terrane', 'DescribeAuditRecords', { ...asked, Cursor: from, Limit: pageSize }, undefined, { signal });
  };
  useEffect(() => {
    const abort = new AbortController();
    let busy = false;
    const load = async () => {
      if (busy) return;
      busy = true;
      try {
        const { AuditRecordSet: found = [], Cursor: next } = await ask(undefined, abort.signal);
        if (abort.signal.aborted) return;
        const known = new Set(latest.current?.map(({ RequestId: id }) => id));
        const fresh = found.filter(({ RequestId: id }) => !known.has(id));
        if (fresh.length < found.length) setRecords((old = []) => [...fresh, ...old]);
        else setRecords(found), setCursor(next); // more than a page is new, or all is
        setError(undefined);
      } catch (caught) {
        if (!abort.signal.aborted) setError(asApiError(caught));
      } finally {
        busy = false;
      }
    };
    reload.current = () => void load();
    setRecords(undefined);
    setCursor(undefined);
    void load();
    const ends = [everywhere, '', region].map((place) => watch(place, () => void load()));
    return () => (abort.abort(), ends.forEach((end) => end()));
  }, [region, JSON.stringify(query)]);
  const loadMore = async () => {
    try {
      const { AuditRecordSet: found = [], Cursor: next } = await ask(cursor);
      setRecords((old = []) => [...old, ...found]);
      setCursor(next);
    } catch (caught) {
      setError(asApiError(caught));
    }
  };
  return { records, more: !!cursor, error, loadMore, reload: () => reload.current() };
}

function Records({ records, show }: { records: terrane.AuditRecord[]; show: (record: terrane.AuditRecord) => void }) {
  return (
    <div class="panel wide">
      <table class="plain stacked">
        <caption class="hidden">{t('nav.audit')}</caption>
        <thead>
          <tr>
            {(['audit.time', 'audit.action', 'audit.result', 'app.region', 'impact.account', 'audit.from'] as const).map((word) => <th scope="col">{t(word)}</th>)}
            <td />
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.RequestId}>
              <td data-label={t('audit.time')}><time dateTime={record.Time}>{formatTime(record.Time)}</time></td>
              <th scope="row">{record.Service} {record.Action}</th>
              <td><Result code={record.Code} /></td>
              <td data-label={t('app.region')}>{record.Region || '–'}</td>
              <td data-label={t('impact.account')}>{record.Uin || '–'}</td>
              <td data-label={t('audit.from')}>{record.Peer}</td>
              <td><Button aria-label={`${t('audit.detail')} ${record.RequestId}`} onClick={() => show(record)}>{t('audit.detail')}</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Result = ({ code = '' }: { code?: string }) =>
  <Badge tone={code === 'OK' ? 'good' : 'bad'}>{code === 'OK' ? t('audit.accepted') : code}</Badge>;

function Detail({ record, close }: { record: terrane.AuditRecord; close: () => void }) {
  const rows: [Words, string | undefined][] = [
    ['audit.time', record.Time], ['audit.request', record.RequestId], ['audit.from', record.Peer], ['signIn.secretId', record.SecretId],
    ['impact.account', record.Uin ? String(record.Uin) : ''], ['audit.user', record.UserUin ? String(record.UserUin) : ''],
    ['app.region', record.Region], ['audit.took', `${formatNumber((record.Microseconds ?? 0) / 1000)} ms`],
    ['audit.bytes', formatNumber(record.ReplyBytes ?? 0)],
  ];
  return (
    <Dialog title={`${record.Service} ${record.Action}`} close={close}>
      <p><Result code={record.Code} /></p>
      <dl>{rows.filter(([, value]) => value).map(([word, value]) => <><dt>{t(word)}</dt><dd>{value}</dd></>)}</dl>
      {record.Operation && <><h3>{t('audit.parameters')}</h3><pre tabIndex={0}>{pretty(record.Operation)}</pre></>}
      <div class="actions end"><Button onClick={close}>{t('audit.close')}</Button></div>
    </Dialog>
  );
}

// What was given: the rest is null or empty.
function pretty(json: string) {
  try {
    return JSON.stringify(JSON.parse(json, (_, value: unknown) => (value === null || value === '' ? undefined : value)), null, 2);
  } catch {
    return json;
  }
}
