import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { StreamkitError } from '../shared/errors.js';

/**
 * Runs a build command to its end, without a shell.
 * @param onLine called with each line that it prints
 * @throws StreamkitError BUILD_FAILED with its last lines
 */
export async function build(
  [program = '', ...words]: string[],
  {
    name,
    cwd,
    signal,
    onLine,
  }: { name: string; cwd: string; signal: AbortSignal; onLine: (line: string) => void },
): Promise<void> {
  const child = execa(program, words, {
    cwd,
    all: true,
    buffer: false,
    reject: false,
    stdin: 'ignore',
    cancelSignal: signal,
    forceKillAfterDelay: 2000,
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.all })) {
    lines.push(line);
    onLine(line);
  }
  const { exitCode, shortMessage } = await child;
  signal.throwIfAborted();
  if (exitCode === 0) return;
  const errors = lines.filter((line) => /\berror\b/i.test(line));
  const how = exitCode === undefined ? (shortMessage ?? '') : `exit code ${exitCode}`;
  throw new StreamkitError('BUILD_FAILED', `The build of ${name} failed (${how}).`, {
    evidence: (errors.length > 0 ? errors : lines).slice(0, 15),
    suggestions: [`Run it by hand: cd ${cwd} && ${[program, ...words].join(' ')}`],
  });
}
