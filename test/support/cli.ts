import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa, type Options } from 'execa';

const bin = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

export interface CliResult {
  stdout: string;
  stderr: string;
  exitCode: number | undefined;
}

/** Runs the built command line as users do, without a terminal. Never rejects: tests look at the exit code. */
export async function streamkit(args: string[], options: Options = {}): Promise<CliResult> {
  const { stdout, stderr, exitCode } = await startStreamkit(args, options);
  return { stdout: String(stdout), stderr: String(stderr), exitCode };
}

/** The same, as a process to write to, to read from and to end. */
export function startStreamkit(args: string[], options: Options = {}) {
  return execa(process.execPath, [bin, ...args], {
    reject: false,
    ...options,
    env: { NO_COLOR: '1', CI: '', ...options.env },
  });
}

/** The typed result of a command run with `--json`. */
export async function streamkitJson<Result>(args: string[], options: Options = {}): Promise<Result> {
  const { stdout, stderr, exitCode } = await streamkit([...args, '--json'], options);
  if (exitCode !== 0)
    throw new Error(`streamkit ${args.join(' ')} ended with ${exitCode ?? '?'}:\n${stderr}\n${stdout}`);
  return JSON.parse(stdout) as Result;
}

/** The environment of a home of its own that shares the machine's downloads. */
export function homeAt(dir: string): Record<string, string> {
  const cache =
    process.env['STREAMKIT_CACHE'] ??
    join(process.env['STREAMKIT_HOME'] ?? join(process.env['HOME'] ?? '', '.streamkit'), 'cache');
  return {
    STREAMKIT_HOME: dir,
    STREAMKIT_CACHE: cache,
    STREAMKIT_ENGINE: process.env['STREAMKIT_ENGINE'] ?? 'local',
  };
}
