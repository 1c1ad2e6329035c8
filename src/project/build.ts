import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { StreamkitError } from '../shared/errors.js';
import type { Session } from '../stack/session.js';
import type { Build } from './types.js';

/**
 * Builds something, if it is built at all. STREAMKIT_ENGINE tells the build what it is for: images and local services do not
 * contain the same libraries.
 * @param built what was built before by the same command, which is not built again; this build is added
 * @throws StreamkitError BUILD_FAILED with the errors of the build
 */
export async function runBuild(
  { report, signal, engine }: Session,
  name: string,
  build: Build | undefined,
  built: Set<string>,
): Promise<void> {
  const key = JSON.stringify(build);
  if (!build || built.has(key)) return;
  const { command, source } = build;
  report({ type: 'note', message: `${name}: ${command.join(' ')}` });
  const since = Date.now();
  await toEnd(command, {
    what: `The build of ${name}`,
    code: 'BUILD_FAILED',
    cwd: source,
    signal,
    environment: { STREAMKIT_ENGINE: engine.name },
  });
  built.add(key);
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  report({ type: 'note', message: `${name}: built in ${seconds} s` });
}

/**
 * Runs a command to its end, without a shell.
 * @param options.what begins the message of the error
 * @throws StreamkitError with its first lines that report an error, otherwise its first lines
 */
export async function toEnd(
  [program = '', ...words]: string[],
  {
    what,
    code,
    cwd,
    signal,
    environment,
  }: {
    what: string;
    code: 'BUILD_FAILED' | 'COMMAND_FAILED';
    cwd: string;
    signal: AbortSignal;
    environment?: Record<string, string>;
  },
): Promise<void> {
  const child = execa(program, words, {
    cwd,
    all: true,
    buffer: false,
    reject: false,
    stdin: 'ignore',
    cancelSignal: signal,
    forceKillAfterDelay: 2000,
    ...(environment && { env: environment }),
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.all })) lines.push(line);
  const { exitCode, shortMessage } = await child;
  signal.throwIfAborted();
  if (exitCode === 0) return;
  const errors = lines.filter((line) => /error\b/i.test(line));
  const how = exitCode === undefined ? (shortMessage ?? '') : `exit code ${exitCode}`;
  throw new StreamkitError(code, `${what} failed (${how}).`, {
    evidence: (errors.length > 0 ? errors : lines).slice(0, 15),
    suggestions: [`Run it by hand: cd ${cwd} && ${[program, ...words].join(' ')}`],
  });
}
