// What tests of the console are written with: a cloud, a browser, and pages that watch themselves.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { Cloud } from './cloud.js';
import { siteOf, type Site } from './site.js';

const screenshots = process.env['TERRANE_SCREENSHOTS'] ?? join(import.meta.dirname, '../../build/console/screenshots');
const patience = 15_000;

export interface PageOptions extends BrowserContextOptions {
  path?: string; // "#/r/ap-guangzhou/vpcs"
}

export class Console {
  cloud!: Cloud;
  private site!: Site;
  private browser!: Browser;
  private readonly wrong: string[] = [];
  private isUnanswered = false;

  // A page that is not signed in. That it asked another host for something, or that anything was
  // written to its console as an error (what its policy forbids is), fails the test.
  async page({ path = '', ...options }: PageOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'en-US', ...options });
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    const origin = new URL(this.site.url).origin;
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) this.wrong.push(`asked ${request.url()}`);
    });
    page.on('console', (message) => message.type() === 'error' && this.wrong.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => this.wrong.push(`thrown: ${error.message}`));
    await page.goto(this.site.url + path);
    return page;
  }

  async signedIn(options: PageOptions = {}): Promise<Page> {
    const page = await this.page({ ...options, path: '' });
    await this.signIn(page, this.cloud.keys());
    await page.getByRole('navigation').waitFor();
    if (options.path) await this.go(page, options.path);
    return page;
  }

  async signIn(page: Page, keys: { secretId: string; secretKey: string }) {
    await page.locator('input[name=SecretId]').fill(keys.secretId);
    await page.locator('input[name=SecretKey]').fill(keys.secretKey);
    await page.keyboard.press('Enter');
  }

  async go(page: Page, path: string) {
    await page.evaluate((hash) => (location.hash = hash), path);
  }

  // That calls are not answered is part of this test: browsers write it to the console.
  expectUnanswered() {
    this.isUnanswered = true;
  }

  // Kept as build output.
  async screenshot(page: Page, name: string) {
    mkdirSync(screenshots, { recursive: true });
    await page.screenshot({ path: join(screenshots, `${name}.png`) });
  }

  async accessible(page: Page) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`), []);
  }

  // What is shown, in every way it is looked at: kept as pictures; accessible in light and dark, and no
  // wider than a phone.
  async everyLook(page: Page, name: string) {
    const look = async (how: string) => {
      const size = page.viewportSize()!;
      const hidden = await page.evaluate(() => {
        const main = document.querySelector('main');
        return main ? main.scrollHeight - main.clientHeight : 0;
      });
      await page.setViewportSize({ ...size, height: size.height + hidden }); // all of it in the picture
      await this.screenshot(page, `${name}-${how}`);
      await page.setViewportSize(size);
    };
    const { width, height } = page.viewportSize()!;
    await this.accessible(page);
    await look('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await this.accessible(page);
    await look('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    const beyond = await page.evaluate(() => [document.documentElement, document.querySelector('main')!].map((one) => one.scrollWidth - one.clientWidth));
    assert.deepEqual(beyond, [0, 0], `${name} is wider than a phone`);
    await look('phone');
    await page.setViewportSize({ width, height });
    await page.getByRole('button', { name: '中文' }).click();
    await page.waitForFunction(() => document.documentElement.lang === 'zh-CN' && !document.querySelector('.spinner'));
    await look('zh');
    await page.getByRole('button', { name: 'English' }).click();
    await page.waitForFunction(() => document.documentElement.lang === 'en' && !document.querySelector('.spinner'));
  }

  async start(...options: string[]) {
    this.cloud = await Cloud.start(...options);
    this.site = await siteOf(this.cloud.endpoint);
    this.browser = await chromium.launch({
      executablePath: process.env['TERRANE_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'],
    });
  }

  async stop() {
    await this.browser?.close();
    this.site?.stop();
    await this.cloud?.stop();
  }

  async closePages() {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
    const expected = this.isUnanswered ? /^console: Failed to load resource/ : /^$/;
    this.isUnanswered = false;
    assert.deepEqual(this.wrong.splice(0).filter((what) => !expected.test(what)), []);
  }
}

// For a test file: a cloud and a browser that its tests share, a page of its own for each. What the
// tests need in the cloud is put there by `prepare`: hooks of a file do not wait for one another.
export function consoleForTests(options: string[] = [], prepare?: (cloud: Cloud) => Promise<void>): Console {
  const console = new Console();
  before(async () => {
    await console.start(...options);
    await prepare?.(console.cloud);
  });
  afterEach(() => console.closePages());
  after(() => console.stop());
  return console;
}
