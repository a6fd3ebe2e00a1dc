import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleForTests } from './console.js';

const console = consoleForTests();
const region = 'ap-guangzhou';

interface Faults {
  FaultSet: { FaultId: string; Kind: string; Mode?: string; DelayMilliseconds?: number; WithoutPower?: boolean; Reason?: string }[];
}
const faults = async () => (await console.cloud.call<Faults>('terrane', 'DescribeFaults', {})).FaultSet;
const faultIds = async () => (await faults()).map((fault) => fault.FaultId);

// A balancer in front of a server in each of two zones.
async function makeShop() {
  const { cloud } = console;
  const { ImageSet: [image] } = await cloud.call<{ ImageSet: { ImageId: string }[] }>('cvm', 'DescribeImages', {}, region);
  const { VpcSet: [vpc] } = await cloud.call<{ VpcSet: { VpcId: string }[] }>('vpc', 'DescribeVpcs', {}, region);
  const servers: string[] = [];
  for (const zone of ['ap-guangzhou-2', 'ap-guangzhou-3']) {
    const { InstanceIdSet: [id] } = await cloud.call<{ InstanceIdSet: string[] }>('cvm', 'RunInstances',
      { Placement: { Zone: zone }, ImageId: image!.ImageId, InstanceType: 'S5.SMALL1', InstanceName: `web-${zone.at(-1)}` }, region);
    servers.push(id!);
  }
  const { LoadBalancerIds: [balancer] } = await cloud.call<{ LoadBalancerIds: string[] }>('clb', 'CreateLoadBalancer',
    { LoadBalancerType: 'OPEN', LoadBalancerName: 'shop', VpcId: vpc!.VpcId }, region);
  const { ListenerIds: [listener] } = await cloud.call<{ ListenerIds: string[] }>('clb', 'CreateListener', {
    LoadBalancerId: balancer, Ports: [80], Protocol: 'TCP', HealthCheck: { HealthSwitch: 1, IntervalTime: 2, TimeOut: 2, HealthNum: 2, UnHealthNum: 2 },
  }, region);
  await cloud.call('clb', 'RegisterTargets', {
    LoadBalancerId: balancer, ListenerId: listener, Targets: servers.map((id) => ({ InstanceId: id, Port: 80, Weight: 10 })),
  }, region);
}

test('a zone is struck after its impact was shown, health is seen to move, and it is healed', async () => {
  await makeShop();
  const page = await console.signedIn({ path: '#/faults' });
  await page.getByText('2 of 2 healthy').waitFor();
  await console.screenshot(page, 'faults-none');
  await page.getByRole('link', { name: 'Make Guangzhou Zone II fail…' }).click();
  const impact = page.getByRole('region', { name: 'What would happen' });
  await impact.getByText('If zone ap-guangzhou-2').waitFor();
  await impact.getByText('1 of 2 targets remain').waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'fault-impact');
  assert.deepEqual(await faultIds(), []);
  await page.locator('input[name=Reason]').fill('rehearsal');
  await page.getByRole('button', { name: 'Make it fail' }).click();

  const failing = page.getByRole('region', { name: 'What fails now' });
  await failing.getByRole('row', { name: /Power of a zone ap-guangzhou-2 .*rehearsal/ }).waitFor();
  assert.deepEqual(await faultIds(), ['zone-power/ap-guangzhou-2']);
  const zone = page.getByRole('region', { name: 'South China (Guangzhou) now' }).getByRole('row', { name: /Guangzhou Zone II\b/ });
  await zone.getByRole('cell', { name: '1' }).waitFor();
  await page.getByText('1 of 2 healthy').waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'faults-zone-power');
  await page.getByRole('button', { name: 'Heal zone-power/ap-guangzhou-2' }).click();
  await failing.getByText('Nothing fails.').waitFor();
  await page.getByText('2 of 2 healthy').waitFor();
  assert.deepEqual(await faultIds(), []);
  // From before it was struck, through another page, until it was healed.
  const marks = page.locator('.chart .marks li');
  await marks.filter({ hasText: 'healed: Power of a zone: ap-guangzhou-2' }).waitFor();
  assert.equal(await marks.filter({ hasText: /Power of a zone: ap-guangzhou-2/ }).count(), 2);
  await page.getByText('As a table').click();
  const running = await page.getByRole('region', { name: /the last two minutes/ }).locator('tbody td:nth-child(2)').allInnerTexts();
  assert.match(running.join(''), /^2+1+/);
  await console.screenshot(page, 'faults-healed');
});

