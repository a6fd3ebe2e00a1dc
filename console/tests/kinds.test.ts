import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createServer, type ViteDevServer } from 'vite';
import { consoleForTests } from './console.js';

interface KindAction {
  service: string;
  action: string;
  bind: Record<string, string>;
  first?: string[];
  preset?: object;
  within?: string;
  from?: string[];
}
interface Part {
  add?: KindAction;
  actions: KindAction[];
}
interface Kind {
  name: string;
  service: string;
  list: { action: string; items: string; total?: string; textPaging?: boolean; unpaged?: boolean; needs?: string };
  id: string[];
  byId: string[];
  title?: string;
  byTitle?: string;
  state?: string;
  zone?: string;
  columns: string[];
  references: { field: string; kind: string; selector?: string }[];
  create?: KindAction;
  otherCreates?: KindAction[];
  actions: KindAction[];
  parts?: Part[];
  lifecycle?: { columns: string[][]; moves: [from: string, word: string[], to: string][] };
  states?: Record<string, unknown>;
}
interface Contract {
  actions: Record<string, { request: string; response: string }>;
  objects: Record<string, Record<string, string>>;
}

const console = consoleForTests();
const region = 'ap-guangzhou';
let kinds: Kind[];
let server: ViteDevServer;

before(async () => {
  server = await createServer({ root: join(import.meta.dirname, '..'), server: { middlewareMode: true, ws: false }, appType: 'custom', logLevel: 'error' });
  kinds = [];
  for (const table of ['compute', 'storage', 'network', 'delivery'])
    kinds.push(...((await server.ssrLoadModule(`/src/kinds/${table}.ts`))[`${table}Kinds`] as Kind[]));
});
after(() => server.close());

const contractOf = (service: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../api/${service}.json`), 'utf8')) as Contract;

// The type at a path of an object: undefined where there is none.
function typeAt({ objects }: Contract, object: string, path: string): string | undefined {
  let type: string | undefined = object;
  for (const step of path.split('.')) type = objects[type ?? '']?.[step]?.replace(/[[\]!]/g, '');
  return type;
}

test('every parameter and field that the kinds name is one of the contract', () => {
  const unknown: string[] = [];
  for (const kind of kinds) {
    const contract = contractOf(kind.service);
    const { request = '', response = '' } = contract.actions[kind.list.action] ?? {};
    const item = typeAt(contract, response, kind.list.items) ?? '';
    const expect = (what: string | undefined, text: string) => what ?? unknown.push(`${kind.name}: ${text}`);
    const asked = kind.references.flatMap(({ selector }) => selector ?? []).filter((selector) => /^[A-Z]/.test(selector));
    for (const path of [...kind.id, kind.title, kind.state, kind.zone, ...kind.columns, ...kind.references.map(({ field }) => field)])
      if (path) expect(typeAt(contract, item, path) ?? typeAt(contract, request, path), path);
    for (const selector of [...asked, ...kind.byId, kind.byTitle ?? kind.byId[0]!])
      if (/^[A-Z]/.test(selector) && !selector.startsWith('TargetGroup')) expect(typeAt(contract, request, selector), selector);
    expect(typeAt(contract, response, kind.list.total ?? 'TotalCount'), 'its total');
    if (!kind.list.unpaged) assert.equal(typeAt(contract, request, 'Offset') === 'string', kind.list.textPaging ?? false, kind.name);
    for (const reference of kind.references) assert.ok(kinds.some(({ name }) => name === reference.kind), reference.kind);
    const parts = kind.parts ?? [];
    const own = [kind.create, ...(kind.otherCreates ?? []), ...kind.actions];
    const ofParts = parts.flatMap((part) => [part.add, ...part.actions]);
    for (const { service, action, bind, first = [], preset = {}, within } of [...own, ...ofParts].flatMap((one) => one ?? [])) {
      const its = contractOf(service);
      const presets = Object.keys(preset).map((name) => (within ? `${within}.${name}` : name));
      for (const name of [...Object.keys(bind), ...first, ...presets])
        expect(typeAt(its, its.actions[action]?.request ?? '', name.replace(/\.\d+/g, '')), `${action} ${name}`);
    }
    for (const { bind } of own.flatMap((one) => one ?? []))
      for (const path of Object.values(bind)) expect(typeAt(contract, item, path) ?? typeAt(contract, request, path), path);
  }
  assert.deepEqual(unknown, []);
});

// The moves of a table of the cloud's: "{kRunning, T::kStop, kStopping}". Those from a state to itself are not drawn.
function movesOf(header: string, named: (state: string) => string): string[] {
  const text = readFileSync(join(import.meta.dirname, `../../src/region/${header}`), 'utf8');
  const rows = [...text.matchAll(/\{(?:\w+::)?k(\w+), (?:\w+::)+k\w+, (?:\w+::)?k(\w+)\}/g)];
  const states = new Map([...text.matchAll(/\{(?:\w+::)?k(\w+), "(\w+)", "/g)].reverse().map(([, state, name]) => [state, name!]));
  return [...new Set(rows.map(([, from, to]) => [states.get(from) ?? '', states.get(to) ?? '']).filter(([from, to]) => from !== to)
    .map(([from, to]) => `${named(from!)} → ${named(to!)}`))].sort();
}

test('the lives that are drawn are those of the cloud', () => {
  const database: Record<string, string> = { delivering: '0', running: '1', isolating: '4', isolated: '5', offline: '6' };
  const tables = [
    ['instances', movesOf('compute/instance_lifecycle.h', (state) => state)],
    ['databases', movesOf('database/database_lifecycle.h', (state) => database[state]!)],
    ['peering-connections', movesOf('network/peering_lifecycle.h', (state) => state)],
  ] as const;
  for (const [name, moves] of tables) {
    const drawn = kinds.find((kind) => kind.name === name)!.lifecycle!.moves.map(([from, , to]) => `${from} → ${to}`);
    assert.ok(moves.length > 3, name);
    assert.deepEqual([...new Set(drawn)].sort(), moves, name);
  }
  for (const { name, actions, states } of kinds)
    for (const { action, from = [] } of actions) for (const state of from) assert.ok(state in states!, `${name} ${action} ${state}`);
  for (const { name, lifecycle, states } of kinds)
    for (const [from, , to] of lifecycle?.moves ?? [])
      for (const state of [from, to]) assert.ok(lifecycle!.columns.flat().includes(state) && state in states!, `${name} ${state}`);
});

test('every kind is listed, found by name, and narrowed to what refers to something, without a refusal', async () => {
  const page = await console.signedIn();
  const refused: string[] = [];
  const visit = async (kind: Kind, selector = '', value = '') => {
    const answer = page.waitForResponse((response) =>
      response.request().headers()['x-tc-action'] === kind.list.action &&
      (response.request().postData() ?? '').includes(selector));
    await console.go(page, `#/r/${region}/${kind.name}${selector && `?${selector}=${value}`}`);
    const { Response: reply } = (await (await answer).json()) as { Response: { Error?: { Code: string; Message: string } } };
    if (reply.Error) refused.push(`${kind.name} ${selector}: ${reply.Error.Code}: ${reply.Error.Message}`);
  };
  for (const kind of kinds.filter(({ list }) => !list.needs)) {
    await visit(kind);
    if (kind.byTitle) await visit(kind, kind.byTitle, 'nothing');
    for (const { selector, kind: other } of kind.references)
      if (selector) await visit(kind, selector, exampleOf[other]);
  }
  assert.deepEqual(refused, []);
});

