import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import type { ConsoleAddress } from '../../src/console/server/console.js';
import { startStreamkit } from '../support/cli.js';
import { chromiumPath } from './chromium.js';

/** A console that runs as users run it. */
export interface RunningConsole extends ConsoleAddress {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  token: string;
  /** A request as the page makes it. */
  request: (path: string, init?: RequestInit) => Promise<Response>;
  /** Ctrl-C. @returns the exit code */
  stop: () => Promise<number | undefined>;
}

/** What the tests of a file have opened, in that order. */
const opened: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  for (const end of opened.reverse()) await end();
});

/** Starts `streamkit console`; it is ended after the tests of the file at the latest. */
export async function startConsole(
  env: Record<string, string>,
  args: string[] = [],
): Promise<RunningConsole> {
  const child = startStreamkit(['console', '--json', '--port', '0', ...args], { env });
  let output = '';
  while (!output.includes('\n')) {
    const [data] = (await Promise.race([
      once(child.stdout as Readable, 'data'),
      child.then(({ stderr }) => {
        throw new Error(`the console ended: ${String(stderr)}`);
      }),
    ])) as [Buffer];
    output += String(data);
  }
  const address = JSON.parse(output) as ConsoleAddress;
  const origin = `http://127.0.0.1:${address.port}`;
  const token = address.url.split('#token=')[1] ?? '';
  const stop = async () => {
    child.kill('SIGINT');
    return (await child).exitCode;
  };
  opened.push(stop);
  return {
    ...address,
    origin,
    token,
    stop,
    request: async (path, init = {}) =>
      fetch(`${origin}/api/v1/${path}`, {
        ...init,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(init.body ? { 'Content-Type': 'application/json' } : {}),
        },
      }),
  };
}

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
  opened.push(async () => browser.close());
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
