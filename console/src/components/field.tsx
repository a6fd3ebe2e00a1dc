// A labelled input with its hint and its error, which screen readers hear together.
import type { ComponentChildren, TargetedEvent } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../i18n';

export interface FieldProps {
  label: string;
  name: string; // the parameter's path, as errors name it
  value: string;
  change: (value: string) => void;
  required?: boolean;
  error?: string;
  hint?: string;
  type?: 'text' | 'password' | 'number' | 'lines';
  options?: [value: string, label: string][]; // only these
  suggestions?: [value: string, label: string][]; // or anything else
  list?: string; // the ID of a datalist with suggestions that several fields share
  autocomplete?: string;
}

export function Field(props: FieldProps) {
  const id = useId();
  const { label, name, value, change, required, error, hint, type = 'text', options, suggestions } = props;
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  const common = {
    id, name, value, 'aria-invalid': error ? true : undefined, 'aria-describedby': described,
    'aria-required': required || undefined,
  } as const;
  const onInput = (event: TargetedEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) =>
    change(event.currentTarget.value);
  let control: ComponentChildren;
  if (options) {
    control = (
      <select {...common} onChange={onInput}>
        {options.map(([option, text]) => <option value={option}>{text}</option>)}
      </select>
    );
  } else if (type === 'lines') {
    control = <textarea {...common} rows={Math.min(6, value.split('\n').length + 1)} onInput={onInput} />;
  } else if (type === 'password') {
    control = <input {...common} type="password" autocomplete={props.autocomplete ?? 'off'} onInput={onInput} />;
  } else {
    control = (
      <input
        {...common} type="text" inputMode={type === 'number' ? 'numeric' : undefined} spellcheck={false}
        autocomplete={props.autocomplete ?? 'off'} list={suggestions ? `${id}-list` : props.list} onInput={onInput}
      />
    );
  }
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>{label}{required && <span class="required"> {t('form.required')}</span>}</label>
      {control}
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map(([option, text]) => <option value={option}>{text}</option>)}
        </datalist>
      )}
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="error" id={`${id}-error`} role="alert">{error}</p>}
    </div>
  );
}

// Yes or no.
export function Check({ label, name, value, change, hint, error }: {
  label: string; name: string; value: boolean; change: (value: boolean) => void; hint?: string; error?: string;
}) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  return (
    <div class={error ? 'field check wrong' : 'field check'}>
      <input
        id={id} name={name} type="checkbox" checked={value} aria-describedby={described} aria-invalid={error ? true : undefined}
        onInput={(event) => change(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="error" id={`${id}-error`} role="alert">{error}</p>}
    </div>
  );
}
