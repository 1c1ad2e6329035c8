import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { streamkit } from '../support/cli.js';
import { goTo, openBrowser, openPage, startConsole, type RunningConsole } from './browser.js';
import { chromiumPath } from './chromium.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const views = [
  '',
  '?as=table',
  'services',
  'services/kafka',
  'logs',
  'topics',
  'topics/read/tail?from=start',
  'topics/read/records?offset=start',
  'topics/read/partitions',
  'topics/read/readers',
  'topics/read/settings',
  'groups',
  'groups/readers',
  'schemas',
  'connectors',
  'topologies',
  'jobs',
  'sql',
  'hdfs',
  'smoke',
  'drills',
  'nowhere',
];

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

describe.runIf(chromiumPath() !== undefined)('every view', () => {
  const env = inject('consoleHome');
  let running: RunningConsole;
  let browser: Awaited<ReturnType<typeof openBrowser>>;

  beforeAll(async () => {
    await streamkit(['topic', 'create', 'read', '--config', 'retention.ms=600000'], { env });
    await streamkit(['produce', 'read'], { env, input: 'a\nb\n' });
    await streamkit(['consume', 'read', '--group', 'readers', '--from-beginning', '--exit'], { env });
    running = await startConsole(env);
    browser = await openBrowser();
  });

  test.for([
    { colorScheme: 'light', width: 1440 },
    { colorScheme: 'dark', width: 1440 },
    { colorScheme: 'light', width: 400 },
    { colorScheme: 'dark', width: 320 },
  ] as const)(
    'has no violation of accessibility rules: $colorScheme, $width wide',
    async ({ colorScheme, width }) => {
      const viewport = { width, height: 900 };
      const { page, done } = await openPage(browser, running, '', {
        colorScheme,
        viewport,
        reducedMotion: 'reduce',
      });
      const found: Record<string, unknown> = {};
      for (const view of views) {
        await goTo(page, view);
        await page.locator('main h1').waitFor();
        await expect.poll(async () => page.locator('main [aria-busy=true]').count()).toBe(0);
        // As the debugger: the policy of the page lets nothing in.
        await page.evaluate(axe);
        const violations = await page.evaluate(async () => {
          const { axe: library } = window as unknown as {
            axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> };
          };
          const result = await library.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          });
          return result.violations.map(({ id, nodes }) => ({
            id,
            nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
          }));
        });
        if (violations.length > 0) found[view] = violations;
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
        if (sideways) found[`${view} scrolls sideways`] = true;
      }
      expect(found).toEqual({});
      await done();
    },
  );
});
