// Who reaches whom: two ends and a port; the way between them, and the rule that decides. What is asked
// is in the address, so that an answer can be passed on.
import { useEffect, useRef, useState } from 'preact/hooks';
import { call, type ApiError } from '../api/call';
import { Badge, Button, Empty, Failure, Heading, Spinner } from '../components/basics';
import { Field } from '../components/field';
import { ResourceLink } from '../components/resource';
import { ActionDialog } from '../forms/action_dialog';
import type { Choice } from '../forms/choices';
import { parameterOfError } from '../forms/model';
import type { terrane } from '../generated/services';
import { t } from '../i18n';
import { useLater } from '../later';
import { useLive, watch } from '../live';
import type { PageProps } from '../pages';
import { regions as known } from '../places';
import { endsIn, internet, labelOf, resolve, type EndChoice } from '../reach/ends';
import { Path } from '../reach/path';
import { remedyOf, type Asked } from '../reach/remedies';
import { go } from '../route';

const protocols = ['TCP', 'UDP', 'ICMP', 'ALL'];
const hasPorts = (protocol: string) => protocol === 'TCP' || protocol === 'UDP';

const askedBy = (query: Record<string, string>, region: string): Asked => ({
  from: query['from'] ?? '', fromRegion: query['fromRegion'] ?? region, to: query['to'] ?? '',
  toRegion: query['toRegion'] ?? query['fromRegion'] ?? region, protocol: query['protocol'] ?? 'TCP', port: query['port'] ?? '',
});

export default function ReachPage({ region, query }: PageProps) {
  const asked = askedBy(query, region);
  const [error, setError] = useState<ApiError>();
  return (
    <>
      <Heading title={t('reach.title')} />
      <div class="asking">
        <Question asked={asked} error={error} />
        {asked.from && asked.to ? <Answer key={JSON.stringify(asked)} asked={asked} failed={setError} /> : <Empty>{t('reach.empty')}</Empty>}
      </div>
    </>
  );
}

function Question({ asked, error }: { asked: Asked; error?: ApiError }) {
  const [edited, edit] = useState(asked);
  useEffect(() => edit(asked), [JSON.stringify(asked)]);
  const fromChoices = useEnds(edited.fromRegion, edited.from);
  const toChoices = useEnds(edited.toRegion, edited.to);
  const regions = known.value.map((one): Choice => [one.Region ?? '', one.RegionName ?? '']);
  const ask = (what: Asked) => {
    const next = { ...what, from: resolve(what.from, fromChoices), to: resolve(what.to, toChoices), port: hasPorts(what.protocol) ? what.port.trim() : '' };
    go({ page: 'reach', query: { ...next } });
  };
  const swap = () => ask({
    ...edited, from: resolve(edited.to, toChoices), to: resolve(edited.from, fromChoices), fromRegion: edited.toRegion, toRegion: edited.fromRegion,
  });
  const wrong = error && parameterOf(error, asked);
  const field = (name: keyof Asked, parameter: string) => ({
    name: parameter, value: edited[name], change: (value: string) => edit({ ...edited, [name]: value }),
    error: wrong === parameter ? error?.message : undefined,
  });
  return (
    <form class="panel" onSubmit={(event) => (event.preventDefault(), ask(edited))} noValidate>
      <Field label={t('reach.from')} {...field('from', 'Source')} suggestions={suggest(fromChoices)} hint={t('reach.endHint')} required />
      <Field label={t('reach.fromRegion')} {...field('fromRegion', 'SourceRegion')} options={regions} />
      <Button onClick={swap}><span aria-hidden="true">⇅ </span>{t('reach.swap')}</Button>
      <Field label={t('reach.to')} {...field('to', 'Destination')} suggestions={suggest(toChoices)} required />
      <Field label={t('reach.toRegion')} {...field('toRegion', 'DestinationRegion')} options={regions} />
      <Field label={t('reach.protocol')} {...field('protocol', 'Protocol')} options={protocols.map((one) => [one, one])} />
      {hasPorts(edited.protocol) && <Field label={t('reach.port')} {...field('port', 'Port')} type="number" hint={t('reach.portHint')} />}
      <div class="actions end"><Button type="submit" tone="primary">{t('reach.ask')}</Button></div>
    </form>
  );
}

