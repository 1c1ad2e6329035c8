import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { bashCompletion } from '../../src/render/completion/bash.js';
import { fishCompletion } from '../../src/render/completion/fish.js';
import { completionTree } from '../../src/render/completion/tree.js';
import { zshCompletion } from '../../src/render/completion/zsh.js';
import { hasTool } from '../support/tools.js';

const shared = { stack: { type: 'option' as const, name: 'stack', multiple: false } };
const known = [
  {
    id: 'up',
    summary: "start services; don't $(touch x) `y`",
    args: { service: { name: 'service' } },
    flags: {
      ...shared,
      mode: {
        type: 'option' as const,
        name: 'mode',
        char: 'm' as const,
        multiple: false,
        options: ['one', 'two'],
      },
      color: { type: 'boolean' as const, name: 'color', allowNo: true },
      debug: { type: 'boolean' as const, name: 'debug', allowNo: false, hidden: true },
    },
  },
  { id: 'topic:create', summary: 'create a topic', args: {}, flags: { ...shared } },
  {
    id: 'topic:describe',
    summary: 'describe a topic',
    args: { name: { name: 'name' } },
    flags: { ...shared },
  },
  { id: 'topic:list', summary: 'list the topics', args: {}, flags: {} },
  { id: 'run', summary: 'run a command', args: {}, flags: {} },
];
const tree = completionTree(known, [{ name: 'topic', description: 'topics' }], {
  service: ['kafka', 'connect'],
});

const dir = await mkdtemp(join(tmpdir(), 'completion-'));
afterAll(async () => rm(dir, { recursive: true }));
const scripts = { bash: bashCompletion(tree), zsh: zshCompletion(tree), fish: fishCompletion(tree) };
for (const [shell, script] of Object.entries(scripts)) await writeFile(join(dir, shell), script);
await writeFile(join(dir, 'some-file'), '');

// Names are asked for when Tab is pressed; the place that is typed is passed on.
await writeFile(
  join(dir, 'streamkit'),
  `#!/bin/sh
case "$*" in
  'complete topic') printf '%s\\n' orders orders.big payments ;;
  'complete topic --stack ci') echo on-ci ;;
  'complete stack') printf '%s\\n' ci default ;;
esac
`,
  { mode: 0o755 },
);
const PATH = `${dir}:${process.env['PATH'] ?? ''}`;

/** What is typed, with the last word unfinished, and what is offered for it. */
const lines: [string, string[]][] = [
  ['streamkit ', ['run', 'topic', 'up']],
  ['streamkit to', ['topic']],
  ['streamkit topic ', ['create', 'describe', 'list']],
  ['streamkit up k', ['kafka']],
  ['streamkit up kafka c', ['connect']],
  ['streamkit up --', ['--mode', '--no-color', '--stack']],
  ['streamkit up --mode ', ['one', 'two']],
  ['streamkit up --stack topic --mode t', ['two']],
  ['streamkit topic create --', ['--stack']],
  ['streamkit topic describe o', ['orders', 'orders.big']],
  ['streamkit topic describe orders p', ['payments']],
  ['streamkit topic describe --stack ci o', ['on-ci']],
  ['streamkit topic create --stack c', ['ci']],
];

describe.runIf(await hasTool('bash', '-c', 'exit'))('bash', () => {
  test.each(lines)('%s<TAB>', async (line, offered) => {
    const script =
      'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _streamkit; printf "%s\\n" "${COMPREPLY[@]}"';
    const { stdout } = await execa('bash', ['--norc', '-c', script, join(dir, 'bash'), ...line.split(' ')], {
      env: { PATH },
    });
    expect(stdout.split('\n').sort()).toEqual(offered);
  });
});

describe.runIf(await hasTool('fish', '-c', 'exit'))('fish', () => {
  test.each(lines)('%s<TAB>', async (line, offered) => {
    const env = { HOME: dir, XDG_CONFIG_HOME: dir, PATH };
    const { stdout } = await execa(
      'fish',
      ['-c', 'source $argv[1]; complete -C $argv[2]', join(dir, 'fish'), line],
      {
        env,
        cwd: dir,
      },
    );
    expect(stdout.split('\n').map((row) => row.split('\t')[0])).toEqual(expect.arrayContaining(offered));
    const words = (all: string[]) => all.filter((word) => !word.startsWith('-'));
    expect(words(stdout.split('\n'))).toHaveLength(words(offered).length);
  });
});

describe.runIf(await hasTool('zsh', '-c', 'exit'))('zsh', () => {
  // Its completion runs only in its line editor, so a terminal of zsh's own presses the key.
  const presses = `
    zmodload zsh/zpty
    zpty z zsh -f -i
    zpty -w z "PS1=; unsetopt prompt_cr prompt_sp; autoload -Uz compinit; compinit -u -D; source $0; bindkey '^I' complete-word; echo REA''DY"
    zpty -r z out $'*READY\\r*'
    zpty -n -w z "$1"$'\\t'"$2"$'\\n'
    zpty -r z out "*$3*"
    print -r -- "$out"`;
  test.each([
    ['streamkit to', ' END', 'topic', 'topic'],
    ['streamkit topic cr', ' END', 'create', 'topic create'],
    ['streamkit up k', ' END', 'kafka', 'up kafka'],
    ['streamkit up --mo', '', '--mode', 'up --mode'],
    ['streamkit up --mode tw', '', 'two', '--mode two'],
    ['streamkit topic create --st', '', '--stack', 'create --stack'],
    ['streamkit topic describe pay', ' END', 'payments', 'describe payments'],
    ['streamkit topic describe --stack ci o', ' END', 'on-ci', 'ci on-ci'],
  ])('%s<TAB>', { timeout: 20_000 }, async (line, more, seen, whole) => {
    const { stdout } = await execa('zsh', ['-f', '-c', presses, join(dir, 'zsh'), line, more, seen], {
      env: { TERM: 'xterm', PATH },
      timeout: 15_000,
    });
    // eslint-disable-next-line no-control-regex
    expect(stdout.replace(/\u001b\[[\d;?]*[A-Za-z]/g, '')).toContain(whole);
  });
});
