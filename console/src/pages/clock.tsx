// The cloud's time, which operators put forward where the cloud was started with a test clock.
import { useState } from 'preact/hooks';
import { call, type ApiError } from '../api/call';
import { Button, Failure, Heading, Notice, Spinner } from '../components/basics';
import { Confirm } from '../components/confirm';
import { Field } from '../components/field';
import { t } from '../i18n';
import { useEvery, useLive } from '../live';

const tickMilliseconds = 1000;
const units = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
type Unit = keyof typeof units;

export default function ClockPage() {
  const { data, error, loading, reload } = useLive('', (signal) => call('terrane', 'DescribeClock', {}, undefined, { signal }), []);
  useEvery(tickMilliseconds, reload);
  if (loading) return <Spinner />;
  const clock = data?.Clock;
  return (
    <>
      <Heading title={t('clock.title')} />
      {error && <Refusal error={error} />}
      {clock && !error && (
        <>
          <dl class="panel clock">
            <dt>{t('clock.now')}</dt><dd><time class="now">{clock.Now}</time></dd>
            <dt>{t('clock.real')}</dt><dd>{clock.RealTime}</dd>
            <dt>{t('clock.ahead')}</dt><dd>{clock.AheadSeconds ? lengthOf(clock.AheadSeconds) : t('clock.notAhead')}</dd>
          </dl>
          <Advance now={clock.Now ?? ''} />
        </>
      )}
    </>
  );
}

// That the clock is real is how most clouds are, and no failure.
function Refusal({ error }: { error: ApiError }) {
  return error.code === 'UnsupportedOperation.RealClock' ? <Notice tone="info">{error.message}</Notice> : <Failure error={error} />;
}

function lengthOf(seconds: number): string {
  const days = Math.floor(seconds / units.days), hours = Math.floor(seconds / units.hours) % 24;
  return t('clock.length', { days, hours, minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60 });
}

function Advance({ now }: { now: string }) {
  const [amount, setAmount] = useState('1');
  const [unit, setUnit] = useState<Unit>('days');
  const [asking, setAsking] = useState(false);
  const seconds = Math.round(Number(amount) * units[unit]);
  const length = Number.isFinite(seconds) ? lengthOf(seconds) : amount;
  const until = new Date(Date.parse(now) + seconds * 1000);
  return (
    <section class="panel" aria-label={t('clock.advance')}>
      <h2>{t('clock.advance')}</h2>
      <form class="toolbar" onSubmit={(event) => (event.preventDefault(), setAsking(true))} noValidate>
        <Field label={t('clock.amount')} name="Seconds" value={amount} change={setAmount} type="number" />
        <Field
          label={t('clock.unit')} name="Unit" value={unit} change={(value) => setUnit(value as Unit)}
          options={Object.keys(units).map((one) => [one, t(`clock.${one as Unit}`)])}
        />
        <Button type="submit" tone="primary">{t('act.advance')}</Button>
      </form>
      {asking && (
        <Confirm
          title={t('clock.confirm', { length })} label={t('act.advance')} danger close={() => setAsking(false)}
          work={() => call('terrane', 'AdvanceClock', { Seconds: seconds })}
        >
          <p>{t('clock.means', { until: Number.isNaN(until.getTime()) ? '?' : until.toISOString().replace('.000', '') })}</p>
        </Confirm>
      )}
    </section>
  );
}
