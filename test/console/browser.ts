import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { endAfterwards, type RunningConsole } from '../support/running-console.js';
import { chromiumPath } from './chromium.js';

export { startConsole, type RunningConsole } from '../support/running-console.js';

/** The system's Chromium with a fresh profile; closed after the tests of the file. */
export async function openBrowser(args: string[] = []): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: chromiumPath() ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-quic',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
      ...args,
    ],
  });
  endAfterwards(async () => browser.close());
  return browser;
}

export interface WatchedPage {
  page: Page;
  /** Ends the page; fails when it wrote to the browser's console, threw, or asked another host for anything. */
  done: () => Promise<void>;
}

/** A page of a console, in a context of its own. */
export async function openPage(
  browser: Browser,
  running: RunningConsole,
  path = '',
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  // As all waits of tests on real services: a limit that only a hang reaches.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) =>
    complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`),
  );
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== running.origin)
      complaints.push(`request to another host: ${url.href}`);
  });
  await page.goto(running.url);
  // A narrow page hides its menu.
  await page.locator('.shell').waitFor();
  if (path !== '') await goTo(page, path);
  return {
    page,
    async done() {
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
}

export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${path}`);
}
