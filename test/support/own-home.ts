import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { markedProcesses } from '../../src/engines/local/process/process-table.js';
import { homeAt, streamkit, streamkitJson } from './cli.js';
import type { StackStatus } from '../../src/stack/status.js';

export interface OwnHome {
  dir: string;
  env: Record<string, string>;
  /** Runs a command in this home; never rejects. */
  run: (args: string[], env?: Record<string, string>) => ReturnType<typeof streamkit>;
  json: <Result>(args: string[]) => Promise<Result>;
  status: (stack?: string) => Promise<StackStatus>;
  /** What a service's ledger says, as written. */
  ledger: (service: string, stack?: string) => Promise<{ process: { pid: number; startTime: string } }>;
  /** Writes, and kills the service as soon as that is acknowledged. */
  killAfter: (service: string, write: () => Promise<unknown>) => Promise<void>;
}

/** A home of a test's own, with no stack in it. Afterwards every stack is deleted, and nothing of it may be left. */
export async function ownHome(): Promise<OwnHome> {
  const dir = await mkdtemp(join(tmpdir(), 'streamkit-own-'));
  const env = homeAt(dir);
  afterAll(async () => {
    const down = await streamkit(['down', '--all', '--data', '--yes'], { env });
    expect(down.exitCode, down.stderr).toBe(0);
    expect(await processesOf(dir)).toEqual([]);
    await rm(dir, { recursive: true });
  });
  const ledger: OwnHome['ledger'] = async (service, stack = 'default') =>
    JSON.parse(await readFile(join(dir, 'stacks', stack, service, 'process.json'), 'utf8')) as Awaited<
      ReturnType<OwnHome['ledger']>
    >;
  return {
    dir,
    env,
    run: async (args, more = {}) => streamkit(args, { env: { ...env, ...more } }),
    json: async (args) => streamkitJson(args, { env }),
    status: async (stack = 'default') => streamkitJson(['status', '--stack', stack], { env }),
    ledger,
    killAfter: async (service, write) => {
      const { pid } = (await ledger(service)).process;
      await write();
      process.kill(pid, 'SIGKILL');
    },
  };
}

/** The pids of all processes that were started for stacks of a home. */
export async function processesOf(home: string): Promise<number[]> {
  const marked = await markedProcesses();
  return marked.filter(({ marker }) => marker.startsWith(home)).map(({ process }) => process.pid);
}

export function stateOf({ services }: StackStatus, name: string): string | undefined {
  return services.find((service) => service.name === name)?.state;
}
