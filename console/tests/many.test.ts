import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleForTests } from './console.js';

const console = consoleForTests();
const region = 'ap-guangzhou';
const instances = 3000;

test('a list of thousands holds only the rows in view, and shows those it is scrolled to', async () => {
  const { ImageSet: [image] } = await console.cloud.call<{ ImageSet: { ImageId: string }[] }>('cvm', 'DescribeImages', {}, region);
  for (let made = 0; made < instances; made += 100)
    await console.cloud.call('cvm', 'RunInstances', {
      Placement: { Zone: 'ap-guangzhou-2' }, ImageId: image!.ImageId, InstanceType: 'S5.SMALL1', InstanceCount: 100,
    }, region);
  const page = await console.signedIn({ path: `#/r/${region}/instances` });
  await page.getByText('3,000 in all').waitFor();
  for (const [part, row] of [[1, instances], [0.5, instances / 2], [0, 1]] as const) {
    await page.locator('.scroller').evaluate((scroller, to) => (scroller.scrollTop = scroller.scrollHeight * to), part);
    await page.locator(`tr[aria-rowindex="${row + 1}"]`).getByRole('link', { name: /^ins-/ }).waitFor();
    assert.ok(await page.locator('tbody tr').count() < 80);
  }
  await console.accessible(page);
  await console.screenshot(page, 'list-thousands');
});
