// A dialog that carries out an action: its form is made from the contract, and what the server refuses
// is said at the field it is about.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, send, type Item } from '../api/call';
import { announce } from '../components/announcer';
import { Button, Failure, Notice, Spinner } from '../components/basics';
import { Dialog } from '../components/dialog';
import { SecretDialog } from '../components/secret_dialog';
import { requestFields, type FieldType } from '../contract';
import { t } from '../i18n';
import { valueAt, type KindAction } from '../kinds';
import { asApiError, touch } from '../live';
import { Inputs } from './inputs';
import { narrowed, pathOfError, pathsOf, putAt, requestOf, splitFields, valuesOf, type Values } from './model';

interface Props {
  action: KindAction;
  title: string;
  region: string;
  item?: Item;
  preset?: Item;
  warning?: string; // what it means, in place of "cannot be undone"
  close: () => void;
  done?: (reply: Item) => void;
}

export function ActionDialog({ action, title, region, item = {}, preset, warning, close, done }: Props) {
  const [fields, setFields] = useState<FieldType[]>();
  const [values, setValues] = useState<Values>({});
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState<{ secret: string; file: string }>();
  const form = useRef<HTMLFormElement>(null);
  const start = useRef<Values>({});

  useEffect(() => {
    requestFields(action.service, action.action).then((all) => {
      const free = freeFields(action, all);
      setFields(free);
      setValues((start.current = valuesOf(free, startOf(action, free, item, preset))));
    }, (caught) => setError(asApiError(caught)));
  }, []);

  const { top, more } = splitFields(fields ?? [], action.first ?? []);
  const path = error && fields && pathOfError(error, fields, values, start.current);
  const wrong = error && path ? { path, message: error.message } : undefined;

  useEffect(() => {
    if (path && pathsOf(more, values).includes(path)) setOpen(true);
  }, [path]);
  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error, open]);
  useEffect(() => {
    if (fields) form.current?.querySelector<HTMLElement>('input, select, textarea, button[type=submit]')?.focus();
  }, [fields]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || !fields) return;
    setBusy(true);
    setError(undefined);
    try {
      const request = requestOf(fields, values);
      await bindParameters(request, action, item);
      const reply = await send(action.service, action.action, request, region);
      touch(region);
      announce(t('form.done', { what: title }));
      const secret = action.told && valueAt(reply, action.told.secret);
      if (secret) return setTold({ secret: String(secret), file: `${valueAt(reply, action.told!.name)}.pem` });
      close();
      done?.(reply);
    } catch (caught) {
      setError(asApiError(caught));
      setBusy(false);
    }
  };

  const meaning = warning ?? (action.danger ? t('form.confirm') : '');
  const inputs = { values, change: setValues, region, wrong };
  if (told) return <SecretDialog key="told" title={title} {...told} close={close} />;
  return (
    <Dialog title={title} close={close}>
      {!fields ? error ? <Failure error={error} /> : <Spinner /> : (
        <form ref={form} onSubmit={submit} noValidate>
          {meaning && <Notice tone="info">{meaning}</Notice>}
          {error && !wrong && <Failure error={error} />}
          <Inputs fields={top} {...inputs} />
          {more.length > 0 && (
            <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
              <summary>{t('form.more')}</summary>
              {open && <Inputs fields={more} {...inputs} />}
            </details>
          )}
          <div class="actions end">
            <Button onClick={close}>{t('form.cancel')}</Button>
            <Button type="submit" tone={action.danger ? 'danger' : 'primary'} disabled={busy}>{t(`act.${action.label}`)}</Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

// What is left to be said: what is bound is not asked for.
function freeFields(action: KindAction, all: FieldType[]): FieldType[] {
  const paths = Object.keys(action.bind);
  const within = action.within?.split('.')[0];
  const bound = new Set(paths.map((path) => path.split('.')[0]).filter((root) => root !== within));
  const free = all.filter(({ name }) => !bound.has(name) && name !== 'ClientToken');
  return action.within ? narrowed(free, action.within, paths) : free;
}

// A change starts with what the item has of what the form shows first; everything else with what is preset.
function startOf(action: KindAction, fields: FieldType[], item: Item, preset?: Item): Item {
  const first = (action.first ?? []).map((path) => (action.within ? path.slice(action.within.length + 1) : path));
  const required = action.label === 'change' && !action.within ? fields.filter((field) => field.required).map(({ name }) => name) : [];
  const known = [...required, ...first].filter((name) => name in item).map((name) => [name, item[name]]);
  const start = { ...Object.fromEntries(known), ...action.preset };
  if (!action.within) return { ...start, ...preset };
  const nested: Item = { ...preset };
  putAt(nested, `${action.within}.0`, start);
  return nested;
}

async function bindParameters(request: Item, action: KindAction, item: Item) {
  const fields = await requestFields(action.service, action.action);
  for (const [parameter, path] of Object.entries(action.bind)) {
    const value = valueAt(item, path);
    if (value === undefined || value === '') continue;
    putAt(request, parameter, fields.find((field) => field.name === parameter)?.list ? [value] : value);
  }
}
