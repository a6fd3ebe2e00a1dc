// Asks again before something is done, and says why it was refused.
import type { ComponentChildren } from 'preact';
import { useAct } from '../act';
import { t } from '../i18n';
import { announce } from './announcer';
import { Button, Failure } from './basics';
import { Dialog } from './dialog';

interface Props {
  title: string;
  label: string; // of the button that does it
  region?: string; // where it is done; the whole cloud if none
  danger?: boolean;
  work: () => Promise<unknown>;
  close: () => void;
  done?: () => void;
  children: ComponentChildren; // what it means
}

export function Confirm({ title, label, region = '', danger, work, close, done, children }: Props) {
  const { busy, error, act } = useAct(region);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!(await act(work))) return;
    announce(t('form.done', { what: title }));
    close();
    done?.();
  };
  return (
    <Dialog title={title} close={close}>
      <form onSubmit={submit}>
        {children}
        {error && <Failure error={error} />}
        <div class="actions end">
          <Button onClick={close}>{t('form.cancel')}</Button>
          <Button type="submit" tone={danger ? 'danger' : 'primary'} disabled={busy}>{label}</Button>
        </div>
      </form>
    </Dialog>
  );
}
