import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { streamkit } from '../support/cli.js';
import { openBrowser, openPage, startConsole, type RunningConsole } from './browser.js';
import { chromiumPath } from './chromium.js';

describe.runIf(chromiumPath() !== undefined)('the console keeps strangers out', () => {
  const env = inject('consoleHome');
  let running: RunningConsole;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  /** A page of another origin on this machine. */
  let attacker: string;
  let closeAttacker: () => void = () => undefined;

  afterAll(() => {
    closeAttacker();
  });

  beforeAll(async () => {
    running = await startConsole(env);
    browser = await openBrowser(['--host-resolver-rules=MAP evil.test 127.0.0.1']);
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>attacker</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    attacker = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    closeAttacker = () => server.close();
  });

  test('a name that was rebound to 127.0.0.1 gets nothing, not even the page', async () => {
    const page = await browser.newPage();
    const rebound = `http://evil.test:${running.port}`;
    const response = await page.goto(`${rebound}/`);
    expect(response?.status()).toBe(421);
    const status = await page.evaluate(
      async ([url, token]) =>
        (await fetch(`${url ?? ''}/api/v1/stack`, { headers: { Authorization: `Bearer ${token ?? ''}` } }))
          .status,
      [rebound, running.token],
    );
    expect(status).toBe(421);
    await page.close();
  });

  test('a page of another origin can neither read nor change anything, even with the token', async () => {
    const page = await browser.newPage();
    await page.goto(attacker);
    const attempts = await page.evaluate(
      async ([origin, token]) => {
        const url = `${origin ?? ''}/api/v1/`;
        const tries: (() => Promise<Response>)[] = [
          () => fetch(`${url}stack`, { headers: { Authorization: `Bearer ${token ?? ''}` } }),
          () => fetch(`${url}stack`),
          () => fetch(`${url}topics`, { method: 'POST', body: '{"name":"stolen"}' }),
          () => fetch(`${url}topics`, { method: 'POST', mode: 'no-cors', body: '{"name":"stolen"}' }),
          () => fetch(`${origin ?? ''}/metrics`),
        ];
        const outcomes = [];
        for (const attempt of tries)
          outcomes.push(
            await attempt().then(
              async (response) => ((await response.text()) === '' ? 'nothing' : 'text'),
              () => 'failed',
            ),
          );
        return outcomes;
      },
      [running.origin, running.token],
    );
    expect(attempts).toEqual(['failed', 'failed', 'failed', 'failed', 'failed']);
    const topics = await streamkit(['topic', 'list'], { env });
    expect(topics.stdout).not.toContain('stolen');
    await page.close();
  });

  test('a frame of another origin shows nothing', async () => {
    const page = await browser.newPage();
    await page.goto(attacker);
    const blocked = page.waitForEvent('requestfailed', (request) => request.url().startsWith(running.origin));
    await page.evaluate(
      (url) => {
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(frame);
      },
      running.url.replace('127.0.0.1', 'localhost'),
    );
    const frame = page.frames().find((one) => one !== page.mainFrame());
    await Promise.race([blocked, expect.poll(() => frame?.url()).toMatch(/chrome-error|^$/)]);
    expect(await frame?.evaluate(() => document.querySelector('#app')).catch(() => null)).toBeNull();
    await page.close();
  });

  test('every call of the API, a read as well, needs the token', async () => {
    for (const path of [
      '/api/v1/stack',
      '/api/v1/topics/x/records',
      '/api/v1/live',
      '/metrics',
      '/api/v1/none',
    ]) {
      const response = await fetch(running.origin + path);
      expect(response.status, path).toBe(401);
      const wrong = await fetch(running.origin + path, { headers: { Authorization: 'Bearer wrong' } });
      expect(wrong.status, path).toBe(401);
    }
    expect((await running.request('stack')).status).toBe(200);
  });

  test('foreign Origin and Sec-Fetch-Site are refused with the right token', async () => {
    const ask = async (headers: Record<string, string>) => {
      const all = Object.entries({ Authorization: `Bearer ${running.token}`, ...headers }).flatMap(
        ([name, value]) => ['-H', `${name}: ${value}`],
      );
      const { stdout } = await execa('curl', [
        '-s',
        '-o',
        '/dev/null',
        '-w',
        '%{http_code}',
        ...all,
        `${running.origin}/api/v1/stack`,
      ]);
      return Number(stdout);
    };
    expect(await ask({})).toBe(200);
    expect(await ask({ Origin: attacker.slice(0, -1) })).toBe(403);
    expect(await ask({ Origin: 'null' })).toBe(403);
    expect(await ask({ Origin: running.origin })).toBe(200);
    expect(await ask({ 'Sec-Fetch-Site': 'same-site' })).toBe(403);
    expect(await ask({ 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
    expect(await ask({ Host: `evil.test:${running.port}` })).toBe(421);
    expect(await ask({ Host: `127.0.0.1:${running.port + 1}` })).toBe(421);
  });

  test('no cookies, no CORS, and the headers that keep a page to itself', async () => {
    const page = await fetch(`${running.origin}/`);
    const call = await running.request('stack');
    for (const { headers } of [page, call]) {
      expect(
        [...headers.keys()].filter((name) => name.startsWith('access-control') || name === 'set-cookie'),
      ).toEqual([]);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe('no-store');
    }
    const { page: opened, done } = await openPage(browser, running);
    expect(await opened.context().cookies()).toEqual([]);
    expect(opened.url()).not.toContain(running.token);
    await done();
  });

  test('the policy of the page stops scripts that are put into it', async () => {
    const { page } = await openPage(browser, running);
    const outcome = await page.evaluate(async () => {
      const results: string[] = [];
      // What the debugger evaluates may do more than the page: this runs as the page's own.
      await new Promise((resolve) => setTimeout(resolve, 1));
      try {
        document.body.innerHTML = '<img src=x onerror="window.hacked=1">';
        results.push('html was set');
      } catch {
        results.push('html refused');
      }
      try {
        // eslint-disable-next-line @typescript-eslint/no-implied-eval
        const hack = new Function('window.hacked = 2') as () => void;
        hack();
        results.push('code ran');
      } catch {
        results.push('code refused');
      }
      return { results, hacked: 'hacked' in window };
    });
    expect(outcome).toEqual({ results: ['html refused', 'code refused'], hacked: false });
    await page.context().close();
  });

  test('read-only refuses every change and still shows everything', async () => {
    const readOnly = await startConsole(env, ['--read-only']);
    const change = await readOnly.request('topics', { method: 'POST', body: '{"name":"refused"}' });
    expect(change.status).toBe(403);
    expect((await readOnly.request('services/kafka/restart', { method: 'POST' })).status).toBe(403);
    expect(
      (await readOnly.request('sql/mysql', { method: 'POST', body: '{"statement":"select 1"}' })).status,
    ).toBe(403);
    expect((await readOnly.request('topics')).status).toBe(200);
    const { page, done } = await openPage(browser, readOnly, 'topics');
    await page.getByText('read-only').waitFor();
    expect(await page.getByRole('button', { name: 'Create topic' }).count()).toBe(0);
    await done();
    await readOnly.stop();
  });

  test('bodies are JSON only, and of a limited size', async () => {
    const headers = { Authorization: `Bearer ${running.token}`, 'Content-Type': 'text/plain' };
    const plain = await fetch(`${running.origin}/api/v1/topics`, { method: 'POST', headers, body: '{}' });
    expect(plain.status).toBe(415);
    const huge = await running.request('topics', {
      method: 'POST',
      body: JSON.stringify({ name: 'x'.repeat(9_000_000) }),
    });
    expect(huge.status).toBe(413);
    expect((await running.request('topics', { method: 'POST', body: '{' })).status).toBe(400);
  });

  test('paths cannot leave the page, whatever they hold', async () => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/main.cjs'])
      expect((await fetch(running.origin + path)).status, path).toBe(404);
  });

  test.runIf(process.platform === 'linux')('it listens on loopback only', async () => {
    const { stdout } = await execa('ss', ['-H', '-ltn']);
    const own = stdout.split('\n').filter((line) => line.includes(`:${running.port} `));
    expect(own).toHaveLength(1);
    expect(own[0]).toContain(`127.0.0.1:${running.port} `);
  });

  test('an old token opens nothing, and the page says where to find the new address', async () => {
    const page = await browser.newPage();
    await page.goto(`${running.origin}/#token=outdated`);
    await page.getByText('This tab has no access').waitFor();
    await page.close();
  });

  test('a second tab gets the token from the first one', async () => {
    const { page, done } = await openPage(browser, running);
    const second = await page.context().newPage();
    await second.goto(`${running.origin}/#/topics`);
    await second.getByRole('heading', { name: 'Topics', exact: true }).waitFor();
    await done();
  });

  test('Ctrl-C ends it and leaves nothing listening', async () => {
    const short = await startConsole(env);
    expect(await short.stop()).toBe(130);
    await expect(fetch(`${short.origin}/`)).rejects.toThrow('fetch failed');
  });
});
