import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleForTests } from './console.js';

const console = consoleForTests();
const region = 'ap-guangzhou';

test('the trail tells who did what, is narrowed by the server, and says the parameters of an operation', async () => {
  await console.cloud.call('terrane', 'CreateFault', { Kind: 'ZONE_NETWORK', Zone: 'ap-guangzhou-2', Reason: 'rehearsal' });
  await console.cloud.call('terrane', 'HealFaults', { All: true });
  await console.cloud.refusal('vpc', 'DeleteVpc', { VpcId: 'vpc-00000000' }, region);
  const page = await console.signedIn({ path: '#/audit' });
  await page.getByRole('row', { name: /vpc DeleteVpc .*ResourceNotFound.* ap-guangzhou/ }).waitFor();
  assert.equal(await page.getByRole('row', { name: /DescribeAuditRecords/ }).count(), 0);
  await console.accessible(page);
  await console.screenshot(page, 'audit');
  await page.getByRole('checkbox', { name: 'With reads' }).check();
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('row', { name: /terrane DescribeAuditRecords/ }).first().waitFor();
  await page.locator('input[name=Action]').fill('CreateFault');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /DeleteVpc/ }).waitFor({ state: 'detached' });
  const row = page.getByRole('row', { name: /terrane CreateFault .*accepted/ });
  await row.getByRole('button', { name: /^Details/ }).click();
  await page.getByRole('dialog').getByText('"Reason": "rehearsal"').waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'audit-detail');
  await page.keyboard.press('Escape');
  await page.locator('input[name=Since]').fill('yesterday');
  await page.keyboard.press('Enter');
  await page.locator('.field.wrong', { hasText: 'must be a time' }).locator('input[name=Since]').waitFor();
});

test('older records follow page by page, each once, and new ones come by themselves', async () => {
  const { VpcSet: [vpc] } = await console.cloud.call<{ VpcSet: { VpcId: string }[] }>('vpc', 'DescribeVpcs', {}, region);
  const rename = (name: string) => console.cloud.call('vpc', 'ModifyVpcAttribute', { VpcId: vpc!.VpcId, VpcName: name }, region);
  const made = 120;
  await Promise.all(Array.from({ length: 4 }, async (_, worker) => {
    for (let at = worker; at < made; at += 4) await rename(`name-${at}`);
  }));
  const page = await console.signedIn({ path: '#/audit?Action=ModifyVpcAttribute' });
  const rows = page.locator('tbody tr');
  const counted = (count: number) => page.waitForFunction((wanted) => document.querySelectorAll('tbody tr').length === wanted, count);
  await counted(50);
  await page.getByRole('button', { name: 'Older ones' }).click();
  await counted(100);
  await page.getByRole('button', { name: 'Older ones' }).click();
  await counted(made);
  const ids = await rows.getByRole('button').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  assert.equal(new Set(ids).size, made);
  await page.getByRole('button', { name: 'Older ones' }).waitFor({ state: 'detached' });
  await rename('one-more');
  await counted(made + 1);
});

test('on a phone, in the dark and in Chinese the trail can be read', async () => {
  const phone = await console.signedIn({ path: '#/audit', viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'zh-CN' });
  await phone.getByText('成功').first().waitFor();
  assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  await console.accessible(phone);
  await console.screenshot(phone, 'audit-phone-dark-zh');
});