// IDs of the right form that nothing has.
const exampleOf: Record<string, string> = {
  vpcs: 'vpc-00000000', subnets: 'subnet-00000000', 'security-groups': 'sg-00000000', instances: 'ins-00000000',
  images: 'img-00000000', disks: 'disk-00000000', 'network-interfaces': 'eni-00000000',
  'placement-groups': 'ps-00000000', 'load-balancers': 'lb-00000000', projects: '0',
};

test('an instance is launched, stopped and terminated, and its life is seen without reloading', async () => {
  const page = await console.signedIn({ path: `#/r/${region}/instances` });
  const { ImageSet: [image] } = await console.cloud.call<{ ImageSet: { ImageId: string }[] }>('cvm', 'DescribeImages', {}, region);
  await page.getByRole('button', { name: 'Create instance' }).click();
  await page.locator('input[name=InstanceName]').fill('web');
  await page.locator('input[name="Placement.Zone"]').fill('ap-guangzhou-1');
  await page.locator('input[name=InstanceType]').fill('S5.SMALL2');
  await page.locator('input[name=ImageId]').fill(image!.ImageId);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.locator('.notice.bad, .field.wrong').first().waitFor(); // that zone is sold out
  await console.screenshot(page, 'create-instance-refused');
  await page.locator('input[name="Placement.Zone"]').fill('ap-guangzhou-2');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('cell', { name: 'RUNNING' }).waitFor();
  await console.screenshot(page, 'list-instances');
  await page.getByRole('link', { name: /^ins-/ }).click();
  await page.getByRole('heading', { name: 'web RUNNING' }).waitFor();
  await page.getByRole('link', { name: /^disk-/ }).first().waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'detail-instance');
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('heading', { name: 'web STOPPED' }).waitFor();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('There are none here.').waitFor();
});

test('every kind has a form for a new one, made from the contract', async () => {
  const page = await console.signedIn();
  for (const kind of kinds.filter(({ create, list }) => create && !list.needs)) {
    await console.go(page, `#/r/${region}/${kind.name}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.heading .button.primary').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('button[type=submit]').waitFor();
    assert.ok(await dialog.locator('input, select, textarea').count(), kind.name);
    if (kind.name === 'instances') await console.screenshot(page, 'create-instance');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
});
