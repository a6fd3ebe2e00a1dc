import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { consoleForTests } from './console.js';

const console = consoleForTests();
const region = 'ap-guangzhou';

async function vpcNames() {
  const { VpcSet: vpcs } = await console.cloud.call<{ VpcSet: { VpcName: string }[] }>('vpc', 'DescribeVpcs', {}, region);
  return vpcs.map((vpc) => vpc.VpcName).sort();
}

test('a wrong key is answered with the words of the server', async () => {
  const page = await console.page();
  await console.signIn(page, { ...console.cloud.keys(), secretKey: 'wrong' });
  const alert = page.getByRole('alert');
  await alert.getByText('AuthFailure.SignatureFailure').waitFor();
  assert.match(await alert.innerText(), /signature/i);
  await console.accessible(page);
  await console.screenshot(page, 'sign-in-refused');
});

test('signing in and out leaves no key in the tab', async () => {
  const page = await console.signedIn();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await page.evaluate(() => JSON.stringify(sessionStorage) + JSON.stringify(localStorage)).then(
    (kept) => kept.includes(console.cloud.keys().secretKey)), false);
});

test('the overview shows every region and zone, in English and in Chinese', async () => {
  const page = await console.signedIn();
  const { RegionSet: regions } = await console.cloud.call<{ RegionSet: { RegionName: string; ZoneSet: { ZoneName: string }[] }[] }>('terrane', 'DescribeStatus', {});
  for (const { RegionName: name, ZoneSet: zones } of regions) {
    const card = page.getByRole('region', { name, exact: true });
    for (const { ZoneName: zone } of zones) await card.getByRole('rowheader', { name: zone, exact: true }).waitFor();
  }
  await page.getByText('sold out').first().waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'overview-en');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '地域与可用区' }).waitFor();
  await page.getByRole('region', { name: '华南地区(广州)', exact: true }).waitFor();
  await page.getByText('售罄').first().waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'overview-zh');
  await page.reload();
  await page.getByRole('heading', { name: '地域与可用区' }).waitFor();
});

test('a browser that prefers Chinese is spoken to in Chinese, a dark one is dark', async () => {
  const page = await console.page({ locale: 'zh-CN', colorScheme: 'dark' });
  await page.getByRole('heading', { name: '登录' }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'sign-in-dark-zh');
});

test('faults and links that are cut or slow show by themselves on the overview', async () => {
  const page = await console.signedIn();
  const card = page.getByRole('region', { name: 'South China (Guangzhou)' });
  await card.getByText('available').waitFor();
  await console.cloud.call('terrane', 'CreateFault', { Kind: 'ZONE_POWER', Zone: 'ap-guangzhou-2' });
  await card.getByRole('row', { name: /Zone II / }).getByText('no power').waitFor();
  await page.getByRole('link', { name: 'South China (Guangzhou): faulty' }).waitFor();
  await console.cloud.call('terrane', 'CreateFault', { Kind: 'LINK', Region: 'ap-guangzhou', OtherRegion: 'ap-shanghai' });
  await console.cloud.call('terrane', 'CreateFault', { Kind: 'LINK', Region: 'ap-guangzhou', OtherRegion: 'na-toronto', Mode: 'DELAY', DelayMilliseconds: 250 });
  await card.getByText('link cut: East China (Shanghai)').waitFor();
  await page.locator('.map').getByText('link slow (250 ms)').waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'overview-fault');
  await console.cloud.call('terrane', 'HealFaults', { All: true });
  await card.getByText('no power').waitFor({ state: 'detached' });
});

test('a region that an operator adds shows by itself, and no name on the map lies over another', async () => {
  const page = await console.signedIn();
  await page.getByRole('region', { name: 'South China (Guangzhou)' }).waitFor();
  await console.cloud.call('terrane', 'CreateRegion', {
    Region: 'eu-lisbon', Name: 'Europe (Lisbon)', Territory: 'abroad', Latitude: 38.7, Longitude: -9.1,
    Zones: [{ Zone: 'eu-lisbon-1', Name: 'Lisbon Zone 1' }],
  });
  await page.getByRole('region', { name: 'Europe (Lisbon)' }).getByText('Lisbon Zone 1').waitFor();
  assert.equal(await page.locator('.place rect').count(), 9);
  await nothingOverlaps(page, '.place rect');
});

