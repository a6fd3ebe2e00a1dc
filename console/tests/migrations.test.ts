import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleForTests } from './console.js';
import { runInstance } from './instances.js';

const region = 'ap-guangzhou';
let vpc = '', web = '', api = '';

// Slow enough for the steps to be seen.
const console = consoleForTests(['--instance-seconds', '2'], async (cloud) => {
  const { Vpc: made } = await cloud.call<{ Vpc: { VpcId: string } }>('vpc', 'CreateVpc', { VpcName: 'shop', CidrBlock: '10.0.0.0/16' }, region);
  vpc = made.VpcId;
  const subnet = await createSubnet('10.0.1.0/24', 'ap-guangzhou-2');
  const placed = { VirtualPrivateCloud: { VpcId: vpc, SubnetId: subnet }, InternetAccessible: { InternetMaxBandwidthOut: 5, PublicIpAssigned: true } };
  web = await runInstance(cloud, region, 'ap-guangzhou-2', { ...placed, InstanceName: 'web' });
  api = await runInstance(cloud, region, 'ap-guangzhou-2', { ...placed, InstanceName: 'api' });
});

async function createSubnet(range: string, zone: string) {
  const { Subnet: made } = await console.cloud.call<{ Subnet: { SubnetId: string } }>(
    'vpc', 'CreateSubnet', { VpcId: vpc, SubnetName: range, CidrBlock: range, Zone: zone }, region);
  return made.SubnetId;
}

const zoneOf = async (id: string) => {
  const { InstanceSet: [instance] } = await console.cloud.call<{ InstanceSet: { Placement: { Zone: string }; InstanceState: string }[] }>(
    'cvm', 'DescribeInstances', { InstanceIds: [id] }, region);
  return `${instance!.Placement.Zone} ${instance!.InstanceState}`;
};

test('a plan tells what is in the way, and that it is possible once that is gone', async () => {
  const page = await console.signedIn({ path: `#/r/${region}/migrations` });
  await page.getByText('Nothing has moved to another zone here.').waitFor();
  await page.getByRole('link', { name: 'Migrate an instance' }).click();
  await page.getByText('Choose an instance and a zone').waitFor();
  await page.locator('input[name=InstanceId]').fill(web);
  const zone = page.locator('select[name=Zone]');
  await zone.locator('option[value=ap-guangzhou-2]').waitFor({ state: 'attached' });
  await zone.selectOption('ap-guangzhou-2');
  await page.locator('.field.wrong', { hasText: 'is in zone ap-guangzhou-2 already' }).locator('select[name=Zone]').waitFor();
  await zone.selectOption('ap-guangzhou-3');
  await page.getByRole('heading', { name: /cannot move .* 1 in its way/ }).waitFor();
  await page.getByText('create one there, or keep the private address').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Start', exact: true }).isDisabled(), true);
  await console.screenshot(page, 'migration-blocked');

  await page.getByText('Keep the private address', { exact: true }).click();
  await page.getByRole('heading', { name: 'It can move from ap-guangzhou-2 to ap-guangzhou-3.' }).waitFor();
  assert.equal(await page.locator('.answer section.panel').count(), 2); // all that is in the subnet
  await page.getByText('Keep the private address', { exact: true }).click();
  await page.getByRole('heading', { name: /cannot move/ }).waitFor();
  await createSubnet('10.0.3.0/24', 'ap-guangzhou-3');
  await page.getByRole('heading', { name: 'It can move' }).waitFor();
  await page.getByRole('row', { name: /Private IP 10.0.1.\d+ another/ }).waitFor();
  await console.everyLook(page, 'migration-plan');
  await page.reload();
  await page.getByRole('heading', { name: 'It can move' }).waitFor(); // the address holds what was chosen
});

test('a migration is started, and shows each step until the new instance has taken over', async () => {
  const page = await console.signedIn({ path: `#/r/${region}/instances/${web}` });
  await page.getByRole('link', { name: 'Migrate', exact: true }).click();
  await page.locator('select[name=Zone]').selectOption('ap-guangzhou-3');
  await page.getByRole('heading', { name: 'It can move' }).waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('heading', { name: `Migration of ${web} running` }).waitFor();
  const now = page.getByRole('list', { name: 'Steps' }).locator('[aria-current=step]');
  await now.filter({ hasText: 'Make images' }).waitFor();
  await now.filter({ hasText: 'Start the new instances' }).waitFor();
  await console.screenshot(page, 'migration-running');
  await page.getByRole('heading', { name: `Migration of ${web} done` }).waitFor();
  await page.getByText('100 % done').waitFor();
  const successor = await page.locator('tbody tr td').nth(1).getByRole('link').innerText();
  assert.equal(await zoneOf(successor), 'ap-guangzhou-3 RUNNING');
  assert.equal(await zoneOf(web), 'ap-guangzhou-2 STOPPED');
  await console.everyLook(page, 'migration-done');
  await page.getByRole('link', { name: 'Migrations' }).first().click();
  await page.getByRole('row', { name: new RegExp(`${web} .*done 100 %`) }).waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'migrations');
});

test('a migration that is cancelled says that it was undone, and why', async () => {
  await console.cloud.call('terrane', 'MigrateInstance', { InstanceId: api, Zone: 'ap-guangzhou-3' }, region);
  const page = await console.signedIn({ path: `#/r/${region}/migrations/${api}` });
  await page.getByRole('button', { name: 'Cancel migration' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel migration' }).click();
  await page.getByRole('heading', { name: `Migration of ${api} undone` }).waitFor();
  await page.getByText('It was undone: It was cancelled.').waitFor();
  assert.equal(await zoneOf(api), 'ap-guangzhou-2 RUNNING');
  await console.screenshot(page, 'migration-undone');
});
