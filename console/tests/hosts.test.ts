import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleForTests } from './console.js';
import { runInstance } from './instances.js';

const region = 'ap-guangzhou', zone = 'ap-guangzhou-2';
interface Host { Host: number; Rack: number; InstanceIds: string[] }
let instance = '', host: Host;
const console = consoleForTests([], async (cloud) => {
  instance = await runInstance(cloud, region, zone, { InstanceName: 'web' });
  host = (await hosts()).find(({ InstanceIds: ids }) => ids.includes(instance))!;
});

const hosts = async (more: object = {}) =>
  (await console.cloud.call<{ HostSet: Host[] }>('terrane', 'DescribeHosts', { Zone: zone, Limit: 100, ...more })).HostSet;
const fail = (fault: object) => console.cloud.call('terrane', 'CreateFault', { Zone: zone, ...fault });
const heal = () => console.cloud.call('terrane', 'HealFaults', { All: true });
const faultIds = async () => (await console.cloud.call<{ FaultSet: { FaultId: string }[] }>('terrane', 'DescribeFaults', {})).FaultSet.map((fault) => fault.FaultId);

test('a host that carries an instance is found in its zone, struck, seen to fail, and healed', async () => {
  const page = await console.signedIn({ path: '#/faults' });
  await page.getByRole('region', { name: 'South China (Guangzhou)', exact: true }).getByRole('link', { name: 'Guangzhou Zone II', exact: true }).click();
  const rack = page.getByRole('region', { name: `Rack ${host.Rack}`, exact: true });
  const box = rack.getByRole('button', { name: new RegExp(`^Host ${host.Host}, instances: 1,`) });
  await box.click();
  const detail = page.getByRole('region', { name: `Host ${host.Host}`, exact: true });
  await detail.getByRole('link', { name: 'web' }).waitFor();
  await console.everyLook(page, 'hosts');
  await box.click();
  await detail.getByRole('link', { name: `Make Host ${host.Host} fail…` }).click();
  assert.equal(await page.locator('select[name=Rack]').inputValue(), String(host.Rack));
  assert.equal(await page.locator('select[name=Host]').inputValue(), String(host.Host));
  await page.locator('.hint', { hasText: 'instances: 1' }).last().waitFor();
  await page.getByRole('button', { name: 'Make it fail' }).click();
  await page.getByRole('link', { name: `${zone}, host ${host.Host}` }).click();
  await rack.getByRole('button', { name: new RegExp(`^Host ${host.Host}, .*host ${host.Host} without power`) }).click();
  assert.deepEqual(await faultIds(), [`host-power/${zone}/${host.Host}`]);
  await detail.getByRole('button', { name: `Heal host-power/${zone}/${host.Host}` }).click();
  await page.getByRole('button', { name: new RegExp(`^Host ${host.Host}, .*without power`) }).waitFor({ state: 'detached' });
  assert.deepEqual(await faultIds(), []);
});

test('the form offers the racks of the zone and the hosts of the rack, as the server counts them', async () => {
  const page = await console.signedIn({ path: `#/faults/new?Kind=HOST_LAUNCH&Region=${region}&Zone=${zone}` });
  const values = (name: string) => page.locator(`select[name=${name}] option`).evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  await page.locator('select[name=Rack]').waitFor();
  const { TotalCount: all } = await console.cloud.call<{ TotalCount: number }>('terrane', 'DescribeHosts', { Zone: zone });
  const ofSecond = (await hosts({ Rack: 2 })).map((one) => String(one.Host));
  assert.deepEqual(await values('Rack'), ['', ...Array.from({ length: all / ofSecond.length }, (_, rack) => String(rack + 1))]);
  assert.equal(await page.locator('[name=Host]').count(), 0); // of the whole zone, until a rack is chosen
  await page.locator('select[name=Rack]').selectOption('2');
  await page.locator('select[name=Host]').waitFor();
  assert.deepEqual(await values('Host'), ['', ...ofSecond]);
  await page.locator('select[name=Host]').selectOption(ofSecond[3]!);
  await page.locator('select[name=Rack]').selectOption('3'); // no host of another rack stays chosen
  assert.equal(await page.locator('select[name=Host]').inputValue(), '');
});

test('what fails on racks and hosts is said in words on the overview, of many by their number, in both languages', async () => {
  await fail({ Kind: 'RACK_POWER', Rack: 2 });
  for (const one of [1, 3]) await fail({ Kind: 'HOST_POWER', Host: one });
  await fail({ Kind: 'HOST_LAUNCH', Rack: 4 });
  const page = await console.signedIn({ path: '#/overview' });
  const card = page.getByRole('region', { name: /Guangzhou|广州/ });
  for (const text of ['rack 2 without power', '2 hosts without power', 'no launches on rack 4']) await card.getByText(text).waitFor();
  await page.getByRole('button', { name: '中文' }).click();
  for (const text of ['机架 2 断电', '2 台宿主机断电', '机架 4 无法创建实例']) await card.getByText(text).waitFor();
  await heal();
});

test('what the loss of a host or a rack would take down is told before it is struck', async () => {
  const page = await console.signedIn({ path: '#/faults' });
  const forecast = page.getByRole('region', { name: 'What would happen' });
  const ask = async (target: string) => {
    await console.go(page, '#/faults');
    await console.go(page, `#/faults/new?Region=${region}&Zone=${zone}&${target}`);
  };
  for (const target of [`Kind=HOST_POWER&Rack=${host.Rack}&Host=${host.Host}`, `Kind=RACK_POWER&Rack=${host.Rack}`]) {
    await ask(target);
    await forecast.getByText(/lost its power, .*1 resource would be down/).waitFor();
    await forecast.getByText('Resources down (1)').click();
    await forecast.getByText(instance).waitFor();
  }
  await ask(`Kind=HOST_POWER&Rack=2&Host=${(await hosts({ Rack: 2 }))[0]!.Host}`);
  await forecast.getByText(/lost its power, nothing would stop/).waitFor();
  assert.equal(await forecast.getByText(/^Resources down/).count(), 1); // the figure alone, no list
});

test('with the keyboard alone, arrow keys lead from host to host of a rack, and Enter opens one', async () => {
  const page = await console.signedIn({ path: `#/faults/${zone}` });
  const hostsOfRack = page.getByRole('toolbar', { name: 'Hosts of Rack 1' }).getByRole('button');
  await hostsOfRack.first().focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Enter']) await page.keyboard.press(key);
  await page.getByRole('region', { name: 'Host 2', exact: true }).waitFor();
  await page.keyboard.press('Tab'); // out of the rack, to what can be done to the host
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Make Host 2 fail…');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Make something fail' }).waitFor();
  await page.keyboard.press('Tab'); // from the top of the new page, not of the navigation
  assert.equal(await page.evaluate(() => document.activeElement?.closest('main') !== null && document.activeElement?.textContent), 'Failures');
});
