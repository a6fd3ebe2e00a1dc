// The inputs of a request's fields, one below the other; objects as groups, lists of objects as groups
// that can be added and removed.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/basics';
import { Field } from '../components/field';
import type { FieldType } from '../contract';
import { t } from '../i18n';
import { fieldLabel } from '../i18n/fields';
import { choicesFor, type Choice } from './choices';
import type { Values } from './model';

export interface InputsProps {
  fields: FieldType[];
  values: Values;
  change: (values: Values) => void;
  region: string;
  prefix?: string;
  wrong?: { path: string; message: string };
}

export function Inputs({ fields, values, change, ...rest }: InputsProps) {
  return (
    <>
      {fields.map((field) => (
        <Input
          key={field.name} field={field} value={values[field.name]}
          change={(value) => change({ ...values, [field.name]: value })} {...rest}
        />
      ))}
    </>
  );
}

type InputProps = Omit<InputsProps, 'fields' | 'values' | 'change'> & {
  field: FieldType;
  value: Values[string] | undefined;
  change: (value: Values[string]) => void;
};

function Input({ field, value, change, prefix = '', ...rest }: InputProps) {
  const path = prefix + field.name;
  const label = fieldLabel(field.name);
  if (!field.fields) return <Leaf field={field} path={path} value={(value as string) ?? ''} change={change} {...rest} />;
  const inner = field.one ? ((value as Values[])?.[0] ?? {}) : ((value as Values) ?? {});
  if (field.one) return <Inputs fields={field.fields} values={inner} change={(next) => change([next])} prefix={`${path}.0.`} {...rest} />;
  if (field.plain) return <Inputs fields={field.fields} values={inner} change={change} prefix={`${path}.`} {...rest} />;
  if (!field.list)
    return (
      <fieldset>
        <legend>{label}</legend>
        <Inputs fields={field.fields} values={inner} change={change} prefix={`${path}.`} {...rest} />
      </fieldset>
    );
  const all = (value as Values[]) ?? [];
  return (
    <fieldset>
      <legend>{label}</legend>
      {all.map((one, index) => (
        <div class="repeated" key={index}>
          <Inputs
            fields={field.fields!} values={one} prefix={`${path}.${index}.`} {...rest}
            change={(next) => change(all.map((old, at) => (at === index ? next : old)))}
          />
          <Button onClick={() => change(all.filter((_, at) => at !== index))}>{t('form.remove')}: {label} {index + 1}</Button>
        </div>
      ))}
      <Button onClick={() => change([...all, {}])}>{t('form.add')}: {label}</Button>
    </fieldset>
  );
}

function Leaf({ field, path, value, change, region, wrong }: Omit<InputProps, 'value'> & { path: string; value: string }) {
  const [choices, setChoices] = useState<Choice[]>([]);
  useEffect(() => {
    let here = true;
    choicesFor(field.name, region).then((found) => here && setChoices(found), () => {});
    return () => void (here = false);
  }, [field.name, region]);
  const options: Choice[] | undefined = field.type === 'bool' && !field.list
    ? [['', t('form.unset')], ['true', t('form.yes')], ['false', t('form.no')]] : undefined;
  const type = field.list ? 'lines' : /Password$/.test(field.name) ? 'password'
    : /Key$/.test(field.name) && /Private|Public/.test(field.name) ? 'lines' : field.type === 'string' ? 'text' : 'number';
  return (
    <Field
      label={fieldLabel(field.name)} name={path} value={value} change={change} required={field.required} type={type}
      options={options} suggestions={choices.length && type !== 'lines' ? choices : undefined}
      hint={field.list ? [t('form.onePerLine'), ...choices.slice(0, 5).map(([id]) => id)].join(' · ') : undefined}
      error={wrong?.path === path ? wrong.message : undefined} autocomplete={type === 'password' ? 'new-password' : 'off'}
    />
  );
}
