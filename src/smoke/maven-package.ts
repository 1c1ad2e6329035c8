import { createInterface } from 'node:readline';
import { execa } from 'execa';
import type { Report } from '../shared/events.js';

/**
 * `mvn package` in a project, as its user would run it; notes tell of each of Maven's goals.
 * @param options such as `-Pdocker`
 * @throws with its first errors
 */
export async function mavenPackage(
  project: string,
  report: Report,
  signal: AbortSignal,
  options: string[] = [],
): Promise<string> {
  const child = execa('mvn', ['--batch-mode', ...options, 'package'], {
    cwd: project,
    all: true,
    buffer: false,
    reject: false,
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
    const goal = /--- (?:maven-)?(\w+?)(?:-maven)?(?:-plugin)?:\S+?:(\w+)/.exec(line);
    if (goal) report({ type: 'note', message: `mvn package: ${goal[1] ?? ''} ${goal[2] ?? ''}` });
    tests = /Tests run: \d+, Failures: \d+, Errors: \d+, Skipped: \d+$/.exec(line)?.[0] ?? tests;
    if (line.startsWith('[ERROR]')) errors.push(line.slice('[ERROR] '.length));
  }
  const { exitCode } = await child;
  signal.throwIfAborted();
  if (exitCode !== 0) throw new Error(`mvn package failed: ${errors.slice(0, 5).join(' | ')}`);
  if (tests === '') throw new Error('mvn package ran no test');
  return tests;
}