const suggest = (choices: EndChoice[]): Choice[] =>
  [[internet, t('reach.theInternet')], ...choices.map((choice): Choice => [choice.id, labelOf(choice)])];

function useEnds(region: string, typed: string): EndChoice[] {
  const [choices, setChoices] = useState<EndChoice[]>([]);
  const text = useLater(typed.trim());
  useEffect(() => {
    const abort = new AbortController();
    endsIn(region, text, abort.signal).then((found) => abort.signal.aborted || setChoices(found), () => {});
    return () => abort.abort();
  }, [region, text]);
  return choices;
}

// The parameter that a refusal is about: named by it, or quoted.
function parameterOf(error: ApiError, asked: Asked): string | undefined {
  return parameterOfError(error, {
    Source: asked.from, Destination: asked.to, SourceRegion: '', DestinationRegion: '', Protocol: '', Port: '',
  });
}

function Answer({ asked, failed }: { asked: Asked; failed: (error?: ApiError) => void }) {
  const { data, error, loading, reload } = useLive(asked.fromRegion, (signal) => call('terrane', 'AnalyzeReachability', {
    Source: asked.from, Destination: asked.to, SourceRegion: asked.fromRegion, DestinationRegion: asked.toRegion,
    Protocol: asked.protocol, ...(asked.port ? { Port: numberOr(asked.port) } : {}),
  }, asked.fromRegion, { signal }), []);
  useEffect(() => {
    if (asked.toRegion !== asked.fromRegion) return watch(asked.toRegion, reload);
  }, [asked.toRegion]);
  useEffect(() => {
    failed(error);
    return () => failed(undefined);
  }, [error]);
  const verdict = useRef<HTMLDivElement>(null);
  useEffect(() => verdict.current?.scrollIntoView({ block: 'nearest' }), [loading]); // it is below, on a phone
  if (loading) return <Spinner />;
  if (!data?.DecidedBy) return error && !parameterOf(error, asked) ? <Failure error={error} retry={reload} /> : null;
  const { Reachable: reachable = false, HopSet: hops = [], DecidedBy: decision } = data;
  return (
    <section class="answer" aria-label={t('reach.answer')}>
      <div ref={verdict} role="status" class={`verdict ${reachable ? 'good' : 'bad'}`}>
        <h2><Badge tone={reachable ? 'good' : 'bad'}>{sentence(asked, reachable)}</Badge></h2>
        <p>{decision.Text}</p>
        {decision.Remedy && <p class="small">{decision.Remedy}</p>}
        <p class="small"><code>{decision.Code}</code></p>
        <Edit decision={decision} reachable={reachable} hops={hops} asked={asked} />
      </div>
      <Path hops={hops} decision={decision} reachable={reachable} />
    </section>
  );
}

// What is no number is sent as it is: the server says what is wrong with it.
const numberOr = (text: string) => (/^-?\d+$/.test(text) ? Number(text) : text) as number;

function sentence({ from, to, protocol, port }: Asked, reachable: boolean): string {
  const name = (end: string) => (end === internet ? t('reach.theInternet') : end);
  const what = protocol === 'ALL' ? t('reach.anything') : port ? t('reach.onPort', { protocol, port }) : protocol;
  return t(reachable ? 'reach.reaches' : 'reach.reachesNot', { from: name(from), to: name(to), what });
}

// Links to what decided, and the action that would have it otherwise.
function Edit({ decision, reachable, hops, asked }: {
  decision: terrane.ReachabilityDecision; reachable: boolean; hops: terrane.ReachabilityHop[]; asked: Asked;
}) {
  const [open, setOpen] = useState(false);
  const remedy = remedyOf(decision, reachable, hops, asked);
  const region = decision.Region ?? '';
  if (!remedy || !region) return null;
  const { kind, id, action, item } = remedy;
  return (
    <p class="actions">
      <Button onClick={() => setOpen(true)}>{t(`act.${action.label}`)}</Button>
      <ResourceLink kind={kind.name} region={region} id={id} name={t('reach.edit', { id: decision.ResourceId ?? '' })} />
      {open && (
        <ActionDialog
          action={action} title={`${t(`act.${action.label}`)} ${decision.ResourceId}`} region={region} item={item}
          close={() => setOpen(false)}
        />
      )}
    </p>
  );
}
