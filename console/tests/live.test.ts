import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { consoleForTests } from './console.js';

const console = consoleForTests();
const region = 'ap-guangzhou';
const create = (name: string) => console.cloud.call('vpc', 'CreateVpc', { VpcName: name, CidrBlock: '10.0.0.0/16' }, region);

// The actions that a page calls from now on.
function callsOf(page: Page): string[] {
  const actions: string[] = [];
  page.on('request', (request) => {
    const action = request.headers()['x-tc-action'];
    if (action) actions.push(action);
  });
  return actions;
}

async function show(page: Page, state: 'visible' | 'hidden') {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

// Both of the page's channels wait for what happens next.
async function settled(page: Page) {
  let waiting = 0;
  await page.waitForRequest((request) => (request.postData() ?? '').includes('WaitMilliseconds') && ++waiting === 2);
}

test('what another client creates or changes appears within two seconds, without reloading', async () => {
  const page = await console.signedIn({ path: `#/r/${region}/vpcs` });
  await settled(page);
  for (const name of ['first', 'second', 'third']) {
    await create(name);
    const done = performance.now();
    await page.getByRole('cell', { name, exact: true }).waitFor();
    assert.ok(performance.now() - done < 2000, `${name} took ${performance.now() - done} ms`);
  }
});

test('a page on which nothing happens makes few calls', async () => {
  const page = await console.signedIn({ path: `#/r/${region}/vpcs` });
  await settled(page);
  await page.getByRole('cell', { name: 'third', exact: true }).waitFor();
  const calls = callsOf(page);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  assert.deepEqual(calls, []);
});

test('a tab that nobody sees asks nothing, and catches up when it is seen', async () => {
  const page = await console.signedIn({ path: `#/r/${region}/vpcs` });
  await settled(page);
  const ended = page.waitForEvent('requestfailed', (request) => request.headers()['x-tc-action'] === 'DescribeEvents');
  await show(page, 'hidden');
  await ended;
  const calls = callsOf(page);
  await create('meanwhile');
  assert.deepEqual(calls, []);
  assert.equal(await page.getByRole('cell', { name: 'meanwhile', exact: true }).count(), 0);
  await show(page, 'visible');
  await page.getByRole('cell', { name: 'meanwhile', exact: true }).waitFor();
});

// The cloud as a whole is looked at every few seconds with DescribeStatus alone. Here that is held up
// until the faults are asked for, which is done only once something is known to have happened.
test('what fails in the chosen region is on the overview when its event arrives, not when all is looked at next', async () => {
  const page = await console.signedIn({ path: '#/overview' });
  const card = page.getByRole('region', { name: 'South China (Guangzhou)' });
  await card.waitFor();
  await page.waitForRequest((request) => request.headers()['x-tc-region'] === region && (request.postData() ?? '').includes('WaitMilliseconds'));
  let told = () => {};
  const isTold = new Promise<void>((resolve) => (told = resolve));
  await page.route('**/', async (route) => {
    const action = route.request().headers()['x-tc-action'];
    if (action === 'DescribeFaults') told();
    if (action === 'DescribeStatus') await isTold;
    await route.continue();
  });
  await console.cloud.call('terrane', 'CreateFault', { Kind: 'ZONE_NETWORK', Zone: `${region}-2` });
  await card.getByText('no network').waitFor();
  await console.cloud.call('terrane', 'HealFaults', { All: true });
});
