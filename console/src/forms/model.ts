// A form's values: text as it was typed, lists of text one item a line, objects and lists of objects
// as they are. And what the API is sent of them.
import type { ApiError, Item } from '../api/call';
import type { FieldType } from '../contract';

export type Values = { [field: string]: string | Values | Values[] };

export function valuesOf(fields: FieldType[], item: Item): Values {
  const values: Values = {};
  for (const field of fields) {
    const value = item[field.name];
    if (value === undefined) continue;
    if (field.fields && field.list) values[field.name] = (value as Item[]).map((one) => valuesOf(field.fields!, one));
    else if (field.fields) values[field.name] = valuesOf(field.fields, value as Item);
    else if (field.list) values[field.name] = (Array.isArray(value) ? value : [value]).join('\n');
    else values[field.name] = String(value);
  }
  return values;
}

// What was left empty is left out.
export function requestOf(fields: FieldType[], values: Values): Item {
  const request: Item = {};
  for (const field of fields) {
    const value = encode(field, values[field.name]);
    if (value !== undefined) request[field.name] = value;
  }
  return request;
}

function encode(field: FieldType, value: Values[string] | undefined): unknown {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string')
    return field.list ? value.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => scalar(field, line))
      : scalar(field, value);
  if (Array.isArray(value)) {
    const objects = value.map((one) => requestOf(field.fields ?? [], one));
    return objects.length ? objects : undefined;
  }
  const object = requestOf(field.fields ?? [], value);
  return Object.keys(object).length ? object : undefined;
}

// What is not a number is sent as it is: the server says what is wrong with it, and where.
function scalar(field: FieldType, text: string): unknown {
  if (field.type === 'string') return text;
  if (field.type === 'bool') return text === 'true';
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

// Every input's path in a form: "VpcName", "Placement.Zone", "Tags.0.Key".
export function pathsOf(fields: FieldType[], values: Values, prefix = ''): string[] {
  return fields.flatMap((field) => {
    const path = prefix + field.name;
    const value = values[field.name];
    if (!field.fields) return [path];
    if (!field.list) return pathsOf(field.fields, (value as Values) ?? {}, `${path}.`);
    return ((value as Values[]) ?? (field.one ? [{}] : [])).flatMap((one, index) => pathsOf(field.fields!, one, `${path}.${index}.`));
  });
}

// Of `path` ("SecurityGroupPolicySet.Ingress") the form is one element: what lies beside it is left out,
// and so are the element's fields that are `bound`.
export function narrowed(fields: FieldType[], path: string, bound: string[]): FieldType[] {
  const [root, ...rest] = path.split('.');
  return fields.map((field) => {
    if (field.name !== root) return field;
    if (!rest.length) return { ...field, one: true, fields: field.fields?.filter(({ name }) => !bound.includes(`${path}.0.${name}`)) };
    const inner = rest.join('.');
    const under = bound.filter((one) => one.startsWith(`${root}.`)).map((one) => one.slice(root.length + 1));
    return { ...field, plain: true, fields: narrowed(field.fields?.filter(({ name }) => name === rest[0]) ?? [], inner, under) };
  });
}

// Puts a value where the path leads ("Routes.0.RouteId"), making what is not there.
export function putAt(request: Item, path: string, value: unknown) {
  const steps = path.split('.');
  const last = steps.pop()!;
  let at = request as Item & unknown[];
  steps.forEach((step, index) => {
    const next = /^\d+$/.test(steps[index + 1] ?? last) ? [] : {};
    at = ((at as Item)[step] ??= next) as Item & unknown[];
  });
  (at as Item)[last] = value;
}

// The input an error is about: the one whose path the message names; else the one that its code or, but
// for the plural, the message names; else the only one whose new value the message repeats.
export function pathOfError(error: ApiError, fields: FieldType[], values: Values, start: Values): string | undefined {
  const paths = pathsOf(fields, values);
  const words = error.message.match(/[A-Z]\w*(?:\.(?:\d+|[A-Z]\w*))*/g) ?? [];
  const named = words.map((word) => word.replace(/(\.\d+)+$/, ''));
  const suffix = error.code.includes('.') ? error.code.split('.').pop()! : '';
  for (const word of named) if (paths.includes(word)) return word;
  const last = (path: string) => path.split('.').pop()!;
  const singular = (path: string) => last(path).replace(/s$/, '');
  for (const word of [...named, suffix].filter(Boolean)) {
    const found = paths.find((path) => last(path) === last(word)) ?? paths.find((path) => singular(path) === singular(word));
    if (found) return found;
  }
  const [longest] = paths.filter((path) => suffix.startsWith(singular(path)) || suffix.endsWith(singular(path))).sort((a, b) => last(b).length - last(a).length);
  if (longest) return longest;
  const repeated = paths.filter((path) => {
    const value = textAt(values, path).trim();
    return value && value !== textAt(start, path) && repeats(error.message, value);
  });
  return repeated.length === 1 ? repeated[0] : undefined;
}

// The same of parameters that are asked for by hand: name → what was typed.
export const parameterOfError = (error: ApiError, parameters: Record<string, string>) =>
  pathOfError(error, Object.keys(parameters).map((name) => ({ name, required: false, list: false, type: 'string' })), parameters, {});

function textAt(values: Values, path: string): string {
  let at: unknown = values;
  for (const step of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[step];
  return typeof at === 'string' ? at : '';
}

// As a whole word.
const repeats = (message: string, value: string) =>
  new RegExp(`(?<![\\w.-])${value.replace(/[^\w]/g, '\\$&')}(?![\\w-]|\\.\\w)`).test(message);

// What a form shows at once: what is required, and `first` ("InstanceName", "Placement.Zone") in its
// order. The rest is for "more options".
export function splitFields(fields: FieldType[], first: string[]): { top: FieldType[]; more: FieldType[] } {
  const top: FieldType[] = [];
  const more: FieldType[] = [];
  for (const field of fields) {
    const inner = first.filter((path) => path.startsWith(`${field.name}.`)).map((path) => path.slice(field.name.length + 1));
    if (!field.required && !inner.length && !first.includes(field.name)) {
      more.push(field);
      continue;
    }
    const parts = field.fields && (!field.list || field.one) && !first.includes(field.name) ? splitFields(field.fields, inner) : undefined;
    top.push(parts?.top.length ? { ...field, fields: parts.top } : field);
    if (parts?.top.length && parts.more.length) more.push({ ...field, fields: parts.more });
  }
  const place = ({ name }: FieldType) => first.findIndex((path) => path.split('.')[0] === name);
  return { top: top.sort((a, b) => place(a) - place(b)), more };
}
