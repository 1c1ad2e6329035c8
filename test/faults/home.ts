import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodes } from '../../src/shared/errors.js';
import { startStreamkit } from '../support/cli.js';
import { Keepsakes } from './keepsakes.js';

export interface Ran {
  command: string;
  exitCode: number | undefined;
  signal: string | undefined;
  /** Standard output and error, as they came. */
  output: string;
  stdout: string;
  ms: number;
}

export type Running = ReturnType<FaultHome['start']>;

/** Longer than any command takes; one that is not done by then hangs. */
const hangMs = 240_000;
const documented: number[] = Object.values(exitCodes).filter((code) => code !== exitCodes.INTERNAL);
/** Evidence from logs is set off by a bar, and may hold Java's traces. */
const evidence = /^ *\|.*$/gm;
const neverSeen = /A bug in streamkit|^\s+at .+[:(]\S+|node:internal|UnhandledPromise|Warning: .*leak/m;

/** A STREAMKIT_HOME with one stack, and a watch over everything that commands print there. */
export class FaultHome {
  readonly keepsakes = new Keepsakes(this);
  /** What commands did that none may ever do. */
  readonly complaints: string[] = [];
  readonly usualMs = new Map<string, number>();
  readonly stackDir: string;

  constructor(
    readonly dir: string,
    readonly env: Record<string, string>,
    /** What `up` is told to bring up in any case. */
    readonly services: string[],
  ) {
    this.stackDir = join(dir, 'stacks', 'default');
  }

  start(args: string[], input = '') {
    return startStreamkit(args, { env: this.env, all: true, input, timeout: hangMs, killSignal: 'SIGKILL' });
  }

  async run(args: string[], input?: string): Promise<Ran> {
    return this.ended(args, this.start(args, input));
  }

  /** Waits for a command's end, and looks at what it left on the terminal. */
  async ended(args: string[], running: Running): Promise<Ran> {
    const { all, stdout, exitCode, signal, timedOut, durationMs: ms } = await running;
    const output = String(all);
    const command = `streamkit ${args.join(' ')}`;
    const unsaid = neverSeen.exec(output.replaceAll(evidence, ''));
    if (timedOut) this.complaints.push(`${command} hung`);
    if (unsaid) this.complaints.push(`${command} printed "${unsaid[0].trim()}" in:\n${output}`);
    if (exitCode !== undefined && !documented.includes(exitCode) && exitCode !== 0)
      this.complaints.push(`${command} ended with exit code ${exitCode}:\n${output}`);
    return { command, exitCode, signal, output, stdout: String(stdout), ms };
  }

  /** The same for a command that is expected to go well. */
  async must(...args: string[]): Promise<Ran> {
    const ran = await this.run(args);
    if (ran.exitCode !== 0)
      throw new Error(`${ran.command} ended with ${ran.exitCode ?? ran.signal ?? '?'}:\n${ran.output}`);
    return ran;
  }

  async up(services: string[] = []): Promise<Ran> {
    return this.run([
      'up',
      ...new Set([...this.services, ...services]),
      '--ports',
      'auto',
      '--timeout',
      '60s',
    ]);
  }

  get cache(): string {
    return this.env['STREAMKIT_CACHE'] ?? '';
  }

  file(...parts: string[]): string {
    return join(this.stackDir, ...parts);
  }

  /** The process that a service's ledger names. */
  async pidOf(service: string): Promise<number> {
    const entry = JSON.parse(await readFile(this.file(service, 'process.json'), 'utf8')) as {
      process: { pid: number };
    };
    return entry.process.pid;
  }

  /** Of the service and of the processes that we run beside it. */
  async pidsOf(service: string): Promise<number[]> {
    const entry = JSON.parse(await readFile(this.file(service, 'process.json'), 'utf8')) as Record<
      'process' | 'relay' | 'keeper',
      { pid: number } | undefined
    >;
    return [entry.process, entry.relay, entry.keeper].flatMap((one) => (one ? [one.pid] : []));
  }

  async ports(): Promise<{ service: string; port: number }[]> {
    const text = await readFile(this.file('stack.json'), 'utf8').catch(() => '{}');
    const record = parsed(text) as { ports?: Record<string, Record<string, number>> };
    return Object.entries(record.ports ?? {}).flatMap(([service, ports]) =>
      Object.values(ports).map((port) => ({ service, port })),
    );
  }

  async serviceNames(): Promise<string[]> {
    const entries = await readdir(this.stackDir, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }
}

function parsed(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    // Damaged on purpose.
    return {};
  }
}
