import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect } from 'vitest';
import type { OwnHome } from './own-home.js';
import { provideSqlite3 } from './tools.js';

interface Manifest {
  commands: Record<string, { examples?: string[]; hidden?: boolean; pluginAlias: string }>;
}

/** The examples of every command's help, as users paste them, by the command as it is typed. */
export async function allExamples(): Promise<Map<string, string[]>> {
  const { commands } = JSON.parse(await readFile('oclif.manifest.json', 'utf8')) as Manifest;
  return new Map(
    Object.entries(commands).map(([id, { examples = [] }]) => [
      id.replaceAll(':', ' '),
      examples.map((example) => example.replaceAll('<%= config.bin %>', 'streamkit')),
    ]),
  );
}

export interface Playground {
  dir: string;
  env: Record<string, string>;
  /** Runs a line as a shell reads it, and expects it to go well. */
  paste: (line: string, exitCodes?: number[]) => Promise<string>;
  /** The same for one that goes on until Ctrl-C, which is pressed once it has printed something. */
  pasteUntilSeen: (line: string, meanwhile?: string) => Promise<void>;
  write: (files: Record<string, string>) => Promise<void>;
}

/** An empty folder where `streamkit` is on the PATH. */
export async function playground(home: OwnHome): Promise<Playground> {
  const dir = await mkdtemp(join(tmpdir(), 'streamkit-examples-'));
  afterAll(async () => rm(dir, { recursive: true }));
  const bin = join(dir, '.bin');
  await mkdir(bin);
  await provideSqlite3(bin);
  const run = resolve('bin/run.js');
  await writeFile(join(bin, 'streamkit'), `#!/bin/sh\nexec "${process.execPath}" "${run}" "$@"\n`);
  await chmod(join(bin, 'streamkit'), 0o755);
  const env = { ...home.env, NO_COLOR: '1', CI: '', PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
  const options = { cwd: dir, env, reject: false, all: true } as const;

  const paste = async (line: string, exitCodes = [0]) => {
    const { exitCode, all } = await execa('bash', ['-c', line], options);
    expect(exitCodes, `${line}\n${all}`).toContain(exitCode);
    return all;
  };
  return {
    dir,
    env,
    paste,
    async pasteUntilSeen(line, meanwhile) {
      const shell = execa('bash', ['-c', line], { ...options, detached: true, stdin: 'ignore' });
      const output = { seen: '' };
      shell.all.on('data', (data: Buffer) => (output.seen += String(data)));
      while (output.seen === '' && shell.exitCode === null) {
        if (meanwhile === undefined) await new Promise((done) => shell.all.once('data', done));
        else await paste(meanwhile);
      }
      process.kill(-(shell.pid ?? NaN), 'SIGINT');
      const { exitCode } = await shell;
      expect([0, 130], `${line} ended with ${exitCode ?? '?'}\n${output.seen}`).toContain(exitCode);
    },
    async write(files) {
      for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
    },
  };
}
