import { useState } from 'preact/hooks';
import { call, type ApiError } from '../api/call';
import { signIn } from '../api/session';
import { Button, Failure } from '../components/basics';
import { Field } from '../components/field';
import { t } from '../i18n';
import { asApiError } from '../live';

export function SignInPage() {
  const [secretId, setSecretId] = useState('');
  const [secretKey, setSecretKey] = useState('');
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const keys = { secretId: secretId.trim(), secretKey: secretKey.trim() };
    try {
      await call('terrane', 'DescribeStatus', {}, undefined, { keys });
      signIn(keys);
    } catch (caught) {
      setError(asApiError(caught));
      setBusy(false);
    }
  };
  return (
    <main class="sign-in" id="content">
      <h1>{t('signIn.title')}</h1>
      <p>{t('signIn.explanation')}</p>
      <form onSubmit={submit}>
        {error && <Failure error={error} />}
        <Field label={t('signIn.secretId')} name="SecretId" value={secretId} change={setSecretId} autocomplete="username" />
        <Field label={t('signIn.secretKey')} name="SecretKey" value={secretKey} change={setSecretKey} type="password" autocomplete="off" />
        <div class="actions end"><Button type="submit" tone="primary" disabled={busy}>{t('signIn.submit')}</Button></div>
      </form>
    </main>
  );
}