// Each row of the table: what is filled in, and what must come of it.
const strikes: { kind: string; fill?: Record<string, string>; id: string; expect?: object }[] = [
  { kind: 'ZONE_NETWORK', fill: { Region: 'ap-beijing', Zone: 'ap-beijing-1' }, id: 'zone-network/ap-beijing-1' },
  { kind: 'ZONE_CONTROL_PLANE', fill: { Region: 'ap-beijing', Zone: 'ap-beijing-1', Mode: 'DELAY', DelayMilliseconds: '500' },
    id: 'zone-control-plane/ap-beijing-1', expect: { Mode: 'DELAY', DelayMilliseconds: 500 } },
  { kind: 'RACK_POWER', fill: { Region: 'ap-beijing', Zone: 'ap-beijing-1', Rack: '1' }, id: 'rack-power/ap-beijing-1/1' },
  { kind: 'HOST_POWER', fill: { Region: 'ap-beijing', Zone: 'ap-beijing-1', Host: '2' }, id: 'host-power/ap-beijing-1/2' },
  { kind: 'HOST_LAUNCH', fill: { Region: 'ap-beijing', Zone: 'ap-beijing-1', Rack: '2' }, id: 'host-launch/ap-beijing-1/rack-2' },
  { kind: 'REGION', fill: { Region: 'ap-shanghai', Mode: 'ERROR', WithoutPower: 'true' }, id: 'region/ap-shanghai', expect: { Mode: 'ERROR', WithoutPower: true } },
  { kind: 'LINK', fill: { Region: 'ap-guangzhou', OtherRegion: 'ap-beijing' }, id: 'link/ap-beijing/ap-guangzhou', expect: { Mode: 'CUT' } },
  { kind: 'PRODUCT', fill: { Region: 'ap-guangzhou', Product: 'clb', Mode: 'DATA_PLANE' }, id: 'product/ap-guangzhou/clb', expect: { Mode: 'DATA_PLANE' } },
  { kind: 'STORE', fill: { Region: 'account-plane', Mode: 'DELAY', DelayMilliseconds: '100' }, id: 'store/account-plane', expect: { DelayMilliseconds: 100 } },
  { kind: 'ACCOUNT_PLANE', id: 'account-plane' },
];

test('every kind of fault is set with the form, listed, and all are healed at once', async () => {
  const page = await console.signedIn();
  for (const { kind, fill = {}, id, expect = {} } of strikes) {
    await console.go(page, `#/faults/new?Kind=${kind}`);
    await page.locator(`select[name=Kind]`).waitFor();
    for (const [name, value] of Object.entries(fill)) {
      const input = page.locator(`[name=${name}]`);
      if (await input.evaluate((element) => element.tagName) === 'SELECT') await input.selectOption(value);
      else await input.fill(value);
    }
    await page.getByRole('button', { name: 'Make it fail' }).click();
    await page.getByRole('button', { name: `Heal ${id}` }).waitFor();
    const made = (await faults()).find((fault) => fault.FaultId === id);
    assert.deepEqual({ ...made, ...expect }, made, id);
  }
  await console.screenshot(page, 'faults-many');
  await page.getByRole('button', { name: 'Heal all…' }).click();
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.getByRole('listitem').count(), strikes.length);
  assert.equal((await faultIds()).length, strikes.length);
  await dialog.getByRole('button', { name: `Heal all ${strikes.length}` }).click();
  await page.getByText('Nothing fails.').waitFor();
  assert.deepEqual(await faultIds(), []);
});

