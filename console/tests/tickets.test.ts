import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { consoleForTests } from './console.js';

let keys = { secretId: '', secretKey: '' };
const console = consoleForTests([], async (cloud) => {
  const { AccessKey: key } = await cloud.call<{ AccessKey: { SecretId: string; SecretKey: string } }>('terrane', 'CreateAccount', { Name: 'bank' });
  keys = { secretId: key.SecretId, secretKey: key.SecretKey };
});

// A page of the account that is no operator.
async function bank(path: string): Promise<Page> {
  const page = await console.page();
  await console.signIn(page, keys);
  await page.getByRole('navigation').waitFor();
  await console.go(page, path);
  return page;
}

async function apply(page: Page, zone: string) {
  await page.getByRole('button', { name: 'Apply for access' }).click();
  await page.locator('input[name=Zone]').fill(zone);
  await page.locator('input[name=Company]').fill('Bank of the Plate');
  await page.locator('input[name=License]').fill('B-42, banking authority');
  await page.locator('input[name=Contact]').fill('ops@bank.example');
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
}

test('an account applies, an operator rejects with a reason, and the account reads it in the history', async () => {
  const page = await bank('#/tickets');
  await page.getByText('Nobody has applied for access.').waitFor();
  await apply(page, 'ap-guangzhou-2');
  await page.locator('dialog .notice.bad, dialog .field.wrong').filter({ hasText: 'is open to every account' }).waitFor();
  await page.locator('input[name=Zone]').fill('ap-shanghai-fsi-1');
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
  const title = page.getByRole('heading', { level: 1 });
  await title.filter({ hasText: 'pending' }).waitFor();
  assert.deepEqual(await page.locator('.heading .button').allInnerTexts(), ['Withdraw']);

  const operator = await console.signedIn({ path: '#/tickets' });
  await operator.getByRole('link', { name: /^ticket-/ }).click();
  await operator.getByRole('button', { name: 'Reject' }).click();
  await operator.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
  await operator.locator('.field.wrong input[name=Reason]').waitFor(); // why must be said
  await operator.locator('input[name=Reason]').fill('The licence has expired.');
  await operator.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
  await operator.getByRole('heading', { level: 1 }).filter({ hasText: 'rejected' }).waitFor();
  await console.everyLook(operator, 'ticket');

  await title.filter({ hasText: 'rejected' }).waitFor();
  await page.getByRole('list', { name: 'History' }).getByText('The licence has expired.').waitFor();
  assert.equal(await page.locator('.heading .button').count(), 0);
});

test('an approved ticket lets the account in until it is revoked, and one that is withdrawn is closed', async () => {
  const page = await bank('#/tickets');
  await apply(page, 'ap-shenzhen-fsi-1');
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'pending' }).waitFor();
  const id = page.url().split('/').pop()!;
  const operator = await console.signedIn({ path: `#/tickets/${id}` });
  const press = async (who: Page, name: string) => {
    await who.getByRole('button', { name }).click();
    await who.locator('dialog input[name=Reason]').fill(`${name} it`);
    await who.getByRole('dialog').getByRole('button', { name }).click();
  };
  await press(operator, 'Approve');
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'approved' }).waitFor();
  await press(operator, 'Revoke');
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'revoked' }).waitFor();
  assert.deepEqual(await page.getByRole('list', { name: 'History' }).locator('.badge').allInnerTexts(), ['◐ pending', '● approved', '▲ revoked']);

  await console.go(page, '#/tickets');
  await apply(page, 'ap-shenzhen-fsi-1');
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'pending' }).waitFor();
  await press(page, 'Withdraw');
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'withdrawn' }).waitFor();
  await console.go(page, '#/tickets');
  await page.getByRole('row', { name: /withdrawn/ }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'tickets');
});
