import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleForTests } from './console.js';
import { away, home, openShop, type Shop } from './shop.js';

let shop: Shop;
const console = consoleForTests([], async (cloud) => void (shop = await openShop(cloud)));

const path = `#/r/${home}/topology`;
const fail = (fault: object) => console.cloud.call('terrane', 'CreateFault', fault);
const heal = () => console.cloud.call('terrane', 'HealFaults', { All: true });

test('the topology shows each thing in its subnet, each subnet in its zone, and leads to it', async () => {
  const page = await console.signedIn({ path });
  const vpc = page.getByRole('region', { name: 'VPC shop' });
  const zone = (name: string) => vpc.getByRole('group', { name: `Guangzhou Zone ${name}`, exact: true });
  await zone('II').getByRole('group', { name: /front-2/ }).getByRole('link', { name: 'web-a' }).waitFor();
  await zone('III').getByRole('group', { name: /front-3/ }).getByRole('link', { name: 'web-b' }).waitFor();
  await zone('III').getByText('stopped').waitFor();
  await zone('III').getByRole('group', { name: /data-3/ }).getByRole('link', { name: 'orders' }).waitFor();
  await zone('III').getByRole('link', { name: 'sessions' }).waitFor();
  await vpc.getByText('2 of 2 targets healthy').waitFor();
  await page.getByText('Nothing of yours is impaired.').waitFor();
  await page.getByRole('region', { name: 'Disks attached to nothing' }).getByRole('link', { name: 'spare' }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'topology');
  for (const [name, id] of [['web-a', shop.webA], ['front', shop.balancer], ['orders', shop.database], ['to-ledger', shop.peering]] as const) {
    await vpc.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    assert.ok(page.url().endsWith(`/${id}`), page.url());
    await page.goBack();
    await vpc.waitFor();
  }
  await vpc.getByRole('link', { name: shop.ledger }).click();
  await page.getByRole('heading', { name: 'ledger' }).waitFor();
  assert.ok(page.url().includes(`/r/${away}/`), page.url());
});

test('a zone that fails is seen on what is in it, on the balancer, and nowhere else', async () => {
  const page = await console.signedIn({ path });
  const vpc = page.getByRole('region', { name: 'VPC shop' });
  const zone = vpc.getByRole('group', { name: 'Guangzhou Zone II', exact: true });
  await zone.waitFor();
  await fail({ Kind: 'ZONE_POWER', Zone: `${home}-2` });
  await zone.locator('h3', { hasText: 'no power' }).waitFor();
  await zone.locator('.thing.bad', { hasText: 'web-a' }).getByText('no power').waitFor();
  await vpc.getByText('unhealthy targets: 1').waitFor();
  await page.locator('.findings').getByRole('link', { name: 'web-a' }).waitFor();
  assert.equal(await vpc.getByRole('group', { name: 'Guangzhou Zone III' }).locator('.bad').count(), 0);
  await fail({ Kind: 'ZONE_CONTROL_PLANE', Zone: `${home}-3` });
  await vpc.locator('.zone.hampered h3', { hasText: 'no control plane' }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'topology-zone-power');
  await heal();
  await page.getByText('Nothing of yours is impaired.').waitFor();
  await fail({ Kind: 'ZONE_NETWORK', Zone: `${home}-3` });
  await vpc.locator('.thing.bad', { hasText: 'orders' }).getByText('cut off').waitFor();
  await heal();
});

test('a link that is cut or slow is seen on the peering connection that needs it', async () => {
  const page = await console.signedIn({ path });
  const peering = page.locator('.thing', { hasText: 'to-ledger' });
  await fail({ Kind: 'LINK', Region: home, OtherRegion: away });
  await peering.getByText('link cut').waitFor();
  await fail({ Kind: 'LINK', Region: home, OtherRegion: away, Mode: 'DELAY', DelayMilliseconds: 250 });
  await peering.getByText('link slow (250 ms)').waitFor();
  await heal();
  await peering.getByText('ACTIVE').waitFor();
});

test('a region that does not answer is said to be down, once, and nothing in it to be well', async () => {
  const page = await console.signedIn({ path });
  await page.getByText('Nothing of yours is impaired.').waitFor();
  console.expectUnanswered();
  await fail({ Kind: 'REGION', Region: home });
  await page.locator('.findings').getByText('region down').waitFor();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByRole('alert').count(), 1);
  assert.equal(await page.getByText('Nothing of yours is impaired.').count(), 0);
  await console.screenshot(page, 'topology-region-down');
  await heal();
  await page.getByRole('group', { name: /front-2/ }).waitFor();
  await page.getByText('Nothing of yours is impaired.').waitFor();
});

test('on a phone and in the dark, the boxes lie below one another', async () => {
  const page = await console.signedIn({ path, viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'zh-CN' });
  await page.locator('.thing').getByRole('link', { name: 'web-a' }).waitFor();
  const width = await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
  assert.ok(width <= 0, `${width} pixels too wide`);
  await console.accessible(page);
  await console.screenshot(page, 'topology-phone-dark-zh');
});
