// For each service, something is created, changed and deleted through the console; what is refused is
// said at its field.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { consoleForTests } from './console.js';
import { Form } from './form.js';
import { away, home, openShop, type Shop } from './shop.js';

let shop: Shop;
const console = consoleForTests([], async (cloud) => void (shop = await openShop(cloud)));

const at = (path: string) => console.signedIn({ path: `#/r/${home}/${path}` });
const cell = (page: Page | Locator, text: string | RegExp) => page.getByRole('cell', { name: text, exact: true });
const section = (page: Page, title: string) => page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) });
const gone = (page: Page) => page.getByText('There are none here.').waitFor();

test('cvm: a key pair is made, its private key is shown once, renamed, and deleted', async () => {
  const page = await at('key-pairs');
  const form = new Form(page);
  await form.open('Create key pair');
  await form.fill({ KeyName: 'not a name!' });
  await form.refused('KeyName', /name/i);
  await form.fill({ KeyName: 'ops' });
  await page.locator('dialog button[type=submit]').click();
  const secret = page.getByRole('textbox', { name: 'Private key' });
  await secret.waitFor();
  const key = await secret.inputValue();
  assert.match(key, /^-----BEGIN [A-Z ]*PRIVATE KEY-----/);
  await console.accessible(page);
  await console.screenshot(page, 'key-pair-told');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as ops.pem' }).click();
  const saved = await saving;
  assert.equal(readFileSync((await saved.path())!, 'utf8'), key);
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('Copied.').waitFor();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /^skey-/ }).click();
  await page.getByRole('heading', { name: 'ops' }).waitFor();
  assert.equal((await page.content()).includes('PRIVATE KEY'), false);
  await form.open('Change');
  await form.fill({ KeyName: 'operators' });
  await form.submit();
  await page.getByRole('heading', { name: 'operators' }).waitFor();
  await form.open('Delete');
  await form.submit();
  await gone(page);
});

test('vpc: the rules of a security group are added, changed and deleted row by row', async () => {
  const page = await at('security-groups');
  const form = new Form(page);
  await form.open('Create security group');
  await form.fill({ GroupName: 'web', GroupDescription: 'front' });
  await form.submit();
  await cell(page, 'web').waitFor();
  await page.getByRole('row', { name: /web/ }).getByRole('link').first().click();
  const rules = section(page, 'Inbound rules');
  await rules.getByText('There are none here.').waitFor();
  await form.open('Add rule', rules);
  const within = 'SecurityGroupPolicySet.Ingress.0';
  await form.fill({ [`${within}.Port`]: '99999' });
  await form.refused(`${within}.Port`, /port/i);
  await console.accessible(page);
  await console.screenshot(page, 'rule-refused');
  await form.fill({ [`${within}.Port`]: '443', [`${within}.CidrBlock`]: '10.0.0.0/8' });
  await form.submit();
  await cell(rules, '443').waitFor();
  await form.open('Add rule', rules);
  await form.fill({ [`${within}.Port`]: '80' });
  await form.submit();
  await rules.getByRole('row', { name: /443/ }).getByRole('button', { name: /Change/ }).click();
  await form.fill({ [`${within}.Port`]: '8443' });
  await form.submit();
  await cell(rules, '8443').waitFor();
  assert.equal(await rules.getByRole('row').count(), 3);
  await console.accessible(page);
  await console.screenshot(page, 'detail-security-group');
  await rules.getByRole('row', { name: /8443/ }).getByRole('button', { name: /Delete/ }).click();
  await form.submit();
  await cell(rules, '8443').waitFor({ state: 'detached' });
  await cell(rules, '80').waitFor();
});

