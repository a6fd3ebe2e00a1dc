import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleForTests } from './console.js';
import { home, openShop, type Shop } from './shop.js';

let shop: Shop;
const console = consoleForTests([], async (cloud) => void (shop = await openShop(cloud)));

test('on a phone, the shell, lists, details and forms fit, and all of a row can be read', async () => {
  const page = await console.signedIn({ viewport: { width: 390, height: 844 } });
  const fits = async (name: string) => {
    const wide = await page.evaluate(() => [document.documentElement, document.querySelector('main')!].map((one) => one.scrollWidth - one.clientWidth));
    assert.deepEqual(wide.map((pixels) => pixels > 0), [false, false], `${name}: ${wide} pixels too wide`);
    await console.accessible(page);
    await console.screenshot(page, `phone-${name}`);
  };
  await page.getByRole('region', { name: 'South China (Guangzhou)' }).waitFor();
  await fits('overview');
  const header = await page.locator('header').boundingBox();
  assert.ok(header!.height < 60, `the header is ${header!.height} pixels high`);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Instances', exact: true }).waitFor();
  await fits('menu');
  await page.getByRole('link', { name: 'Instances', exact: true }).click();
  const row = page.getByRole('row', { name: /web-a/ });
  await row.waitFor();
  await fits('list');
  for (const name of [/web-a/, /RUNNING/, /10\.1\.2\.2/]) {
    const box = await row.getByRole('cell', { name }).boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 390, `${name} lies outside`);
  }
  await page.getByRole('button', { name: 'Create instance' }).click();
  await page.getByRole('dialog').locator('button[type=submit]').waitFor();
  await fits('form');
  await page.keyboard.press('Escape');
  for (const [name, path] of [['detail', `instances/${shop.webA}`], ['parts', `listeners/${shop.balancer}:${shop.listener}`]] as const) {
    await console.go(page, `#/r/${home}/${path}`);
    await page.getByRole('heading', { level: 1, name: /web/ }).waitFor();
    await page.getByRole('heading', { name: 'Used by' }).waitFor();
    await fits(name);
  }
});
