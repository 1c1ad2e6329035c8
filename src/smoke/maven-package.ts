import { createInterface } from 'node:readline';
import { execa } from 'execa';
import type { Session } from '../session.js';

/**
 * Builds a project as a user would: `mvn package` with its tests.
 * @returns what Surefire counted
 * @throws Error with Maven's own words
 */
export async function mavenPackage(dir: string, { report }: Session, signal: AbortSignal): Promise<string> {
  const child = execa('mvn', ['--batch-mode', 'package'], {
    cwd: dir,
    all: true,
    reject: false,
    buffer: false,
    stdin: 'ignore',
    cancelSignal: signal,
    forceKillAfterDelay: 2000,
  });
  const errors: string[] = [];
  let tests = '';
  let downloads = 0;
  for await (const line of createInterface({ input: child.all })) {
    const file = /Downloaded from \S+: \S*\/(\S+)/.exec(line)?.[1];
    if (file !== undefined) report({ type: 'fetching', message: file, count: ++downloads });
    tests = /Tests run: (\d+), Failures: \d+, Errors: \d+, Skipped: \d+$/.exec(line)?.[0] ?? tests;
    if (line.includes('[ERROR]')) errors.push(line.replace(/^.*\[ERROR\]\s*/, ''));
  }
  const { exitCode } = await child;
  signal.throwIfAborted();
  if (exitCode !== 0)
    throw new Error(`mvn package failed: ${errors.filter(Boolean).slice(0, 5).join(' | ')}`);
  return tests === '' ? 'built' : `built. ${tests}`;
}
