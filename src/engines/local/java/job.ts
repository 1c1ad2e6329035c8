import { createInterface } from 'node:readline';
import type { Exit, JavaJob } from '../../engine.js';
import type { Command } from '../process/process.js';
import { markerVariable } from '../process/process-table.js';

/** Runs the user's program to its end, in the user's folder and environment; it ends with us. */
export async function runJob(
  { file, args }: Command,
  dir: string,
  { environment, signal, onLine }: JavaJob,
): Promise<Exit> {
  const { execa } = await import('execa');
  const child = execa(file, args, {
    env: { ...environment, [markerVariable]: dir },
    all: true,
    buffer: false,
    reject: false,
    stdin: 'ignore',
    cancelSignal: signal,
    forceKillAfterDelay: 10_000,
  });
  for await (const line of createInterface({ input: child.all })) onLine(line);
  const { exitCode, signal: killedBy } = await child;
  signal.throwIfAborted();
  return { code: exitCode, signal: killedBy };
}
