// What the server tells once and never again: to be copied or saved before the dialog is closed.
import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button, Notice } from './basics';
import { Dialog } from './dialog';

interface Props {
  title: string;
  secret: string;
  file: string;
  close: () => void;
}

export function SecretDialog({ title, secret, file, close }: Props) {
  const text = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
    } catch {
      // Browsers have no clipboard for pages that came over plain http from another machine.
      text.current?.select();
      document.execCommand('copy');
    }
    setCopied(true);
  };
  const save = () => {
    const url = URL.createObjectURL(new Blob([secret], { type: 'application/x-pem-file' }));
    const anchor = Object.assign(document.createElement('a'), { href: url, download: file });
    anchor.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Dialog title={title} close={close}>
      <Notice tone="info">{t('secret.once')}</Notice>
      <textarea class="secret" ref={text} readOnly rows={10} spellcheck={false} aria-label={t('secret.label')} value={secret} />
      <p class="small" role="status">{copied && t('secret.copied')}</p>
      <div class="actions end">
        <Button onClick={() => void copy()}>{t('secret.copy')}</Button>
        <Button onClick={save}>{t('secret.save', { file })}</Button>
        <Button tone="primary" onClick={close}>{t('secret.close')}</Button>
      </div>
    </Dialog>
  );
}