test('the form offers the kinds of faults that the server knows, and no others', async () => {
  const page = await console.signedIn({ path: '#/faults/new' });
  await page.locator('select[name=Kind]').waitFor();
  const offered = await page.locator('select[name=Kind] option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  const refusal = await console.cloud.refusal('terrane', 'CreateFault', { Kind: 'NONE' });
  assert.deepEqual(offered.sort(), refusal.match(/[A-Z]+(_[A-Z]+)*(?=[,.\s])/g)!.filter((word) => word !== 'NONE').sort());
});

test('what the server refuses is said at the field it is about', async () => {
  const page = await console.signedIn({ path: '#/faults/new?Kind=LINK' });
  await page.locator('select[name=Mode]').selectOption('DELAY');
  await page.locator('input[name=DelayMilliseconds]').fill('0');
  await page.getByRole('button', { name: 'Make it fail' }).click();
  await page.locator('.field.wrong', { hasText: 'from 1 to 600000' }).locator('input[name=DelayMilliseconds]:focus').waitFor();
  assert.deepEqual(await faultIds(), []);
});

test('of a region that answers nothing, its pages say so, and the failures page heals it', async () => {
  console.expectUnanswered();
  await console.cloud.call('terrane', 'CreateFault', { Kind: 'REGION', Region: region });
  const page = await console.signedIn({ path: `#/r/${region}/vpcs` });
  await page.getByText('There was no answer').waitFor();
  await console.go(page, '#/faults');
  await page.getByText('its instances and balancers cannot be asked for').waitFor();
  await page.getByRole('button', { name: `Heal region/${region}` }).click();
  await page.getByRole('row', { name: 'Guangzhou Zone II' }).first().waitFor();
  await console.go(page, `#/r/${region}/vpcs`);
  await page.getByRole('link', { name: /^vpc-/ }).waitFor();
});

test('a zone is sold out and restocked', async () => {
  const page = await console.signedIn({ path: '#/faults' });
  const card = page.getByRole('region', { name: 'South China (Guangzhou)', exact: true });
  await card.getByRole('button', { name: 'Sell out: Guangzhou Zone II' }).last().click();
  await card.getByRole('button', { name: 'Restock: Guangzhou Zone II' }).last().click();
  await card.getByRole('button', { name: 'Sell out: Guangzhou Zone II' }).last().waitFor();
});

test('who is no operator sees neither the failures nor a way to them', async () => {
  const { AccessKey: key } = await console.cloud.call<{ AccessKey: { SecretId: string; SecretKey: string } }>('terrane', 'CreateAccount', { Name: 'shop' });
  const page = await console.page();
  await console.signIn(page, { secretId: key.SecretId, secretKey: key.SecretKey });
  const answered = page.waitForResponse((response) => response.request().headers()['x-tc-action'] === 'DescribeFaults');
  await page.getByRole('link', { name: 'Overview' }).waitFor();
  await answered;
  for (const path of ['#/faults', '#/faults/new', '#/drills', '#/audit']) {
    await console.go(page, path);
    await page.getByText('There is no such page.').waitFor();
  }
  assert.equal(await page.getByRole('link', { name: /Failures|Drills|Audit/ }).count(), 0);
});

test('on a phone, in the dark and in Chinese the failures can be read', async () => {
  await console.cloud.call('terrane', 'CreateFault', { Kind: 'ZONE_NETWORK', Zone: 'ap-guangzhou-3', Reason: '演练' });
  const phone = await console.signedIn({ path: '#/faults', viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'zh-CN' });
  await phone.getByText('可用区断网').first().waitFor();
  await phone.getByText('2 个中').waitFor();
  assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  await console.accessible(phone);
  await console.screenshot(phone, 'faults-phone-dark-zh');
  await console.go(phone, '#/faults/new?Kind=ZONE_POWER&Zone=ap-guangzhou-2&Region=ap-guangzhou');
  await phone.getByText('会中断').waitFor();
  await console.accessible(phone);
  await console.screenshot(phone, 'fault-impact-phone-dark-zh');
  await console.cloud.call('terrane', 'HealFaults', { All: true });
});
