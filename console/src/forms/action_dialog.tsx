// A dialog that carries out an action: its form is made from the contract, and what the server refuses
// is said at the field it is about.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, send, type Item } from '../api/call';
import { Button, Failure, Notice, Spinner } from '../components/basics';
import { Dialog } from '../components/dialog';
import { requestFields, type FieldType } from '../contract';
import { t } from '../i18n';
import { valueAt, type KindAction } from '../kinds';
import { asApiError, touch } from '../live';
import { Inputs } from './inputs';
import { pathOfError, pathsOf, requestOf, splitFields, valuesOf, type Values } from './model';

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
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    requestFields(action.service, action.action).then((all) => {
      const free = all.filter((field) => !(field.name in action.bind) && field.name !== 'ClientToken');
      setFields(free);
      setValues(valuesOf(free, startOf(action, item, preset)));
    }, (caught) => setError(asApiError(caught)));
  }, []);

  const { top, more } = splitFields(fields ?? [], action.first ?? []);
  const path = error && fields && pathOfError(error, pathsOf(fields, values));
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
      const bound = await boundParameters(action, item);
      const reply = await send(action.service, action.action, { ...requestOf(fields, values), ...bound }, region);
      touch(region);
      close();
      done?.(reply);
    } catch (caught) {
      setError(asApiError(caught));
      setBusy(false);
    }
  };

  const meaning = warning ?? (action.danger ? t('form.confirm') : '');
  const inputs = { values, change: setValues, region, wrong };
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

// A change starts with what the item has; everything else with what is preset.
function startOf(action: KindAction, item: Item, preset?: Item): Item {
  const first = Object.fromEntries((action.first ?? []).filter((name) => name in item).map((name) => [name, item[name]]));
  const required = action.label === 'change' ? item : {};
  return { ...pick(required), ...first, ...action.preset, ...preset };
}
const pick = (item: Item) => Object.fromEntries(Object.entries(item).filter(([, value]) => typeof value === 'string' && value !== ''));

async function boundParameters(action: KindAction, item: Item): Promise<Item> {
  const fields = await requestFields(action.service, action.action);
  return Object.fromEntries(Object.entries(action.bind).map(([parameter, path]) => {
    const value = valueAt(item, path);
    return [parameter, fields.find((field) => field.name === parameter)?.list ? [value] : value];
  }));
}
