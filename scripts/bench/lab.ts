import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kafka, logLevel, Partitioners, type Admin, type Producer } from 'kafkajs';
import { openSession, type Session } from '../../src/stack/session.js';
import { homeAt, streamkit, streamkitJson } from '../../test/support/cli.js';
import type { StackStatus } from '../../src/stack/status.js';

export const bin = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
/** The built command line, as a part of a shell's command line. */
export const cli = `'${process.execPath}' '${bin}'`;
export const bareNode = `'${process.execPath}' -e 0`;

export const million = 1_000_000;

/** A home of the benchmark's own, with the stacks and files that rows share; all of it goes away with `close`. */
export class Lab {
  private static readonly standing = new Set<Lab>();
  private lines: Promise<string> | undefined;
  private core: Promise<string> | undefined;
  private topics = 0;

  private constructor(
    readonly dir: string,
    readonly env: Record<string, string>,
  ) {}

  static async open(): Promise<Lab> {
    const dir = await mkdtemp(join(tmpdir(), 'streamkit-bench-'));
    const lab = new Lab(dir, { ...homeAt(dir), NO_COLOR: '1', CI: '' });
    Lab.standing.add(lab);
    return lab;
  }

  /** For a benchmark that is interrupted: nothing of it stays behind. */
  static async closeAll(): Promise<void> {
    for (const lab of Lab.standing) await lab.close();
  }

  /** Runs one of our commands. @throws Error with what it printed when it fails */
  async streamkit(...args: string[]): Promise<void> {
    const { exitCode, stderr } = await streamkit(args, { env: this.env });
    if (exitCode !== 0) throw new Error(`streamkit ${args.join(' ')} failed:\n${stderr}`);
  }

  /** The typed result of a command. */
  async json<Result>(...args: string[]): Promise<Result> {
    return streamkitJson(args, { env: this.env });
  }

  async status(stack = 'default'): Promise<StackStatus> {
    return this.json('status', '--stack', stack);
  }

  /** The address of the broker of the stack `default`, which is started with the registry when it is first asked for. */
  broker(): Promise<string> {
    return (this.core ??= (async () => {
      await this.streamkit('up', 'schema-registry', '--ports', 'auto', '--timeout', '5m');
      const { services } = await this.status();
      return services.find(({ name }) => name === 'kafka')?.endpoints['client'] ?? '';
    })());
  }

  /** The stack `default` as our own code sees it. */
  async session(): Promise<Session> {
    return openSession({
      cwd: this.dir,
      environment: this.env,
      stack: undefined,
      report: () => undefined,
      signal: new AbortController().signal,
    });
  }

  /** Connected; to be disconnected. */
  async producer(): Promise<Producer> {
    const producer = (await this.kafka()).producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    return producer;
  }

  /** Connected; to be disconnected. */
  async admin(): Promise<Admin> {
    const admin = (await this.kafka()).admin();
    await admin.connect();
    return admin;
  }

  private async kafka(): Promise<Kafka> {
    return new Kafka({ brokers: [await this.broker()], logLevel: logLevel.NOTHING, requestTimeout: 120_000 });
  }

  /** A new topic. @returns its name */
  async topic(...args: string[]): Promise<string> {
    const name = `bench-${++this.topics}`;
    await this.broker();
    await this.streamkit('topic', 'create', name, ...args);
    return name;
  }

  /** A file of 1,000,000 lines of 100 bytes. */
  millionLines(): Promise<string> {
    return (this.lines ??= (async () => {
      const path = join(this.dir, 'million.txt');
      const filler = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(3);
      const line = (index: number) => `${String(index).padStart(8, '0')} ${filler}`.slice(0, 100);
      await writeFile(path, Array.from({ length: million }, (_, index) => line(index)).join('\n') + '\n');
      return path;
    })());
  }

  async close(): Promise<void> {
    await this.streamkit('down', '--all', '--data', '--yes');
    await rm(this.dir, { recursive: true, force: true });
    Lab.standing.delete(this);
  }
}
