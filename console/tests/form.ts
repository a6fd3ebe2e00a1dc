// Forms as a user fills them: by the parameter that an input is for.
import type { Page } from 'playwright-core';

export class Form {
  constructor(private readonly page: Page) {}

  private get dialog() {
    return this.page.getByRole('dialog');
  }

  // Opens the dialog of a button.
  async open(button: string, within = this.page.locator('main')) {
    await within.getByRole('button', { name: button, exact: true }).first().click();
    await this.dialog.locator('button[type=submit]').waitFor();
  }

  async fill(values: Record<string, string>) {
    for (const [path, value] of Object.entries(values)) {
      const input = this.dialog.locator(`[name="${path}"]`);
      if (!(await input.count())) await this.dialog.getByText('More options').click();
      if ((await input.evaluate((element) => element.tagName)) === 'SELECT') await input.selectOption(value);
      else await input.fill(value);
    }
  }

  // Submits, and waits for the server's words at the input they are about.
  async refused(path: string, words: RegExp) {
    await this.dialog.locator('button[type=submit]').click();
    await this.dialog.locator('.field.wrong', { hasText: words, has: this.page.locator(`[name="${path}"]`) }).waitFor();
  }

  async submit() {
    await this.dialog.locator('button[type=submit]').click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}
