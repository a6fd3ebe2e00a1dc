// A drill file of one's own, or one of the cloud's changed, run from the page.
import { useEffect, useState } from 'preact/hooks';
import { call, type ApiError } from '../api/call';
import { Button, Failure, Heading } from '../components/basics';
import { Field } from '../components/field';
import { t } from '../i18n';
import { asApiError } from '../live';
import { go, link } from '../route';

export function DrillForm({ name }: { name?: string }) {
  const [text, setText] = useState('');
  const [seed, setSeed] = useState('1');
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (name)
      call('terrane', 'DescribeDrills', {}).then(
        ({ DrillSet: drills = [] }) => setText(drills.find((drill) => drill.Name === name)?.Text ?? ''),
        (caught) => setError(asApiError(caught)));
  }, [name]);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      const { DrillRunId: id } = await call('terrane', 'RunDrill', { Text: text, Seed: Number(seed) });
      go({ page: 'drills', id });
    } catch (caught) {
      setError(asApiError(caught));
      setBusy(false);
    }
  };
  // A mistake in the file is told with its line.
  const isOfFile = error && /^(InvalidDrill|MissingParameter)/.test(error.code);
  return (
    <>
      <p class="crumb"><a href={link({ page: 'drills' })}>{t('nav.drills')}</a></p>
      <Heading title={t('drill.own')} />
      <form class="panel file" onSubmit={submit} noValidate>
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
