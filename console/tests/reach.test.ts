import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { consoleForTests } from './console.js';
import { runInstance } from './instances.js';

const region = 'ap-guangzhou';
let web = '', shop = '', group = '';

const console = consoleForTests([], async (cloud) => {
  const { SecurityGroup: made } = await cloud.call<{ SecurityGroup: { SecurityGroupId: string } }>(
    'vpc', 'CreateSecurityGroup', { GroupName: 'closed', GroupDescription: 'lets nothing in' }, region);
  group = made.SecurityGroupId;
  web = await runInstance(cloud, region, 'ap-guangzhou-2', { InstanceName: 'web' });
  shop = await runInstance(cloud, region, 'ap-guangzhou-3', { InstanceName: 'shop', SecurityGroupIds: [group] });
});

const end = (page: Page, side: 'Source' | 'Destination') => page.locator(`input[name=${side}]`);
const ask = (page: Page) => page.getByRole('button', { name: 'Follow the path' }).click();
const hops = (page: Page) => page.getByRole('list', { name: 'Path' }).getByRole('listitem');

test('two ends that are typed by name are followed hop by hop to the rule that stops it', async () => {
  const page = await console.signedIn({ path: `#/r/${region}/instances/${shop}` });
  await page.getByRole('main').getByRole('link', { name: 'Reachability' }).click();
  assert.equal(await end(page, 'Destination').inputValue(), shop);
  await page.locator(`datalist option[value=${web}]`).first().waitFor({ state: 'attached' });
  await end(page, 'Source').fill('web');
  await end(page, 'Destination').fill('shop');
  await page.locator('input[name=Port]').fill('443');
  await ask(page);
  await page.getByRole('heading', { name: `${web} does not reach ${shop}: TCP port 443.` }).waitFor();
  await page.getByText(`No ingress rule of ${group} fits`).waitFor();
  const deciding = page.locator('[aria-current=step]');
  assert.match(await deciding.innerText(), /Security group[\s\S]*stops it/);
  assert.equal(await deciding.getByRole('link').getAttribute('href'), `#/r/${region}/security-groups/${group}`);
  await hops(page).first().getByText(/^ins-\w+ web$/).waitFor();
  assert.match(await hops(page).last().innerText(), /no further/);
  await console.everyLook(page, 'reach-stopped');
});

test('the rule that the remedy adds opens the path, and one that is added elsewhere closes it, without asking again', async () => {
  const page = await console.signedIn({ path: `#/reach?from=${web}&to=${shop}&port=80&fromRegion=${region}` });
  await page.getByRole('heading', { name: /does not reach/ }).waitFor();
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.locator('input[name="SecurityGroupPolicySet.Ingress.0.Port"]').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('heading', { name: `${web} reaches ${shop}: TCP port 80.` }).waitFor();
  await page.getByText(/^ingress rule 0: ACCEPT TCP 80/).waitFor();
  await page.getByText('All 1 rules of this direction').click();
  await page.getByRole('row', { name: /decides ACCEPT TCP 80/ }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'reach-open');

  const { SecurityGroupPolicySet: rules } = await console.cloud.call<{ SecurityGroupPolicySet: { Ingress: { CidrBlock: string }[] } }>(
    'vpc', 'DescribeSecurityGroupPolicies', { SecurityGroupId: group }, region);
  assert.match(rules.Ingress[0]!.CidrBlock, /^172\./); // of the other end alone
  await console.cloud.call('vpc', 'CreateSecurityGroupPolicies', {
    SecurityGroupId: group, SecurityGroupPolicySet: { Ingress: [{ PolicyIndex: 0, Protocol: 'ALL', CidrBlock: '0.0.0.0/0', Action: 'DROP' }] },
  }, region);
  await page.getByRole('heading', { name: /does not reach/ }).waitFor();
  await page.locator('mark', { hasText: 'DROP ALL' }).waitFor();
});

test('the ends are swapped, and the address of an answer shows it again', async () => {
  const page = await console.signedIn({ path: `#/reach?from=internet&to=${web}&port=22&fromRegion=${region}` });
  await page.getByRole('heading', { name: `the Internet does not reach ${web}: TCP port 22.` }).waitFor();
  await page.getByRole('button', { name: 'Swap ends' }).click();
  await page.getByRole('heading', { name: `${web} does not reach the Internet: TCP port 22.` }).waitFor();
  await page.reload();
  await page.getByText('has no public address').waitFor();
  assert.equal(await end(page, 'Source').inputValue(), web);
});

test('ends in two regions are told to be apart', async () => {
  const far = await runInstance(console.cloud, 'ap-shanghai', 'ap-shanghai-1');
  const page = await console.signedIn({ path: `#/reach?from=${web}&fromRegion=${region}&to=${far}&toRegion=ap-shanghai&protocol=ICMP` });
  await page.getByText('have no private path between them').waitFor();
});

test('what the server does not understand is said at the end or port it is about', async () => {
  const page = await console.signedIn({ path: `#/reach?from=${web}&to=nonsense&fromRegion=${region}` });
  const wrong = page.locator('.field.wrong');
  await wrong.filter({ hasText: 'neither the ID of something that has an address' }).locator('input[name=Destination]').waitFor();
  await console.accessible(page);
  await end(page, 'Destination').fill(shop);
  await page.locator('input[name=Port]').fill('70000');
  await ask(page);
  await wrong.filter({ hasText: 'must lie within 1 and 65535' }).locator('input[name=Port]').waitFor();
  await console.screenshot(page, 'reach-refused');
});
