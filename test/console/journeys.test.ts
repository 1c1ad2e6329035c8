import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { drills } from '../../src/drill/result.js';
import { streamkit } from '../support/cli.js';
import { ownHome } from '../support/own-home.js';
import { goTo, openBrowser, openPage, startConsole, type RunningConsole } from './browser.js';
import { chromiumPath } from './chromium.js';

const isHere = chromiumPath() !== undefined;

describe.runIf(isHere)('what users do with the console', () => {
  const env = inject('consoleHome');
  const run = async (args: string[], input?: string) => {
    const result = await streamkit(args, { env, ...(input === undefined ? {} : { input }) });
    expect(result.exitCode, result.stderr).toBe(0);
    return result.stdout;
  };
  let running: RunningConsole;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'streamkit-journeys-'));
    running = await startConsole(env);
    browser = await openBrowser();
  });
  afterAll(async () => rm(dir, { recursive: true, force: true }));

  test('a pipeline from file to topic to file appears in the graph, and as a table', async () => {
    const { page, done } = await openPage(browser, running);
    await writeFile(join(dir, 'in.txt'), 'one\n');
    const create = async (name: string, config: Record<string, string>) =>
      running.request('connectors', { method: 'POST', body: JSON.stringify({ name, config }) });
    const text = 'org.apache.kafka.connect.storage.StringConverter';
    const shared = { 'tasks.max': '1', 'key.converter': text, 'value.converter': text };
    const source = await create('lines-in', {
      ...shared,
      'connector.class': 'FileStreamSource',
      file: join(dir, 'in.txt'),
      topic: 'lines',
    });
    expect(source.status, await source.text()).toBe(200);
    const sink = await create('lines-out', {
      ...shared,
      'connector.class': 'FileStreamSink',
      file: join(dir, 'out.txt'),
      topics: 'lines',
    });
    expect(sink.status, await sink.text()).toBe(200);
    for (const name of ['in.txt', 'lines-in', 'lines', 'lines-out', 'out.txt'])
      await page.locator(`.flow-node:has(b:text-is("${name}"))`).waitFor();
    await page.getByRole('button', { name: 'Table' }).click();
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'lines-in' }) });
    await row.filter({ has: page.getByRole('link', { name: 'lines', exact: true }) }).waitFor();
    await row.getByRole('link', { name: 'lines-in' }).first().click();
    await page.getByRole('heading', { name: 'lines-in' }).waitFor();
    await done();
  });

  test('a paused tail resumes at the offset where it stopped: no record is missing, none comes twice', async () => {
    await run(['topic', 'create', 'ticks', '--partitions', '2']);
    const { page, done } = await openPage(browser, running, 'topics/ticks?from=start');
    await page.getByRole('heading', { name: 'Live', exact: true }).waitFor();
    await run(['produce', 'ticks'], '1\n2\n3\n');
    await page.getByText('3 shown').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('heading', { name: 'Paused' }).waitFor();
    await run(['produce', 'ticks'], '4\n5\n');
    await page.getByText('2 waiting').waitFor();
    expect(await page.getByText('3 shown').count()).toBe(1);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('5 shown').waitFor();
    const values = await page.locator('.virtual-row .c-value').allTextContents();
    expect(values.toSorted()).toEqual(['1', '2', '3', '4', '5']);
    await page.getByLabel('Value contains').fill('4');
    await page.getByText(/^1 shown/).waitFor();
    await done();
  });

  test('records are text, whatever they hold', async () => {
    await run(['topic', 'create', 'hostile']);
    const hostile = [
      '<img src=x onerror="window.hacked=1">',
      '"><script>window.hacked=1</script>',
      '{"a":"</script>"}',
      '\u202e\u0000',
    ];
    const rows = [
      ...hostile.map((value) => ({ key: value, value, headers: [{ name: value, value }] })),
      { key: null, value: null, headers: [] },
      { key: '', value: '', headers: [] },
      { key: { base64: '/w==' }, value: { base64: '//4=' }, headers: [] },
    ];
    const sent = await running.request('topics/hostile/records', {
      method: 'POST',
      body: JSON.stringify({ records: rows }),
    });
    expect(sent.status, await sent.text()).toBe(200);
    const { page, done } = await openPage(browser, running, 'topics/hostile/records?offset=start');
    await page.getByText(`${rows.length} records`).first().waitFor();
    const values = async () => page.locator('.virtual-row .c-value').allTextContents();
    await expect
      .poll(values)
      .toEqual(expect.arrayContaining([...hostile.slice(0, 3), 'null', 'empty', '0xfffe']));
    for (const offset of [0, 1]) {
      await page.getByRole('button', { name: `Open record ${offset} of partition 0` }).click();
      await page
        .getByRole('dialog')
        .getByLabel('Value')
        .filter({ hasText: hostile[offset] ?? '' })
        .waitFor();
      await page.keyboard.press('Escape');
    }
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await done();
  });

  test('a value of a megabyte is shown cut in the list, and whole in its dialog', async () => {
    await run(['topic', 'create', 'large']);
    await run(['produce', 'large'], `${'x'.repeat(1_000_000)}\n`);
    const { page, done } = await openPage(browser, running, 'topics/large/records');
    await page.getByRole('button', { name: 'Open record 0 of partition 0' }).click();
    await page.getByRole('dialog').getByText('977 KB').waitFor();
    await expect
      .poll(async () => (await page.getByLabel('Value', { exact: true }).textContent())?.length)
      .toBe(1_000_000);
    await done();
  });

  test('by keyboard alone: find a topic, produce a record, see it', async () => {
    await run(['topic', 'create', 'typed']);
    const { page, done } = await openPage(browser, running);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('typed');
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /^typed/ })
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'typed', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Produce' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Value', { exact: true }).focus();
    await page.keyboard.type('hello');
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.virtual-row .c-value').getByText('hello').waitFor();
    expect(await run(['consume', 'typed', '--from-beginning', '--exit'])).toBe('hello');
    await done();
  });

  test("a group's offsets are moved after a preview", async () => {
    await run(['topic', 'create', 'moved']);
    await run(['produce', 'moved'], 'a\nb\nc\n');
    await run(['consume', 'moved', '--group', 'movers', '--from-beginning', '--exit']);
    const { page, done } = await openPage(browser, running, 'groups/movers');
    await page.getByRole('button', { name: 'Move offsets' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await dialog
      .getByRole('row')
      .filter({ hasText: /^0\s*3\s*0$/ })
      .waitFor();
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByText('lag 3').waitFor();
    expect(await run(['group', 'describe', 'movers'])).toContain('lag 3');
    await done();
  });

  test('drills are those of the command line; one that the stack is too small for says so', async () => {
    const { page, done } = await openPage(browser, running, 'drills');
    await page
      .getByRole('combobox', { name: 'Drill', exact: true })
      .getByRole('option')
      .first()
      .waitFor({ state: 'attached' });
    expect(
      await page.getByRole('combobox', { name: 'Drill', exact: true }).getByRole('option').allTextContents(),
    ).toEqual([...drills]);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page
      .getByRole('alert')
      .getByText(/has one instance of kafka/)
      .first()
      .waitFor();
    await done();
  });

  test('looking never creates a topic', async () => {
    const { page } = await openPage(browser, running, 'topics/not-there/records');
    await page
      .getByRole('alert')
      .getByText(/not-there/)
      .first()
      .waitFor();
    await goTo(page, 'topics/not-there/tail');
    await page
      .getByRole('alert')
      .getByText(/not-there/)
      .first()
      .waitFor();
    expect(await run(['topic', 'list'])).not.toContain('not-there');
    await page.context().close();
  });

  test('with 1,000 topics the list is one screen of the busiest, and the filter finds the others', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `many-${String(index).padStart(4, '0')}`);
    for (let at = 0; at < names.length; at += 25)
      await Promise.all(
        names
          .slice(at, at + 25)
          .map(async (name) => running.request('topics', { method: 'POST', body: JSON.stringify({ name }) })),
      );
    const { page, done } = await openPage(browser, running, 'topics');
    await page.getByText(/topics, the 200 busiest shown/).waitFor();
    await page.getByLabel('Filter').fill('many-0777');
    await page.getByRole('link', { name: 'many-0777' }).waitFor();
    await goTo(page, '');
    await page.getByText('Nothing reads or writes these now').waitFor();
    await done();
  });

  test('metrics are in the Prometheus text format', async () => {
    const response = await fetch(`${running.origin}/metrics`, {
      headers: { Authorization: `Bearer ${running.token}` },
    });
    const text = await response.text();
    expect(text).toMatch(/^streamkit_service_up\{service="kafka"\} 1$/m);
    expect(text).toMatch(/^streamkit_topic_end_offset\{topic="ticks",partition="0"\} \d+$/m);
    expect(text).toMatch(/^streamkit_group_lag\{group="movers",topic="moved",partition="0"\} 3$/m);
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+\{.*\} [\d.e+-]+)$/);
  });
});

describe.runIf(isHere)('bad days', async () => {
  const home = await ownHome();

  test('a service that is killed needs attention; a click starts it again', async () => {
    const up = await home.run(['up', 'zookeeper', '--ports', 'auto']);
    expect(up.exitCode, up.stderr).toBe(0);
    const running = await startConsole(home.env);
    const browser = await openBrowser();
    const { page, done } = await openPage(browser, running);
    await page.getByText('1 of 1 up').waitFor();
    const { process: killed } = await home.ledger('zookeeper');
    process.kill(killed.pid, 'SIGKILL');
    const item = page.getByRole('listitem').filter({ hasText: 'zookeeper has ended' });
    await item.waitFor();
    await item.getByText('streamkit up zookeeper').waitFor();
    await item.getByRole('button', { name: 'Start zookeeper' }).click();
    await page.getByText('1 of 1 up').waitFor();
    expect(await item.count()).toBe(0);
    await done();
    await running.stop();
  });
});
