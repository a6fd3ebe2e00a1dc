import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { consoleForTests } from './console.js';
import { runInstance } from './instances.js';

interface Bill {
  Amount: string;
  TotalCount: number;
  BillItemSet: { Region: string; Product: string; ResourceId: string; UseAmount: string; Amount: string }[];
}

const instances: string[] = [];
const console = consoleForTests(['--test-clock'], async (cloud) => {
  for (const [region, zone] of [['ap-guangzhou', 'ap-guangzhou-2'], ['ap-shanghai', 'ap-shanghai-1']] as const)
    instances.push(await runInstance(cloud, region, zone));
  await cloud.call('vpc', 'AllocateAddresses', { AddressCount: 1 }, 'ap-guangzhou');
  const { Clock: { Now: now } } = await cloud.call<{ Clock: { Now: string } }>('terrane', 'DescribeClock', {});
  const [year = 0, month = 0] = now.split('-').map(Number);
  const later = Date.UTC(year, month + 1, 5, 12); // the fifth of the month after the next
  await cloud.call('terrane', 'AdvanceClock', { Seconds: Math.round((later - Date.parse(now)) / 1000) });
});

const billOf = (parameters: object) => console.cloud.call<Bill>('terrane', 'DescribeBill', { Limit: 100, ...parameters });

// The month that the test clock passed through whole, and its days.
async function wholeMonth() {
  const { Clock: { Now: now } } = await console.cloud.call<{ Clock: { Now: string } }>('terrane', 'DescribeClock', {});
  const [year = 0, month = 0] = now.split('-').map(Number);
  const from = new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 10);
  const to = new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
  return { name: from.slice(0, 7), From: from, To: to, days: (Date.parse(to) - Date.parse(from)) / 86_400_000 };
}

test('a month is shown by product, region and resource, and day by day, as the API counts it', async () => {
  const { name, From, To, days } = await wholeMonth();
  const page = await console.signedIn();
  await page.getByRole('link', { name: 'Bill' }).click();
  await page.getByRole('row', { name: /^Cloud Virtual Machine cvm / }).waitFor(); // this month, by product
  await page.locator('select[name=Month]').selectOption(name);
  const whole = await billOf({ From, To, GroupBy: 'product' });
  await page.getByText(`In all: ${whole.Amount} CNY`).waitFor();
  for (const { Product: product, Amount: amount } of whole.BillItemSet)
    await page.getByRole('row', { name: new RegExp(` ${product} .*${amount}$`) }).waitFor();
  await page.locator('.bars rect').nth(days - 1).waitFor({ state: 'attached' });
  assert.equal(await page.locator('.bars rect').count(), days);
  await page.getByText('As a table').click();
  const second = await billOf({ From: `${name}-02`, To: `${name}-03`, GroupBy: 'region' });
  await page.getByRole('row', { name: `${name}-02 ${second.Amount}` }).waitFor();
  await page.getByText('As a table').click();
  await console.everyLook(page, 'bill');

  await page.locator('select[name=GroupBy]').selectOption('region');
  await page.getByRole('row', { name: /^East China .Shanghai. ap-shanghai / }).waitFor();
  await page.locator('select[name=GroupBy]').selectOption('resource');
  const line = (await billOf({ From, To })).BillItemSet.find(({ ResourceId: id }) => id === instances[0])!;
  await page.getByRole('row', { name: new RegExp(`^${line.ResourceId} .*cvm .*ap-guangzhou ${line.UseAmount} .*${line.Amount}$`) }).waitFor();
  await console.screenshot(page, 'bill-resources');
});

test('the file that is downloaded has every line of the bill, with the amounts of the API', async () => {
  const { name, From, To } = await wholeMonth();
  const page = await console.signedIn({ path: `#/bill?month=${name}&by=resource` });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).click()]);
  assert.equal(download.suggestedFilename(), `bill-${name}-resource.csv`);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  const { BillItemSet: items, TotalCount: count } = await billOf({ From, To });
  assert.equal(lines[0], 'Region,Product,ResourceId,UseAmount,PrepaidAmount,RefundAmount,Amount');
  assert.equal(lines.length, count + 1);
  for (const { Region, Product, ResourceId, UseAmount, Amount } of items)
    assert.ok(lines.some((line) => line.startsWith(`${Region},${Product},${ResourceId},${UseAmount},`) && line.endsWith(`,${Amount}`)), ResourceId);
});

test('an operator sees the bill of another account, which itself sees its own alone', async () => {
  const made = await console.cloud.call<{ Account: { Uin: number }; AccessKey: { SecretId: string; SecretKey: string } }>(
    'terrane', 'CreateAccount', { Name: 'shop' });
  const page = await console.signedIn({ path: '#/bill' });
  await page.locator('input[name=Uin]').fill(String(made.Account.Uin));
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText('Nothing was charged.').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await console.signIn(page, { secretId: made.AccessKey.SecretId, secretKey: made.AccessKey.SecretKey });
  await console.go(page, '#/bill?month=all');
  await page.getByText('In all: 0.000000 CNY').waitFor();
  assert.equal(await page.locator('input[name=Uin]').count(), 0);
});
