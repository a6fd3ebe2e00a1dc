import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Cloud } from './cloud.js';
import { consoleForTests } from './console.js';

const instances = Number(process.env['TERRANE_MANY'] ?? 100_000);
const region = 'ap-guangzhou';
const atOnce = 1000;
const longest = 50; // milliseconds of work that a frame may take: more is what browsers call a long task
const frames = 50, passes = 3;

const console = consoleForTests(['--catalog', 'large'], fill);

async function fill(cloud: Cloud) {
  const { Vpc: { VpcId } } = await cloud.call<{ Vpc: { VpcId: string } }>('vpc', 'CreateVpc', { VpcName: 'many', CidrBlock: '10.0.0.0/12' }, region);
  const { Subnet: { SubnetId } } = await cloud.call<{ Subnet: { SubnetId: string } }>(
    'vpc', 'CreateSubnet', { VpcId, SubnetName: 'all', CidrBlock: '10.0.0.0/13', Zone: `${region}-3` }, region);
  const { ImageSet: [image] } = await cloud.call<{ ImageSet: { ImageId: string }[] }>('cvm', 'DescribeImages', {}, region);
  for (let made = 0; made < instances; made += atOnce)
    await cloud.call('cvm', 'RunInstances', {
      Placement: { Zone: `${region}-3` }, ImageId: image!.ImageId, InstanceType: 'S5.SMALL1', InstanceCount: atOnce,
      VirtualPrivateCloud: { VpcId, SubnetId },
    }, region);
}

// Scrolls through all of the list, a frame at a time, and returns how long the page was busy with one at
// most: milliseconds of its thread, which do not count what else the machine does; and by the clock. Of a
// frame the quickest of several passes counts: what disturbs a thread makes it slower, and never quicker.
async function scrolled(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000;
  };
  const work = new Array<number>(frames + 1).fill(Infinity), clock = [...work];
  for (let pass = 0; pass < passes; ++pass) {
    for (let frame = 0; frame <= frames; ++frame) {
      const before = await spent();
      const took = await page.evaluate(async (part) => {
        const scroller = document.querySelector('.scroller')!;
        const start = performance.now();
        scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * part;
        await new Promise(requestAnimationFrame);
        await new Promise((resolve) => setTimeout(resolve));
        return performance.now() - start;
      }, frame / frames);
      work[frame] = Math.min(work[frame]!, (await spent()) - before);
      clock[frame] = Math.min(clock[frame]!, took);
    }
  }
  return { busiest: Math.max(...work), slowest: Math.max(...clock) };
}

test('a list of many thousands scrolls without freezing, and shows the rows it is scrolled to', async () => {
  const page = await console.signedIn({ path: `#/r/${region}/instances` });
  await page.getByText(`${instances.toLocaleString('en-US')} in all`).waitFor();
  const { busiest, slowest } = await scrolled(page);
  process.stderr.write(`scrolled through ${instances}: at most ${busiest.toFixed(1)} ms of work for a frame, ${Math.round(slowest)} ms by the clock\n`);
  assert.ok(busiest < longest, `a frame took ${busiest} ms`);
  for (const [part, row] of [[1, instances], [0.5, instances / 2], [0, 1]] as const) {
    await page.locator('.scroller').evaluate((scroller, to) => (scroller.scrollTop = scroller.scrollHeight * to), part);
    await page.locator(`tr[aria-rowindex="${row + 1}"]`).getByRole('link', { name: /^ins-/ }).waitFor();
    assert.ok(await page.locator('tbody tr').count() < 80);
  }
  await console.accessible(page);
  await console.screenshot(page, 'list-thousands');
});

test('the topology counts what is too much to be drawn, and leads to the list', async () => {
  const page = await console.signedIn({ path: `#/r/${region}/topology` });
  const subnet = page.getByRole('group', { name: /all/ });
  await subnet.getByText(`${instances.toLocaleString('en-US')} instances`).waitFor();
  assert.ok(await page.locator('.thing').count() < 30);
  await console.screenshot(page, 'topology-thousands');
  await subnet.getByRole('link', { name: 'RUNNING' }).click();
  await page.getByText(`${instances.toLocaleString('en-US')} in all`).waitFor();
  await page.getByText(/Only those with subnet-id subnet-/).waitFor();
});