async function nothingOverlaps(page: Page, selector: string) {
  const boxes = await page.locator(selector).evaluateAll((rects) => rects.map((rect) => rect.getBoundingClientRect().toJSON() as DOMRect));
  for (const a of boxes)
    for (const b of boxes)
      assert.ok(a === b || a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top, JSON.stringify([a, b]));
}

test('with many links cut and slow, no label of the map lies over another or over a name, in either language', async () => {
  const near = ['ap-guangzhou', 'ap-shenzhen-fsi', 'ap-shanghai', 'ap-hongkong', 'ap-singapore'];
  const pairs = near.flatMap((one, index) => near.slice(index + 1).map((other) => [one, other] as const));
  await Promise.all(pairs.map(([one, other], index) => console.cloud.call('terrane', 'CreateFault',
    { Kind: 'LINK', Region: one, OtherRegion: other, ...(index % 3 ? {} : { Mode: 'DELAY', DelayMilliseconds: 250 }) })));
  const page = await console.signedIn({ viewport: { width: 390, height: 844 } });
  await page.locator('.tag').nth(pairs.length - 1).waitFor();
  await nothingOverlaps(page, '.place rect, .tag rect');
  await page.getByRole('button', { name: '中文' }).click();
  await page.locator('.tag', { hasText: '链路中断' }).nth(1).waitFor();
  assert.equal(await page.locator('.tag').count(), pairs.length);
  await nothingOverlaps(page, '.place rect, .tag rect');
  await console.cloud.call('terrane', 'HealFaults', { All: true });
});

test('a VPC is created, renamed and deleted with the keyboard alone', async () => {
  const page = await console.signedIn({ path: `#/r/${region}/vpcs` });
  const press = async (role: 'button' | 'link', name: string | RegExp) => {
    const target = page.getByRole(role, { name });
    await target.waitFor();
    for (let presses = 0; presses < 80; ++presses) {
      if (await target.evaluate((element) => element === document.activeElement)) return page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not lead to ${name}`);
  };
  const focused = (path: string) => page.locator(`:focus[name="${path}"]`).waitFor();

  await page.getByRole('link', { name: /^vpc-/ }).waitFor(); // the default one
  await press('button', 'Create VPC');
  await focused('VpcName');
  await page.keyboard.type('shop');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('10.0.0.0/8');
  await page.keyboard.press('Enter');
  await page.locator('.field.wrong', { hasText: 'mask of 12 to 28 bits' }).locator('input[name=CidrBlock]:focus').waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'create-refused');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('10.1.0.0/16');
  await page.keyboard.press('Enter');

  await page.getByRole('cell', { name: 'shop', exact: true }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'list-vpcs');
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('shop');
  await page.getByText('1 in all').waitFor();
  await press('link', /^vpc-/);
  await page.getByRole('heading', { name: 'shop' }).waitFor();
  await page.getByRole('link', { name: 'Route tables (1)' }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'detail-vpc');
  await press('button', 'Change');
  await focused('VpcName');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('shop-2');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'shop-2' }).waitFor();
  assert.deepEqual(await vpcNames(), ['Default-VPC', 'shop-2']);
  await press('button', 'Delete');
  await page.getByText('This cannot be undone.').waitFor();
  await console.accessible(page);
  await page.keyboard.press('Enter');
  await page.getByText('1 in all').waitFor();
  assert.deepEqual(await vpcNames(), ['Default-VPC']);
});

test('the first paint takes less than 200 kB from the network', async () => {
  const page = await console.page();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  let transferred = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (transferred += encodedDataLength));
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.ok(transferred > 1000 && transferred < 200_000, `${transferred} bytes`);
});
