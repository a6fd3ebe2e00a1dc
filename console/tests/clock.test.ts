import { test } from 'node:test';
import { consoleForTests } from './console.js';

const console = consoleForTests();

test('a cloud that keeps real time says so, and offers nothing to advance', async () => {
  const page = await console.signedIn({ path: '#/clock' });
  await page.getByRole('status').getByText('start it with --test-clock').waitFor();
  if (await page.getByRole('button', { name: 'Advance' }).count()) throw new Error('a real clock cannot be advanced');
  await console.accessible(page);
});
