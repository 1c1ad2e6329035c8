import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumPath } from '../../../test/console/chromium.js';
import { ages, countAges, frames, goTo, noteAges } from '../console/in-page.js';
import { listen, pageSizes, type Listening } from '../console/page.js';
import { besideLimit } from '../compare.js';
import { cli, type Lab } from '../lab.js';
import { quantile, run } from '../measure.js';
import type { Result, Row } from '../row.js';

const rounds = 7;
const idleMs = 15_000;
const tailMs = 10_000;
const perSecond = 10_000;
const singles = 100;

/** What the console costs: until it listens, its page, its memory, and a tail of a busy topic. Needs Chromium. */
export const consoleRow: Row = {
  name: 'console',
  async measure(lab: Lab): Promise<Result[]> {
    const executablePath = chromiumPath();
    if (executablePath === undefined) throw new Error('Chromium is not installed (apt-get install chromium)');
    await lab.broker();
    const starts = await untilListening(lab);
    const running = await listen(lab);
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const { first, all } = pageSizes('dist/console');
      return [
        starts,
        await firstPaint(browser, running),
        besideLimit('page of the console, first load, compressed', 'kB', [first], 45),
        besideLimit('page of the console, all of it, compressed', 'kB', [all], 110),
        await idleMemory(running),
        ...(await tail(lab, browser, running)),
      ];
    } finally {
      await browser.close();
      await running.stop();
    }
  },
};

async function untilListening(lab: Lab): Promise<Result> {
  const result: Result = {
    what: '`console` until it listens',
    beside: '`--version`',
    unit: 's',
    ours: [],
    theirs: [],
    goal: 3,
    whyMissed:
      'loading the code of the stack and of the samplers. Tried: routes are loaded after it listens (4.1 before).',
  };
  for (let round = 0; round < rounds; round++) {
    const { ms, stop } = await listen(lab);
    await stop();
    result.ours.push(ms / 1000);
    result.theirs.push((await run(`${cli} --version`, lab.env)).wallSeconds);
  }
  return result;
}

/** In the page: the time of the first paint, also when it is still to come. */
const firstPaintTime = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName('first-contentful-paint');
    if (paint) resolve(paint.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

async function firstPaint(browser: Browser, { url }: Listening): Promise<Result> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await browser.newPage();
    await page.goto(url);
    await page.locator('.shell').waitFor();
    times.push(await page.evaluate<number>(firstPaintTime));
    await page.close();
  }
  return besideLimit('page of the console, first paint', 'ms', times, 400);
}

/** Resident memory of the server when nobody has looked for a while. */
async function idleMemory({ pid }: Listening): Promise<Result> {
  await delay(idleMs);
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return besideLimit('memory of an idle `console`', 'MB', [kilobytes / 1024], 110);
}

async function tail(lab: Lab, browser: Browser, { url }: Listening): Promise<Result[]> {
  const topic = await lab.topic();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await page.locator('.shell').waitFor();
  await page.evaluate(goTo(`#/topics/${topic}/tail`));
  await page.getByText('Waiting for records').waitFor();
  const shown = await untilShown(lab, page, topic);
  const empty = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const theirs = await empty.evaluate<number[]>(frames(tailMs));
  await empty.close();
  await page.bringToFront();
  const sent = flood(lab, topic);
  const ours = await page.evaluate<number[]>(frames(tailMs));
  await sent;
  await page.close();
  return [
    {
      what: `frame of a tail of ${perSecond} records per second, median`,
      beside: 'empty page',
      unit: 'ms',
      ours: [quantile(ours)],
      theirs: [quantile(theirs)],
      goal: 1.05,
    },
    besideLimit('record in the page after it was sent, median', 'ms', [quantile(shown)], 120),
  ];
}

/** Sends records at an even rate for as long as frames are counted. */
async function flood(lab: Lab, topic: string): Promise<void> {
  const producer = await lab.producer();
  const value = JSON.stringify({ id: 1, text: 'x'.repeat(80) });
  const stepMs = 50;
  const messages = Array.from({ length: (perSecond * stepMs) / 1000 }, () => ({ value }));
  const since = performance.now();
  for (let step = 0; step * stepMs < tailMs; step++) {
    await producer.send({ topic, acks: 1, messages });
    await delay(Math.max(0, since + (step + 1) * stepMs - performance.now()));
  }
  await producer.disconnect();
}

/** Milliseconds from the moment that a record names until the page has it in a row, for each of some records. */
async function untilShown(lab: Lab, page: Page, topic: string): Promise<number[]> {
  await page.evaluate(noteAges);
  const producer = await lab.producer();
  for (let sent = 0; sent < singles; sent++) {
    await producer.send({ topic, acks: 1, messages: [{ value: `${Date.now()}-${sent}` }] });
    await delay(50);
  }
  await producer.disconnect();
  await page.waitForFunction(`${countAges} >= ${singles}`);
  return page.evaluate<number[]>(ages);
}
