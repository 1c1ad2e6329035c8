import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { ownHome } from '../support/own-home.js';
import { Screen } from '../support/screen.js';
import { hasTool } from '../support/tools.js';

describe.runIf(await hasTool('tmux', '-V'))('in a terminal', async () => {
  const home = await ownHome();
  const dir = await mkdtemp(join(tmpdir(), 'streamkit-terminal-'));
  const screen = new Screen();
  const streamkit = `node ${resolve('bin/run.js')}`;
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`;
  afterAll(async () => {
    await screen.close();
    await rm(dir, { recursive: true });
  });

  test('init asks, and writes what was chosen', async () => {
    await screen.open(100, dir, { ...home.env, PATH });
    await screen.type(`clear; ${streamkit} init`);
    await screen.shows('Which services?');
    await screen.press('Enter');
    await screen.shows('Which engine?');
    await screen.press('Enter');
    await screen.shows('Which Kafka mode?');
    await screen.press('Enter');
    await screen.shows('Choose free ports instead of the default ports?');
    await screen.type('y');
    await screen.shows(/Wrote \S+streamkit\.yml/);
    expect(await readFile(join(dir, 'streamkit.yml'), 'utf8')).toMatch(/^ports: auto/m);
  });

  test('up shows what starts with its time, then the addresses and what to do next', async () => {
    await screen.type(`clear; ${streamkit} up kafka`);
    await screen.shows(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] (zookeeper|kafka) is starting [\d.]+ ?m?s/);
    const end = await screen.shows('Next:');
    expect(end).toMatch(/kafka is \[UP\] {2}127\.0\.0\.1:\d+/);
    expect(end).not.toContain('is starting');
  });

  test('what a command says stays', async () => {
    const text = await screen.run(`${streamkit} topic create orders`);
    expect(text).toContain('Created the topic orders with 1 partition.\nended');
  });

  test('status --watch shows a change when it happens, and Ctrl-C ends it with 130', async () => {
    await screen.type(`clear; ${streamkit} status --watch; echo "ended with $?"`);
    await screen.shows(/kafka +up/);
    process.kill((await home.ledger('kafka')).process.pid, 'SIGKILL');
    await screen.shows(/kafka +failed/);
    await screen.press('C-c');
    await screen.shows('ended with 130');
  });

  test('a narrow terminal gets a table that fits', async () => {
    const narrow = new Screen();
    onTestFinished(async () => narrow.close());
    await narrow.open(44, dir, { ...home.env, PATH });
    const lines = (await narrow.run(`${streamkit} status`)).split('\n');
    const head = lines.findIndex((line) => line.startsWith('SERV'));
    // A line that did not fit would go on in the next one.
    expect(lines.slice(head + 1, head + 4).map((line) => line.split(' ')[0])).toEqual([
      expect.stringMatching(/^zook/),
      expect.stringMatching(/^kafk/),
      expect.stringMatching(/^sche/),
    ]);
  });

  test.each([
    ['colors', '', '', true],
    ['NO_COLOR has none', 'NO_COLOR=1 ', '', false],
    ['--no-color has none', '', ' --no-color', false],
    ['--plain has none, and draws nothing', '', ' --plain', false],
  ])('%s', async (_, before, after, colored) => {
    await screen.run(`${before}${streamkit} status${after}`);
    // eslint-disable-next-line no-control-regex
    expect(/\u001b\[3\dm/.test(await screen.text('-e'))).toBe(colored);
  });

  test('--plain prints lines, none of which is drawn over', async () => {
    const command = `${streamkit} up kafka --plain`;
    const { stdout } = await execa('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      cwd: dir,
      env: { ...home.env, CI: '', TERM: 'xterm' },
      stdin: 'ignore',
    });
    expect(stdout).not.toContain('\u001b[');
    expect(stdout).toMatch(/^kafka is \[UP\]/m);
  });
});
