import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import type { ConsoleAddress } from '../../../src/console/server/console.js';
import { bin, type Lab } from '../lab.js';

export interface Listening {
  url: string;
  pid: number;
  /** From the start of the process until it listens. */
  ms: number;
  stop: () => Promise<void>;
}

/** A console of the stack `default` on a free port. */
export async function listen(lab: Lab): Promise<Listening> {
  const since = performance.now();
  const child = spawn(process.execPath, [bin, 'console', '--json', '--port', '0'], {
    env: { ...process.env, ...lab.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as ConsoleAddress;
    const ms = performance.now() - since;
    return {
      url,
      ms,
      pid: child.pid ?? 0,
      async stop() {
        child.kill('SIGINT');
        await ended;
      },
    };
  }
  throw new Error('the console ended before it listened');
}

/** Sizes of the page's files in kB, compressed: what the first view loads, and all. @param dir dist/console */
export function pageSizes(dir: string): { first: number; all: number } {
  const files = readdirSync(dir);
  const first = new Set(files.filter((name) => /^(index|main|style)/.test(name)));
  for (const name of first) {
    // What the entry imports at once, and what that imports.
    const text = readFileSync(join(dir, name), 'utf8');
    for (const [, found] of text.matchAll(/(?:from|import)\s*"\.\/(part-\w+\.js)"/g))
      if (found !== undefined) first.add(found);
  }
  const sum = (names: Iterable<string>) =>
    [...names].reduce((total, name) => total + gzipSync(readFileSync(join(dir, name))).length, 0) / 1024;
  return { first: sum(first), all: sum(files) };
}
