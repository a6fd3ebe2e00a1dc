// Small parts that every page is made of.
import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import type { ApiError } from '../api/call';
import { t } from '../i18n';
import type { Tone } from '../kinds';
import { link } from '../route';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { tone?: 'plain' | 'primary' | 'danger' };
export function Button({ tone = 'plain', type = 'button', class: more = '', ...rest }: ButtonProps) {
  return <button type={type} class={`button ${tone} ${more}`} {...rest} />;
}

// A state as text, shape and colour.
export const shapes: Record<Tone, string> = { good: '●', busy: '◐', off: '○', bad: '▲' };
export function Badge({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class={`badge ${tone}`}>
      <span aria-hidden="true">{shapes[tone]}</span> {children}
    </span>
  );
}

export function Notice({ tone, children }: { tone: 'info' | 'bad'; children: ComponentChildren }) {
  return <div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>{children}</div>;
}

// What the server refused with.
export function Failure({ error, retry }: { error: ApiError; retry?: () => void }) {
  return (
    <Notice tone="bad">
      <p>{error.message}</p>
      <p class="small"><code>{error.code}</code> {error.requestId}</p>
      {retry && <Button onClick={retry}>{t('error.reload')}</Button>}
    </Notice>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

export function Spinner() {
  return <div class="spinner" role="status"><span class="hidden">{t('list.loading')}</span></div>;
}

// A page's heading, with what can be done beside it.
export function Heading({ title, children }: { title: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="heading">
      <h1 tabIndex={-1}>{title}</h1>
      <div class="actions">{children}</div>
    </div>
  );
}

// An address that leads to nothing.
export function NotFound() {
  return (
    <>
      <Heading title={t('app.notFound')} />
      <p><a href={link({ page: 'overview' })}>{t('nav.overview')}</a></p>
    </>
  );
}
