import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleForTests } from './console.js';

const console = consoleForTests();

test('the region that is closest to the clients comes first, with the runner-up and what it lacks', async () => {
  const page = await console.signedIn();
  await page.getByRole('link', { name: 'Region chooser' }).click();
  const place = (index: number) => page.locator(`input[name="Places.${index}"]`);
  await place(0).fill('Toronto, CA');
  const ranking = page.getByRole('list', { name: 'Regions, closest first' }).locator('> li');
  await ranking.first().filter({ hasText: 'na-toronto' }).filter({ hasText: /closest/ }).waitFor();
  await ranking.nth(1).filter({ hasText: 'runner-up' }).waitFor();
  await page.getByText('What the region must offer').click();
  await page.getByLabel('Cloud Memcached').check();
  await ranking.first().getByText('It does not offer Cloud Memcached.').waitFor();
  await ranking.nth(1).filter({ hasText: 'closest without a warning' }).waitFor();

  await page.getByRole('button', { name: 'Add a place' }).click();
  await place(1).fill('1.35,103.82');
  await page.locator('input[name="Places.1.Weight"]').fill('9');
  await ranking.first().filter({ hasText: 'ap-singapore' }).waitFor();
  await ranking.first().getByText(/Toronto, CA: 15,009 km · 1.35,103.82: \d+ km/).waitFor();
  assert.equal(await page.locator('.map .client').count(), 2);
  await console.everyLook(page, 'nearest');
  await page.reload();
  await ranking.first().filter({ hasText: 'ap-singapore' }).waitFor();
  assert.equal(await page.getByLabel('Cloud Memcached').isChecked(), true);
});

test('a place that is pointed at on the map counts, and a city that is not known is refused at its field', async () => {
  const page = await console.signedIn({ path: '#/nearest?places=Tokio,%20ZZ' });
  await page.locator('.field.wrong', { hasText: 'There is no city' }).locator('input[name="Places.0"]').waitFor();
  await console.screenshot(page, 'nearest-refused');
  await page.locator('input[name="Places.0"]').fill('');
  await page.locator('.map').click();
  const typed = await page.locator('input[name="Places.0"]').inputValue();
  assert.match(typed, /^-?\d+(\.\d)?,-?\d+(\.\d)?$/);
  await page.getByText(`from ${typed}`).first().waitFor();
});
