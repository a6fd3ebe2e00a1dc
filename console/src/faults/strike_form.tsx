// Makes something fail: what, where and how; beside it what would happen, before it does.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAct } from '../act';
import { call, send, type Item } from '../api/call';
import { Button, Failure, Notice, Spinner } from '../components/basics';
import { Field } from '../components/field';
import { parameterOfError } from '../forms/model';
import type { terrane } from '../generated/services';
import { t } from '../i18n';
import { useLive } from '../live';
import { go, rememberRegion } from '../route';
import { Forecast } from './forecast';
import { faultsOver, loadOf, useHosts, type Hosts } from './hosts';
import { faultKindNamed, faultKinds, meaningOf, nameOfKind, nameOfMode, type FaultKind, type Target } from './kinds';
import { faultOf, toldOf } from './told';
import { KeepWatching } from './watch';

type Values = Record<string, string>;
type Options = [value: string, label: string][];

const accountPlane = 'account-plane';

interface Props {
  regions: terrane.RegionStatus[];
  region: string;
  preset: Values;
}

export function StrikeForm({ regions, region, preset }: Props) {
  const [values, setValues] = useState<Values>({ Kind: faultKinds[0]!.kind, Region: region, ...preset });
  const { busy, error, act } = useAct(values['Region'] ?? '');
  const form = useRef<HTMLFormElement>(null);
  const products = useProducts(region);
  const kind = faultKindNamed(values['Kind']) ?? faultKinds[0]!;
  const change = (name: string) => (value: string) =>
    setValues((old) => ({ ...old, ...Object.fromEntries((dependents[name] ?? []).map((one) => [one, ''])), [name]: value }));

  const regionOptions: Options = regions.map((one) => [one.Region ?? '', one.RegionName ?? one.Region ?? '']);
  const place = regions.find((one) => one.Region === values['Region']);
  const zones = place?.ZoneSet ?? [];
  // Of a region that fails as a whole, nothing can be watched.
  const isWatched = place?.State === 'AVAILABLE' && kind.kind !== 'REGION';
  const options: Partial<Record<Target, Options>> = {
    Zone: zones.map((zone) => [zone.Zone ?? '', `${zone.ZoneName} (${zone.Zone})`]),
    Region: regionOptions,
    OtherRegion: regionOptions.filter(([name]) => name !== values['Region']),
    Product: products,
    Cell: [...regionOptions, [accountPlane, t('fault.accountPlane')]],
  };
  const chosen = (target: Target) => values[parameterOf(target)] || options[target]?.[0]?.[0] || '';
  const hosts = useHosts(values['Region'] ?? '', kind.target.includes('Rack') ? chosen('Zone') : '', Number(values['Rack']) || 1);
  if (hosts.data) Object.assign(options, optionsOf(kind, hosts.data, values['Rack'] || (kind.optional ? '' : '1')));
  const aim = aimOf(kind, chosen);
  const mode = values['Mode'] || kind.modes?.[0];

  const request = {
    Kind: kind.kind, ...aim, Reason: values['Reason'] || undefined,
    ...(mode ? { Mode: mode } : {}),
    ...(mode === 'DELAY' ? { DelayMilliseconds: numberOr(values['DelayMilliseconds']) } : {}),
    ...(kind.takesPower ? { WithoutPower: values['WithoutPower'] === 'true' } : {}),
  };
  const path = error && parameterOfError(error, Object.fromEntries([...Object.keys(request), 'DelayMilliseconds'].map((name) => [name, ''])));
  const wrong = (name: string) => (path === name ? error?.message : undefined);
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(), [error]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!await act(() => send('terrane', 'CreateFault', request))) return;
    if (regions.some((one) => one.Region === values['Region'])) rememberRegion(values['Region']!);
    go({ page: 'faults' });
  };

  const field = (target: Target) => {
    const name = parameterOf(target);
    const isNumber = target === 'Rack' || target === 'Host';
    if (isNumber && hosts.loading && !hosts.data) return target === 'Rack' ? <Spinner key={target} /> : null;
    // What a region that fails does not tell is typed.
    const known = options[target]?.length ? { options: options[target] } : {};
    if (isNumber && hosts.data && !known.options) return null;
    return (
      <Field
        key={target} label={t(`fault.target.${target}`)} name={name} value={chosen(target)} change={change(name)} error={wrong(name)}
        required={!kind.optional?.includes(target)} type={isNumber ? 'number' : 'text'} hint={isNumber ? hintOf(known.options, chosen(target)) : undefined} {...known}
      />
    );
  };
  return (
    <form ref={form} class="split strike" onSubmit={submit} noValidate>
      <div class="panel">
        {error && !path && <Failure error={error} />}
        <Field
          label={t('fault.kind')} name="Kind" value={kind.kind} change={change('Kind')} hint={meaningOf(kind)} error={wrong('Kind')}
          options={faultKinds.map((one) => [one.kind, nameOfKind(one.kind)])}
        />
        {kind.target.includes('Zone') && field('Region')}
        {kind.target.map(field)}
        {kind.modes && (
          <Field
            label={t('fault.mode')} name="Mode" value={mode!} change={change('Mode')} error={wrong('Mode')}
            options={kind.modes.map((one) => [one, nameOfMode(one)])}
          />
        )}
        {mode === 'DELAY' && (
          <Field
            label={t('fault.delay')} name="DelayMilliseconds" type="number" value={values['DelayMilliseconds'] ?? ''} required
            change={change('DelayMilliseconds')} error={wrong('DelayMilliseconds')}
          />
        )}
        {kind.takesPower && (
          <Field
            label={t('fault.withoutPower')} name="WithoutPower" value={values['WithoutPower'] ?? ''} change={change('WithoutPower')}
            options={[['', t('form.no')], ['true', t('form.yes')]]}
          />
        )}
        <Field label={t('fault.reason')} name="Reason" value={values['Reason'] ?? ''} change={change('Reason')} error={wrong('Reason')} />
      </div>
      <section class="panel" aria-label={t('impact.title')}>
        <h2>{t('impact.title')}</h2>
        <Foretold kind={kind} mode={mode} aim={aim} region={values['Region'] ?? region} />
      </section>
      {isWatched && <KeepWatching key={values['Region']} region={values['Region']!} />}
      <div class="actions end">
        <Button onClick={() => go({ page: 'faults' })}>{t('form.cancel')}</Button>
        <Button type="submit" tone="danger" disabled={busy}>{t('fault.strike')}</Button>
      </div>
    </form>
  );
}

