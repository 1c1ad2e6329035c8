import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Engine, Exit, Finding, LogLine, Observation } from '../../src/engines/engine.js';
import type { ServiceDefinition } from '../../src/services/types.js';
import { interruptible } from '../../src/shared/interruptible.js';
import type { ProgressEvent } from '../../src/shared/events.js';
import { openHome } from '../../src/shared/home.js';
import { readRecord } from '../../src/stack/record/record.js';
import type { Session } from '../../src/stack/session.js';

/** What a start of a service leads to; each start takes the next, and the last one again. */
export type Fate = 'answers' | 'silent' | { dies: string };

interface Process {
  state: 'running' | 'dead';
  answers: boolean;
  ended: Promise<Exit>;
  end: (exit: Exit) => void;
}

/**
 * An engine whose services are entries of a table, for what the use cases do with an engine. That the real ones behave like
 * it is shown by `test/contract`.
 */
export class FakeEngine implements Engine {
  readonly name = 'docker';
  /** Starts, stops and deletions, in their order. */
  readonly calls: string[] = [];
  readonly probes: string[] = [];
  readonly fates: Record<string, Fate[]> = {};
  readonly outdated = new Set<string>();
  readonly suspended = new Set<string>();
  findings: Finding[] = [];
  holder: string | undefined;
  private readonly processes = new Map<string, Process>();
  private readonly lines: LogLine[] = [];

  diagnose = async () => this.findings;

  prepare: Engine['prepare'] = async (_stack, services, { onProgress }) => {
    for (const [index, { name }] of services.entries()) onProgress({ message: name, count: index + 1 });
  };

  observe: Engine['observe'] = async (_stack, services) =>
    services.map(({ name }): Observation => {
      const process = this.processes.get(name);
      if (!process) return { service: name, state: 'absent' };
      if (process.state === 'dead') return { service: name, state: 'dead', why: 'it was killed' };
      return {
        service: name,
        state: 'running',
        outdated: this.outdated.has(name),
        suspended: this.suspended.has(name),
      };
    });

  memory: Engine['memory'] = async () => ({});

  start: Engine['start'] = async (_stack, { name }) => {
    this.calls.push(`start ${name}`);
    const fates = this.fates[name] ?? [];
    const fate = (fates.length > 1 ? fates.shift() : fates[0]) ?? 'answers';
    let end: Process['end'] = () => undefined;
    const ended = new Promise<Exit>((resolve) => {
      end = resolve;
    });
    this.processes.set(name, { state: 'running', answers: fate === 'answers', ended, end });
    if (typeof fate !== 'object') return;
    this.lines.push({ service: name, time: new Date(), text: fate.dies });
    this.crash(name);
  };

  exited: Engine['exited'] = async (_stack, { name }, signal) => {
    const process = this.processes.get(name);
    return process ? interruptible(process.ended, signal) : { code: undefined, signal: undefined };
  };

  ready: Engine['ready'] = async () => undefined;
  guard: Engine['guard'] = async () => undefined;
  signal: Engine['signal'] = async () => undefined;

  stop: Engine['stop'] = async (_stack, { name }) => {
    if (this.processes.get(name)?.state === 'running') this.calls.push(`stop ${name}`);
    this.processes.delete(name);
    this.outdated.delete(name);
    this.suspended.delete(name);
  };

  async *logs(...[, services]: Parameters<Engine['logs']>): AsyncGenerator<LogLine[]> {
    yield this.lines.filter(({ service }) => services.some(({ name }) => name === service));
  }

  async *logsBelow(): AsyncGenerator<LogLine[]> {
    // No service of this engine has log files of its own.
  }

  countChildren: Engine['countChildren'] = async () => 0;
  killChildren: Engine['killChildren'] = async () => 0;
  runJava: Engine['runJava'] = async () => ({ code: 0, signal: undefined });
  settle: Engine['settle'] = async (_stack, services) => {
    this.calls.push(`settle ${services.map(({ name }) => name).join(' ')}`);
  };
  portHolder = async () => this.holder;
  discard: Engine['discard'] = async (_stack, { name }) => {
    this.calls.push(`discard ${name}`);
  };
  remove: Engine['remove'] = async ({ name }) => {
    this.calls.push(`remove ${name}`);
  };

  /** Ends a service by itself. */
  crash(name: string): void {
    const process = this.processes.get(name);
    if (!process) throw new Error(`${name} does not run`);
    process.state = 'dead';
    process.end({ code: 1, signal: undefined });
  }

  /** A client's real operation. */
  probe(name: string): void {
    this.probes.push(name);
    const process = this.processes.get(name);
    if (process?.state !== 'running' || !process.answers) throw new Error('connection refused');
  }

  /** A service of this engine with one port. */
  service(name: string, port: number, more: Partial<ServiceDefinition> = {}): ServiceDefinition {
    return {
      name,
      title: name,
      version: '1.0',
      needs: [],
      ports: [{ name: 'client', default: port }],
      endpoints: (portOf) => ({ client: `127.0.0.1:${portOf('client')}` }),
      readiness: () => async () => {
        this.probe(name);
      },
      docker: { containers: [], inside: {}, proof: [] },
      ...more,
    };
  }
}

export interface FakeStack {
  engine: FakeEngine;
  events: ProgressEvent[];
  /** As a command opens it: with the stack's record as it is now. */
  open: (more?: Partial<Session>) => Promise<Session>;
}

/** A stack in a home of the test's own, which is deleted afterwards. */
export async function fakeStack(services: (engine: FakeEngine) => ServiceDefinition[]): Promise<FakeStack> {
  const root = await mkdtemp(join(tmpdir(), 'streamkit-fake-'));
  onTestFinished(async () => rm(root, { recursive: true }));
  const home = openHome({ STREAMKIT_HOME: root });
  const engine = new FakeEngine();
  const events: ProgressEvent[] = [];
  const definitions = services(engine);
  return {
    engine,
    events,
    open: async (more = {}) => ({
      home,
      cwd: root,
      config: {},
      name: 'default',
      record: await readRecord(home, 'default'),
      kafkaMode: 'zookeeper',
      secure: false,
      relay: false,
      services: definitions,
      instances: {},
      engine,
      possibleEngines: async () => [engine],
      report: (event) => events.push(event),
      signal: new AbortController().signal,
      ...more,
    }),
  };
}
