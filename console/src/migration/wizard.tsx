// Which instance goes where, with what options; the plan beside it follows what is chosen.
import { useEffect, useState } from 'preact/hooks';
import { useAct } from '../act';
import { call, type ApiError } from '../api/call';
import { Button, Empty, Failure, Heading, Spinner } from '../components/basics';
import { Check, Field } from '../components/field';
import { choicesFor, type Choice } from '../forms/choices';
import { parameterOfError } from '../forms/model';
import { language, t } from '../i18n';
import { useLater } from '../later';
import { useLive } from '../live';
import { go, link } from '../route';
import { Plan } from './plan';

const texts = ['InstanceId', 'Zone', 'InstanceType', 'SubnetId', 'OriginalSubnetId', 'ImageId'] as const;
const flags = ['KeepPrivateIpAddress', 'DestroyOriginal', 'DeleteImages'] as const;
type Text = (typeof texts)[number];
type Flag = (typeof flags)[number];
type Wanted = Partial<Record<Text, string>> & Partial<Record<Flag, boolean>> & { InstanceId: string; Zone: string };

const wantedBy = (query: Record<string, string>): Wanted => ({
  ...Object.fromEntries(texts.map((name) => [name, query[name] ?? ''])),
  ...Object.fromEntries(flags.map((name) => [name, query[name] === 'true'])),
} as Wanted);

// Without what is empty or not wanted.
const given = (wanted: Wanted) =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)) as typeof wanted;

export function Wizard({ region, query }: { region: string; query: Record<string, string> }) {
  const [wanted, want] = useState(wantedBy(query));
  const settled = useLater(JSON.stringify(given(wanted)));
  const asked = JSON.parse(settled) as Wanted;
  const complete = Boolean(asked.InstanceId && asked.Zone);
  const { data, error, loading, reload } = useLive(region, async (signal) =>
    complete ? (await call('terrane', 'DescribeMigrationPlan', asked, region, { signal })).Plan : undefined, [settled]);
  const start = useAct(region);
  useEffect(() => {
    const shared = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]));
    history.replaceState(null, '', link({ region, page: 'migrations', id: 'new', query: shared }));
  }, [settled]);
  const refusal = start.error ?? error;
  const wrong = refusal && parameterOfError(refusal, Object.fromEntries([...texts, ...flags].map((name) => [name, String(asked[name] ?? '')])));
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await start.act(() => call('terrane', 'MigrateInstance', given(wanted), region)))
      go({ region, page: 'migrations', id: wanted.InstanceId });
  };
  return (
    <>
      <p class="crumb"><a href={link({ region, page: 'migrations' })}>{t('migration.title')}</a></p>
      <Heading title={t('migration.new')} />
      <div class="asking">
        <form class="panel" onSubmit={submit} noValidate>
          <Wishes region={region} wanted={wanted} want={want} wrong={wrong} error={refusal} />
          <div class="actions end">
            <Button type="submit" tone="primary" disabled={start.busy || !data?.Possible || loading || settled !== JSON.stringify(given(wanted))}>{t('migration.start')}</Button>
          </div>
        </form>
        <section class="answer" aria-label={t('migration.plan')}>
          {refusal && !wrong && <Failure error={refusal} retry={start.error ? undefined : reload} />}
          {data ? <Plan plan={data} region={region} /> : loading && complete ? <Spinner /> : !complete && <Empty>{t('migration.empty')}</Empty>}
        </section>
      </div>
    </>
  );
}

interface WishesProps {
  region: string;
  wanted: Wanted;
  want: (wanted: Wanted) => void;
  wrong?: string;
  error?: ApiError;
}

function Wishes({ region, wanted, want, wrong, error }: WishesProps) {
  const instances = useChoices('InstanceId', region);
  const types = useChoices('InstanceType', region);
  const subnets = useChoices('SubnetId', region);
  const images = useChoices('ImageId', region);
  const zones = useChoices('Zone', region);
  const errorAt = (name: string) => (wrong === name ? error?.message : undefined);
  const text = (name: Text) => ({
    name, value: wanted[name] ?? '', change: (value: string) => want({ ...wanted, [name]: value }), error: errorAt(name),
  });
  const flag = (name: Flag) => ({
    name, value: wanted[name] ?? false, change: (value: boolean) => want({ ...wanted, [name]: value }), error: errorAt(name),
  });
  return (
    <>
      <Field label={t('migration.instance')} {...text('InstanceId')} suggestions={instances} required />
      <Field label={t('migration.zone')} {...text('Zone')} options={[['', t('migration.choose')], ...zones]} required />
      <Check label={t('migration.keep')} {...flag('KeepPrivateIpAddress')} hint={t('migration.keepHint')} />
      <Check label={t('migration.destroy')} {...flag('DestroyOriginal')} hint={t('migration.destroyHint')} />
      <details open={(['SubnetId', 'OriginalSubnetId', 'ImageId', 'InstanceType'] as const).some((name) => wanted[name])}>
        <summary>{t('form.more')}</summary>
        <Field label={t('migration.newType')} {...text('InstanceType')} suggestions={types} hint={t('migration.newTypeHint')} />
        {wanted.KeepPrivateIpAddress
          ? <Field label={t('migration.waitingSubnet')} {...text('OriginalSubnetId')} suggestions={subnets} hint={t('migration.waitingSubnetHint')} />
          : <Field label={t('migration.newSubnet')} {...text('SubnetId')} suggestions={subnets} hint={t('migration.newSubnetHint')} />}
        <Field label={t('migration.image')} {...text('ImageId')} suggestions={images} hint={t('migration.imageHint')} />
        <Check label={t('migration.deleteImages')} {...flag('DeleteImages')} />
      </details>
    </>
  );
}

function useChoices(field: string, region: string): Choice[] {
  const [choices, setChoices] = useState<Choice[]>([]);
  useEffect(() => {
    let here = true;
    choicesFor(field, region).then((found) => here && setChoices(found), () => {});
    return () => void (here = false);
  }, [field, region, language.value]);
  return choices;
}
