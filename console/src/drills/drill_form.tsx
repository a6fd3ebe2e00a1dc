// A drill file of one's own, or one of the cloud's changed, run from the page.
import { useEffect, useState } from 'preact/hooks';
import { useAct } from '../act';
import { call, type ApiError } from '../api/call';
import { Button, Failure, Heading } from '../components/basics';
import { Field } from '../components/field';
import { t } from '../i18n';
import { asApiError } from '../live';
import { go, link } from '../route';

export function DrillForm({ name }: { name?: string }) {
  const [text, setText] = useState('');
  const [seed, setSeed] = useState('1');
  const [unread, setUnread] = useState<ApiError>();
  const { busy, error, act } = useAct();
  useEffect(() => {
    if (name)
      call('terrane', 'DescribeDrills', {}).then(
        ({ DrillSet: drills = [] }) => setText(drills.find((drill) => drill.Name === name)?.Text ?? ''),
        (caught) => setUnread(asApiError(caught)));
  }, [name]);
  const submit = async (event: Event) => {
    event.preventDefault();
    await act(async () => {
      const { DrillRunId: id } = await call('terrane', 'RunDrill', { Text: text, Seed: Number(seed) });
      go({ page: 'drills', id });
    });
  };
  // A mistake in the file is told with its line.
  const isOfFile = error && /^(InvalidDrill|MissingParameter)/.test(error.code);
  return (
    <>
      <p class="crumb"><a href={link({ page: 'drills' })}>{t('nav.drills')}</a></p>
      <Heading title={t('drill.own')} />
      <form class="panel file" onSubmit={submit} noValidate>
        {unread && <Failure error={unread} />}
        {error && !isOfFile && <Failure error={error} />}
        <Field label={t('drill.file')} name="Text" type="lines" value={text} change={setText} error={isOfFile ? error?.message : undefined} hint={t('drill.fileHint')} />
        <Field label={t('drill.seed')} name="Seed" type="number" value={seed} change={setSeed} hint={t('drill.seedHint')} />
        <div class="actions end">
          <Button onClick={() => go({ page: 'drills' })}>{t('form.cancel')}</Button>
          <Button type="submit" tone="primary" disabled={busy}>{t('drill.run')}</Button>
        </div>
      </form>
    </>
  );
}
