// What operators alone do: named states, what regions offer, the clock.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleForTests } from './console.js';

let keys = { secretId: '', secretKey: '' };
const console = consoleForTests(['--test-clock'], async (cloud) => {
  const { AccessKey: key } = await cloud.call<{ AccessKey: { SecretId: string; SecretKey: string } }>('terrane', 'CreateAccount', { Name: 'shop' });
  keys = { secretId: key.SecretId, secretKey: key.SecretKey };
});
const region = 'ap-guangzhou';

const vpcNames = async () => (await console.cloud.call<{ VpcSet: { VpcName: string }[] }>('vpc', 'DescribeVpcs', {}, region))
  .VpcSet.map(({ VpcName: name }) => name);

test('a state is saved, compared with what is now, loaded after a warning, and deleted', async () => {
  await console.cloud.call('vpc', 'CreateVpc', { VpcName: 'before', CidrBlock: '10.0.0.0/16' }, region);
  const page = await console.signedIn();
  await page.getByRole('link', { name: 'Named states' }).click();
  await page.getByText('No state has been saved.').waitFor();
  await page.getByRole('button', { name: 'Save the state' }).click();
  await page.locator('input[name=Name]').fill('no blanks');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.locator('.field.wrong', { hasText: 'letters, digits, dots' }).locator('input[name=Name]').waitFor();
  await page.locator('input[name=Name]').fill('monday');
  await page.locator('input[name=Comment]').fill('before the rehearsal');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /monday before the rehearsal/ }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'states');

  await page.getByRole('link', { name: 'monday' }).click();
  await page.getByText('Nothing has changed since.').waitFor();
  const { Vpc: made } = await console.cloud.call<{ Vpc: { VpcId: string } }>('vpc', 'CreateVpc', { VpcName: 'after', CidrBlock: '10.1.0.0/16' }, region);
  await page.getByRole('row', { name: `added ${region} vpc ${made.VpcId}` }).waitFor();
  await console.everyLook(page, 'state');
  await page.getByRole('button', { name: 'Load' }).click();
  await page.getByText('What has changed since is lost').waitFor();
  assert.ok((await vpcNames()).includes('after')); // not before it is confirmed
  await page.getByRole('dialog').getByRole('button', { name: 'Load' }).click();
  await page.getByText('Nothing has changed since.').waitFor();
  assert.deepEqual((await vpcNames()).filter((name) => name === 'before' || name === 'after'), ['before']);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No state has been saved.').waitFor();
});

test('an operator takes a product from a region and offers it again, in the matrix', async () => {
  const page = await console.signedIn();
  await page.getByRole('link', { name: 'Products' }).click();
  const offered = async () => (await console.cloud.call<{ ProductAvailabilitySet: { Available: boolean }[] }>(
    'terrane', 'DescribeProductAvailability', { Products: ['cbs'], Regions: ['ap-beijing'] })).ProductAvailabilitySet[0]!.Available;
  await page.getByRole('button', { name: 'offered: Take Cloud Block Storage from North China (Beijing)', exact: true }).click();
  await page.getByText('What exists goes on.').waitFor();
  assert.equal(await offered(), true);
  await page.getByRole('dialog').getByRole('button', { name: /^Take/ }).click();
  const cell = page.getByRole('button', { name: 'not offered: Offer Cloud Block Storage in North China (Beijing)' });
  await cell.waitFor();
  assert.equal(await offered(), false);
  await console.everyLook(page, 'products');
  await cell.click();
  await page.getByRole('dialog').getByRole('button', { name: /^Offer/ }).click();
  await cell.waitFor({ state: 'detached' });
  assert.equal(await offered(), true);
});

test('who is no operator sees what regions offer and changes nothing, and has no clock nor states', async () => {
  const page = await console.page();
  await console.signIn(page, keys);
  await page.getByRole('navigation').waitFor();
  await console.go(page, '#/products');
  await page.getByRole('row', { name: /^Cloud Virtual Machine/ }).waitFor();
  assert.equal(await page.locator('.matrix button').count(), 0);
  for (const path of ['#/states', '#/clock']) {
    await console.go(page, path);
    await page.getByText('There is no such page.').waitFor();
  }
});

test('the clock is advanced after it was asked again, and the console goes on in the new time', async () => {
  const page = await console.signedIn({ path: '#/clock' });
  await page.locator('input[name=Seconds]').fill('0');
  await page.getByRole('button', { name: 'Advance' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Advance' }).click();
  await page.getByRole('alert').getByText('Seconds is 0').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('input[name=Seconds]').fill('31');
  await page.getByRole('button', { name: 'Advance' }).click();
  await page.getByText('A clock does not go back.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Advance' }).click();
  await page.getByText(/^31 d 0 h 0 min/).waitFor();
  const { Clock: { AheadSeconds: ahead } } = await console.cloud.call<{ Clock: { AheadSeconds: number } }>('terrane', 'DescribeClock', {});
  assert.equal(ahead, 31 * 86_400);
  await console.everyLook(page, 'clock');
});