test('vpc: routes over a peering connection are added, changed and deleted', async () => {
  const page = await at(`vpcs/${shop.vpc}`);
  const form = new Form(page);
  await page.getByRole('link', { name: 'default', exact: true }).click();
  const routes = section(page, 'Routes');
  await cell(routes, 'LOCAL').waitFor();
  assert.equal(await routes.getByRole('button', { name: /Delete/ }).count(), 0); // the local route stays
  await form.open('Add route', routes);
  await form.fill({ 'Routes.0.DestinationCidrBlock': '10.2.0.0/33', 'Routes.0.GatewayType': 'PEERCONNECTION', 'Routes.0.GatewayId': shop.peering });
  await form.refused('Routes.0.DestinationCidrBlock', /10\.2\.0\.0\/33/);
  await form.fill({ 'Routes.0.DestinationCidrBlock': '10.2.0.0/16' });
  await form.submit();
  await cell(routes, '10.2.0.0/16').waitFor();
  await console.screenshot(page, 'detail-route-table');
  await routes.getByRole('button', { name: /Change/ }).click();
  await form.fill({ 'Routes.0.DestinationCidrBlock': '10.2.1.0/24' });
  await form.submit();
  await cell(routes, '10.2.1.0/24').waitFor();
  await routes.getByRole('button', { name: /Delete/ }).click();
  await form.submit();
  await cell(routes, '10.2.1.0/24').waitFor({ state: 'detached' });
});

test('vpc: another account accepts one peering connection and rejects the other', async () => {
  const { Account: { Uin: uin }, AccessKey: { SecretId: secretId, SecretKey: secretKey } } = await console.cloud.call<{
    Account: { Uin: number }; AccessKey: { SecretId: string; SecretKey: string };
  }>('terrane', 'CreateAccount', { Name: 'partner' });
  const theirs = await console.page();
  await console.signIn(theirs, { secretId, secretKey });
  await theirs.getByRole('navigation').waitFor();
  await console.go(theirs, `#/r/${away}/vpcs`);
  const accepter = new Form(theirs);
  await accepter.open('Create VPC');
  await accepter.fill({ VpcName: 'theirs', CidrBlock: '10.9.0.0/16' });
  await accepter.submit();
  const vpc = await theirs.getByRole('row', { name: /theirs/ }).getByRole('link').first().innerText();
  await console.go(theirs, `#/r/${away}/peering-connections`);

  const ours = await at('peering-connections');
  const requester = new Form(ours);
  for (const [name, decision, state] of [['one', 'Accept', 'ACTIVE'], ['two', 'Reject', 'REJECTED']] as const) {
    await console.go(ours, `#/r/${home}/peering-connections`);
    await requester.open('Create peering connection');
    await requester.fill({ PeeringConnectionName: name, SourceVpcId: shop.vpc, DestinationVpcId: vpc, DestinationUin: String(uin), DestinationRegion: away });
    await requester.submit();
    await ours.getByRole('row', { name: new RegExp(` ${name} `) }).getByRole('link').first().click();
    await ours.getByRole('heading', { name: `${name} PENDING` }).waitFor();
    await theirs.getByRole('row', { name: new RegExp(` ${name} `) }).getByRole('link').first().click();
    await theirs.getByRole('heading', { name: `${name} PENDING` }).waitFor();
    await accepter.open(decision);
    await accepter.submit();
    await theirs.getByRole('heading', { name: `${name} ${state}` }).waitFor();
    await ours.getByRole('heading', { name: `${name} ${state}` }).waitFor();
    await console.go(theirs, `#/r/${away}/peering-connections`);
    if (state === 'ACTIVE') {
      await console.accessible(ours);
      await console.screenshot(ours, 'detail-peering');
      await ours.getByRole('link', { name: vpc }).first().click();
      await ours.waitForURL(new RegExp(`/r/${away}/vpcs/${vpc}`)); // the other end is in its region
    }
    await console.cloud.call('vpc', 'DeleteVpcPeeringConnection', { PeeringConnectionId: await connectionNamed(name) }, home);
    await theirs.getByText('There are none here.').waitFor();
  }
});

async function connectionNamed(name: string) {
  const { PeerConnectionSet: all } = await console.cloud.call<{ PeerConnectionSet: { PeeringConnectionId: string; PeeringConnectionName: string }[] }>(
    'vpc', 'DescribeVpcPeeringConnections', {}, home);
  return all.find((one) => one.PeeringConnectionName === name)!.PeeringConnectionId;
}

