import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { consoleForTests } from './console.js';

const console = consoleForTests();

interface Runs {
  DrillRunSet: { DrillRunId: string; Name: string; State: string; Sent: number; Lost: number; AssertionSet: { Claim: string; Holds: boolean }[]; LoadSet: { Lost: number[] }[] }[];
}
async function newestRun() {
  const { DrillRunSet: [newest] } = await console.cloud.call<Runs>('terrane', 'DescribeDrillRuns', {});
  const { DrillRunSet: [run] } = await console.cloud.call<Runs>('terrane', 'DescribeDrillRuns', { DrillRunIds: [newest!.DrillRunId] });
  return run!;
}

test('a shipped drill is run, seen while it runs, judged, and its report saved', async () => {
  const page = await console.signedIn({ path: '#/drills' });
  await page.getByRole('button', { name: 'Run account-plane' }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'drills');
  await page.getByRole('button', { name: 'Run zone-power' }).click();
  await page.locator('.heading .badge.good', { hasText: 'passed' }).waitFor();
  const run = await newestRun();
  assert.deepEqual([run.Name, run.State], ['zone-power', 'PASSED']);
  assert.equal(await page.getByRole('region', { name: 'Judgement' }).locator('.badge.good').count(), run.AssertionSet.length);
  await page.getByRole('region', { name: 'What happened' }).getByText('zone ap-guangzhou-3 loses power').waitFor();
  await page.getByRole('img', { name: /shoppers, requests per second: sent, slow, lost/ }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'drill-passed');

  // What the chart shows can be read as numbers: the lost ones add up.
  await page.getByText('As a table').click();
  const cells = await page.getByRole('table', { name: 'shoppers' }).locator('tbody tr td:nth-of-type(3)').allInnerTexts();
  assert.equal(cells.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0), run.Lost);
  assert.ok(run.Lost > 0);

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a page' }).click();
  const download = await saving;
  assert.equal(download.suggestedFilename(), 'zone-power.html');
  const { Html: html } = await console.cloud.call<{ Html: string }>('terrane', 'DescribeDrillReport', { DrillRunId: run.DrillRunId });
  assert.equal(readFileSync(await download.path(), 'utf8'), html);

  await page.getByRole('navigation').getByRole('link', { name: 'Drills' }).click();
  await page.getByRole('region', { name: 'Runs' }).getByRole('link').first().click();
  await page.getByRole('region', { name: 'Judgement' }).locator('.badge.good').first().waitFor();
});

test('a long drill is seen to go on: its progress, and the requests so far', async () => {
  const page = await console.signedIn({ path: '#/drills' });
  await page.getByRole('button', { name: 'Run account-plane' }).click();
  const progress = page.getByRole('progressbar');
  await progress.waitFor();
  const at = () => progress.evaluate((element) => (element as HTMLProgressElement).value).catch(() => Infinity);
  const before = await at();
  await page.waitForFunction((value) => {
    const element = document.querySelector('progress');
    return !element || element.value > value;
  }, before);
  await console.screenshot(page, 'drill-running');
  await page.getByText('passed').waitFor({ timeout: 60_000 });
});

test('a file of one’s own is refused at its mistake, and judged when it is run', async () => {
  const page = await console.signedIn({ path: '#/drills/new?name=zone-power' });
  const file = page.locator('textarea[name=Text]');
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('textarea[name=Text]')?.value.includes('length ='));
  const text = await file.inputValue();
  await file.fill(text.replace('rate = 40', 'rate = "many"'));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.field.wrong', { hasText: 'rate' }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'drill-file-refused');
  await file.fill(`${text}\n[[assert]]\ntext = "nothing is ever lost"\nload = "shoppers"\navailability = 100\n`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.heading .badge.bad', { hasText: 'failed' }).waitFor();
  await page.locator('.badge.bad', { hasText: 'does not hold' }).waitFor();
  await console.accessible(page);
});

test('on a phone, in the dark and in Chinese a run can be read', async () => {
  const { DrillRunId: id } = await newestRun();
  const phone = await console.signedIn({ path: `#/drills/${id}`, viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'zh-CN' });
  await phone.getByText('不成立').waitFor();
  assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  await console.accessible(phone);
  await console.screenshot(phone, 'drill-phone-dark-zh');
  await console.go(phone, '#/drills');
  await phone.getByText('未通过').waitFor();
  await console.accessible(phone);
  await console.screenshot(phone, 'drills-phone-dark-zh');
});
