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
    assert.deepEqual(this.wrong.splice(0), []);
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
