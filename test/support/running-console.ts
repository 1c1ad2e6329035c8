import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { afterAll } from 'vitest';
import type { ConsoleAddress } from '../../src/console/server/console.js';
import { startStreamkit } from './cli.js';

/** A console that runs as users run it. */
export interface RunningConsole extends ConsoleAddress {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  token: string;
  /** A request as the page makes it. */
  request: (path: string, init?: RequestInit) => Promise<Response>;
  /** Ctrl-C. @returns the exit code */
  stop: () => Promise<number | undefined>;
}

/** What the tests of a file have opened, in that order. */
const opened: (() => Promise<unknown>)[] = [];

/** Has something ended after the tests of the file, before what was opened earlier. */
export function endAfterwards(end: () => Promise<unknown>): void {
  opened.push(end);
}

afterAll(async () => {
  for (const end of opened.reverse()) await end();
});

/** Starts `streamkit console`; it is ended after the tests of the file at the latest. */
export async function startConsole(
  env: Record<string, string>,
  args: string[] = [],
  cwd?: string,
): Promise<RunningConsole> {
  const child = startStreamkit(['console', '--json', '--port', '0', ...args], {
    env,
    ...(cwd === undefined ? {} : { cwd }),
  });
  let output = '';
  while (!output.includes('\n')) {
    const [data] = (await Promise.race([
      once(child.stdout as Readable, 'data'),
      child.then(({ stderr }) => {
        throw new Error(`the console ended: ${String(stderr)}`);
      }),
    ])) as [Buffer];
    output += String(data);
  }
  const address = JSON.parse(output) as ConsoleAddress;
  const origin = `http://127.0.0.1:${address.port}`;
  const token = address.url.split('#token=')[1] ?? '';
  const stop = async () => {
    child.kill('SIGINT');
    return (await child).exitCode;
  };
  endAfterwards(stop);
  return {
    ...address,
    origin,
    token,
    stop,
    request: async (path, init = {}) =>
      fetch(`${origin}/api/v1/${path}`, {
        ...init,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(init.body ? { 'Content-Type': 'application/json' } : {}),
        },
      }),
  };
}
