// Tickets for zones of the finance industry: an account applies and withdraws, an operator decides; all
// of them, or one with its history.
import { useState } from 'preact/hooks';
import { call } from '../api/call';
import { Badge, Button, Empty, Failure, Heading, Spinner } from '../components/basics';
import { VirtualTable, type Column } from '../components/table';
import { ActionDialog } from '../forms/action_dialog';
import type { terrane } from '../generated/services';
import { formatTime, t, type Words } from '../i18n';
import { fieldLabel } from '../i18n/fields';
import { action, type KindAction, type Tone } from '../kinds/kind';
import { useLive } from '../live';
import { isOperator } from '../operator';
import type { PageProps } from '../pages';
import { go, link, region as regionShown } from '../route';

type Ticket = terrane.ZoneAccessTicket;

const states: Record<string, [tone: Tone, word: Words]> = {
  PENDING: ['busy', 'ticket.PENDING'], APPROVED: ['good', 'ticket.APPROVED'], REJECTED: ['bad', 'ticket.REJECTED'],
  WITHDRAWN: ['off', 'ticket.WITHDRAWN'], REVOKED: ['bad', 'ticket.REVOKED'],
};

const apply = action('terrane', 'ApplyZoneAccess', 'apply', {}, { first: ['Zone', 'Company', 'License', 'Contact', 'Statement'] });
const bound = { TicketId: 'TicketId' };
const withdraw = action('terrane', 'WithdrawZoneAccess', 'withdraw', bound, { first: ['Reason'], danger: true });
const approve = action('terrane', 'ApproveZoneAccess', 'approve', bound, { first: ['Reason'] });
const reject = action('terrane', 'RejectZoneAccess', 'reject', bound, { first: ['Reason'] });
const revoke = action('terrane', 'RevokeZoneAccess', 'revoke', bound, { first: ['Reason'], danger: true });

export default function TicketsPage({ id }: PageProps) {
  return id ? <One key={id} id={id} /> : <All />;
}

function State({ state = '' }: { state?: string }) {
  const row = states[state];
  return <Badge tone={row?.[0] ?? 'off'}>{row ? t(row[1]) : state}</Badge>;
}

function All() {
  const [applying, setApplying] = useState(false);
  const fetch = async (offset: number, limit: number, signal: AbortSignal) => {
    const reply = await call('terrane', 'DescribeZoneAccessTickets', { Offset: offset, Limit: limit }, undefined, { signal });
    return { items: reply.TicketSet ?? [], total: reply.TotalCount ?? 0 };
  };
  const columns: Column<Ticket>[] = [
    { title: t('tickets.ticket'), cell: (one) => <a href={link({ page: 'tickets', id: one.TicketId })}>{one.TicketId}</a> },
    { title: t('tickets.zone'), cell: (one) => one.ZoneName },
    { title: t('tickets.state'), cell: (one) => <State state={one.State} /> },
    { title: t('tickets.company'), cell: (one) => one.Company },
    { title: t('tickets.account'), cell: (one) => String(one.Uin) },
    { title: t('tickets.created'), cell: (one) => formatTime(one.CreatedTime) },
  ];
  return (
    <>
      <Heading title={t('tickets.title')}><Button tone="primary" onClick={() => setApplying(true)}>{t('tickets.apply')}</Button></Heading>
      <VirtualTable label={t('tickets.title')} region="" columns={columns} fetch={fetch} of={[]} empty={<Empty>{t('tickets.none')}</Empty>} />
      {applying && (
        <ActionDialog
          action={apply} title={t('tickets.apply')} region="" close={() => setApplying(false)}
          done={(reply) => go({ page: 'tickets', id: String(reply['TicketId']) })}
        />
      )}
    </>
  );
}

function One({ id }: { id: string }) {
  const { data, error, loading, reload } = useLive('', async (signal) =>
    (await call('terrane', 'DescribeZoneAccessTickets', { TicketIds: [id] }, undefined, { signal })).TicketSet?.[0] ?? 'none', [id]);
  const [chosen, choose] = useState<KindAction>();
  const actions = useActions(data === 'none' ? undefined : data);
  const crumb = <p class="crumb"><a href={link({ page: 'tickets' })}>{t('tickets.title')}</a></p>;
  if (loading) return <>{crumb}<Spinner /></>;
  if (!data || data === 'none') return <>{crumb}{error ? <Failure error={error} retry={reload} /> : <Empty>{t('tickets.gone', { id })}</Empty>}</>;
  return (
    <>
      {crumb}
      <Heading title={<>{id} <State state={data.State} /></>}>
        {actions.map((one) => <Button tone={one.danger ? 'danger' : one === approve ? 'primary' : 'plain'} onClick={() => choose(one)}>{t(`act.${one.label}`)}</Button>)}
      </Heading>
      {error && <Failure error={error} />}
      <div class="columns">
        <section>
          <dl>
            <dt>{t('tickets.zone')}</dt><dd>{data.ZoneName} <code class="small">{data.Zone}</code></dd>
            <dt>{t('tickets.account')}</dt><dd>{data.Uin}</dd>
            {(['Company', 'License', 'Contact', 'Statement'] as const).filter((field) => data[field]).map((field) => <><dt>{fieldLabel(field)}</dt><dd>{data[field]}</dd></>)}
          </dl>
        </section>
        <div>
          <h2>{t('tickets.history')}</h2>
          <ol class="path" aria-label={t('tickets.history')}>
            {(data.StepSet ?? []).map((step) => (
              <li class="hop">
                <p class="heading"><State state={step.State} /><span class="small">{formatTime(step.Time)}</span></p>
                {step.Reason && <p>{step.Reason}</p>}
                <p class="small">{t('tickets.by', { uin: step.Uin ?? '' })}</p>
              </li>
            ))}
          </ol>
        </div>
      </div>
      {chosen && <ActionDialog action={chosen} title={`${t(`act.${chosen.label}`)} ${id}`} region="" item={{ ...data }} warning="" close={() => choose(undefined)} />}
    </>
  );
}

// What the caller may do with a ticket: whose it is withdraws it, operators do the rest.
function useActions(ticket?: Ticket): KindAction[] {
  const operator = isOperator.value;
  const { data } = useLive('', (signal) => call('sts', 'GetCallerIdentity', {}, regionShown.value || undefined, { signal }), []);
  const own = ticket !== undefined && data?.AccountId === String(ticket.Uin);
  if (ticket?.State === 'PENDING') return [...(operator ? [approve, reject] : []), ...(own ? [withdraw] : [])];
  if (ticket?.State === 'APPROVED') return [...(own ? [withdraw] : []), ...(operator ? [revoke] : [])];
  return [];
}