function Foretold({ kind, mode, aim, region }: { kind: FaultKind; mode?: string; aim: Item; region: string }) {
  if (!kind.foretold || mode === 'DELAY') return <Notice tone="info"><p>{meaningOf(kind)}</p><p class="small">{t('impact.none')}</p></Notice>;
  if (Object.values(aim).some((value) => !value)) return <p>{t('impact.incomplete')}</p>;
  return <Forecast region={region} question={{ Kind: kind.kind, ...aim }} />;
}

// What no longer holds when something else is chosen.
const dependents: Record<string, string[]> = { Kind: ['Mode'], Region: ['Zone', 'Rack', 'Host'], Zone: ['Rack', 'Host'], Rack: ['Host'] };

// The racks of a zone, and the hosts of the rack that is chosen. How those of other racks are is not known
// where there are very many.
function optionsOf(kind: FaultKind, { racks, shown }: Hosts, chosen: string): Partial<Record<Target, Options>> {
  const describe = (name: string, of: terrane.Host[]) =>
    [name, loadOf(of), ...toldOf(faultsOver(of).map((id) => faultOf(id))).map(({ text }) => text)].join(' · ');
  const every = (target: Target, text: string): Options => (kind.optional?.includes(target) ? [['', text]] : []);
  const hosts = shown.find(({ rack }) => String(rack) === chosen)?.hosts ?? [];
  return {
    Rack: [...every('Rack', t('fault.everyRack')), ...Array.from({ length: racks }, (_, index): [string, string] => {
      const here = shown.find(({ rack }) => rack === index + 1);
      const name = t('host.rack', { number: index + 1 });
      return [String(index + 1), here ? describe(name, here.hosts) : name];
    })],
    Host: hosts.length ? [...every('Host', t('fault.everyHost')), ...hosts.map((host): [string, string] => [String(host.Host), describe(t('host.host', { number: host.Host ?? 0 }), [host])])] : [],
  };
}

// A long line is cut off in a closed list, so what is chosen is told below it.
function hintOf(options: Options | undefined, value: string): string {
  if (!options) return t('fault.counted');
  return value ? options.find(([one]) => one === value)?.[1].split(' · ').slice(1).join(' · ') ?? '' : '';
}

function aimOf(kind: FaultKind, chosen: (target: Target) => string): Item {
  const aim: Item = {};
  for (const target of kind.target) {
    const text = chosen(target);
    if (target !== 'Rack' && target !== 'Host') aim[parameterOf(target)] = text;
    else if (text || !kind.optional?.includes(target)) aim[target] = numberOr(text);
    if (target === 'Host' && text) delete aim['Rack'];
  }
  return aim;
}

const parameterOf = (target: Target) => (target === 'Cell' ? 'Region' : target);

// What is not a number is sent as it is: the server says what is wrong with it.
const numberOr = (text = '') => (text.trim() === '' ? undefined : Number.isFinite(Number(text)) ? Number(text) : text);

function useProducts(region: string): Options {
  const { data } = useLive(region, (signal) => call('terrane', 'DescribeProductAvailability', { Regions: [region] }, undefined, { signal }), []);
  return (data?.ProductAvailabilitySet ?? []).map((one) => [one.Product ?? '', `${one.ProductName} (${one.Product})`]);
}