test('cvm: an image is made of an instance, renamed, and deleted', async () => {
  const page = await at(`instances/${shop.worker}`);
  const form = new Form(page);
  await form.open('Create image');
  await form.fill({ ImageName: 'x'.repeat(70) });
  await form.refused('ImageName', /name/i);
  await form.fill({ ImageName: 'golden' });
  await form.submit();
  await page.getByRole('status').getByText('Create image worker: done').waitFor();
  await console.go(page, `#/r/${home}/images`);
  await page.getByRole('row', { name: /golden/ }).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'golden NORMAL' }).waitFor();
  await form.open('Change');
  await form.fill({ ImageName: 'silver' });
  await form.submit();
  await page.getByRole('heading', { name: 'silver NORMAL' }).waitFor();
  await form.open('Delete');
  await form.submit();
  await page.getByRole('searchbox').waitFor();
  assert.equal(await page.getByRole('cell', { name: 'silver' }).count(), 0);
});

test('cbs: a disk is made, renamed, attached, and deleted; a snapshot of it, too', async () => {
  const page = await at('disks');
  const form = new Form(page);
  await form.open('Create cloud disk');
  await form.fill({ DiskName: 'logs', 'Placement.Zone': `${home}-2`, DiskSize: '3' });
  await form.refused('DiskSize', /3/);
  await form.fill({ DiskSize: '60' });
  await form.submit();
  await page.getByRole('row', { name: /logs/ }).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'logs UNATTACHED' }).waitFor();
  await page.getByText('From here: attach → ATTACHED').waitFor();
  await form.open('Change');
  await form.fill({ DiskName: 'journal' });
  await form.submit();
  await page.getByRole('heading', { name: 'journal UNATTACHED' }).waitFor();
  await form.open('Attach');
  await form.fill({ InstanceId: shop.webA });
  await form.submit();
  await page.getByRole('heading', { name: 'journal ATTACHED' }).waitFor();
  await form.open('Create snapshot');
  await form.fill({ SnapshotName: 'before' });
  await form.submit();
  await page.getByRole('link', { name: 'before' }).click();
  await page.getByRole('heading', { name: 'before NORMAL' }).waitFor();
  await form.open('Delete');
  await form.submit();
  await page.getByRole('searchbox').waitFor();
  assert.equal(await page.getByRole('cell', { name: 'before' }).count(), 0);
  await console.go(page, `#/r/${home}/disks`);
  await page.getByRole('row', { name: /journal/ }).getByRole('link').first().click();
  await form.open('Detach');
  await form.submit();
  await page.getByRole('heading', { name: 'journal UNATTACHED' }).waitFor();
  await form.open('Delete');
  await form.submit();
  await page.getByRole('searchbox').waitFor();
  assert.equal(await page.getByRole('cell', { name: 'journal' }).count(), 0);
});

test('clb: a listener, a forwarding rule and a target are added, changed and deleted', async () => {
  const page = await at(`load-balancers/${shop.balancer}`);
  const form = new Form(page);
  const listeners = section(page, 'Listeners');
  await form.open('Add listener', listeners);
  await form.fill({ Ports: '70000', Protocol: 'HTTP', ListenerNames: 'site' });
  await form.refused('Ports', /70000/);
  await form.fill({ Ports: '8080' });
  await form.submit();
  await listeners.getByRole('link', { name: 'site' }).click();
  await page.getByRole('heading', { name: 'site' }).waitFor();
  await form.open('Change');
  await form.fill({ ListenerName: 'shopfront' });
  await form.submit();
  await page.getByRole('heading', { name: 'shopfront' }).waitFor();
  const rules = section(page, 'Forwarding rules');
  await form.open('Add rule', rules);
  await form.fill({ 'Rules.0.Domain': 'shop.example', 'Rules.0.Url': 'no-slash' });
  await form.refused('Rules.0.Url', /no-slash|start/);
  await form.fill({ 'Rules.0.Url': '/' });
  await form.submit();
  await cell(rules, 'shop.example').waitFor();
  await rules.getByRole('button', { name: /Change/ }).click();
  await form.fill({ Url: '/cart' });
  await form.submit();
  await cell(rules, '/cart').waitFor();
  await rules.getByRole('button', { name: /Add target/ }).click();
  await form.fill({ 'Targets.0.InstanceId': shop.webB, 'Targets.0.Port': '0' });
  await form.refused('Targets.0.Port', /port/i);
  await form.fill({ 'Targets.0.Port': '8080' });
  await form.submit();
  const targets = section(page, 'Targets');
  await targets.getByRole('link', { name: shop.webB }).waitFor();
  await targets.getByRole('button', { name: /Change weight/ }).click();
  await form.fill({ Weight: '33' });
  await form.submit();
  await cell(targets, '33').waitFor();
  await console.accessible(page);
  await console.screenshot(page, 'detail-listener');
  await targets.getByRole('button', { name: /Delete/ }).click();
  await form.submit();
  await targets.getByText('There are none here.').waitFor();
  await rules.getByRole('button', { name: /Delete/ }).click();
  await form.submit();
  await rules.getByText('There are none here.').waitFor();
  await page.locator('.heading').first().getByRole('button', { name: 'Delete' }).click();
  await form.submit();
  const { Listeners: left } = await console.cloud.call<{ Listeners: object[] }>('clb', 'DescribeListeners', { LoadBalancerId: shop.balancer }, home);
  assert.equal(left.length, 1);
});

test('cdb: a database is made, renamed and isolated', async () => {
  const page = await at('databases');
  const form = new Form(page);
  await form.open('Create database instance');
  await form.fill({ InstanceName: 'ledger', Zone: `${home}-2`, EngineVersion: '8.0', Port: '70000' });
  await form.refused('Port', /70000/);
  await form.fill({ Port: '3307' });
  await form.submit();
  await page.getByRole('row', { name: /ledger/ }).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'ledger running' }).waitFor();
  await console.screenshot(page, 'detail-database');
  await form.open('Change');
  await form.fill({ InstanceName: 'books' });
  await form.submit();
  await page.getByRole('heading', { name: 'books running' }).waitFor();
  await page.locator('.heading').first().getByRole('button', { name: 'Delete' }).click();
  await form.submit();
  await page.getByRole('row', { name: /books/ }).getByText('isolated').waitFor();
});

test('memcached: a cache is made, changed and deleted', async () => {
  const page = await at('caches');
  const form = new Form(page);
  await form.open('Create cache instance');
  await form.fill({ Name: 'pages', Zone: `${home}-2`, MemoryGiB: '0' });
  await form.refused('MemoryGiB', /0/);
  await form.fill({ MemoryGiB: '2' });
  await form.submit();
  await page.getByRole('row', { name: /pages/ }).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'pages running' }).waitFor();
  await form.open('Change');
  await form.fill({ Name: 'fragments' });
  await form.submit();
  await page.getByRole('heading', { name: 'fragments running' }).waitFor();
  await form.open('Delete');
  await form.submit();
  await page.getByText('1 in all').waitFor();
});

test('ssl: a certificate is uploaded and deleted; one that is none is refused', async () => {
  const page = await at('certificates');
  const form = new Form(page);
  const { certificate, key } = selfSigned();
  await form.open('Create certificate');
  await form.fill({ CertificatePublicKey: 'not a certificate', CertificatePrivateKey: key, Alias: 'shop' });
  await form.refused('CertificatePublicKey', /certificate/i);
  await form.fill({ CertificatePublicKey: certificate });
  await form.submit();
  await page.getByRole('row', { name: /shop/ }).getByRole('link').first().click();
  await page.getByRole('heading', { name: /shop/ }).waitFor();
  await form.open('Delete');
  await form.submit();
  await gone(page);
});

test('tag: a tag is made and deleted; a project is made', async () => {
  const page = await at('tags');
  const form = new Form(page);
  await form.open('Create tag');
  await form.fill({ TagKey: 'x'.repeat(200), TagValue: 'web' });
  await form.refused('TagKey', /TagKey|key/i);
  await form.fill({ TagKey: 'tier' });
  await form.submit();
  await page.getByRole('row', { name: /tier/ }).getByRole('link').first().click();
  await form.open('Delete');
  await form.submit();
  await gone(page);
  await console.go(page, `#/r/${home}/projects`);
  await form.open('Create project');
  await form.fill({ ProjectName: 'shop' });
  await form.submit();
  await page.getByRole('cell', { name: 'shop' }).waitFor();
});

function selfSigned(): { certificate: string; key: string } {
  const directory = mkdtempSync(join(tmpdir(), 'terrane-console-'));
  const file = (name: string) => join(directory, name);
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj',
    '/CN=shop.example', '-keyout', file('key'), '-out', file('certificate')], { stdio: 'ignore' });
  const made = { certificate: readFileSync(file('certificate'), 'utf8'), key: readFileSync(file('key'), 'utf8') };
  rmSync(directory, { recursive: true });
  return made;
}
