import { join } from 'node:path';
import { execa } from 'execa';
import { cancelById, submitJob } from '../jobs/submit-job.js';
import type { JobSummary, ProcessorName } from '../jobs/types.js';
import { markerVariable } from '../engines/local/process/process-table.js';
import { findService } from '../services/catalogue.js';
import { clientSettings } from '../stack/client-settings.js';
import { runningStack } from '../stack/endpoint.js';
import { stackDir } from '../shared/home.js';
import type { Session } from '../stack/session.js';
import { up } from '../stack/up.js';
import { workersOf } from '../storm/workers.js';

/** A payments job that runs, whatever the processor. */
export interface RunningJob {
  /**
   * Ends the process that does the work, as a crash would (SIGKILL), and has it restarted where nobody else does.
   * @param onKilled called when it is dead
   */
  crash: (onKilled?: () => void) => Promise<void>;
  /** Ends the job. */
  stop: () => Promise<void>;
}

export interface JobStart {
  session: Session;
  /** The project's jar. */
  jar: string;
  /** Another main class than the jar's own. */
  mainClass?: string | undefined;
  /** Options of the main class. */
  words: string[];
  signal: AbortSignal;
}

export type PaymentsProcessor = ProcessorName | 'kafka-streams';

/** Services that the job of each processor runs on. */
export const servicesOf: Record<PaymentsProcessor, string[]> = {
  'kafka-streams': [],
  flink: ['flink-taskmanager'],
  spark: ['spark-worker'],
  storm: ['supervisor'],
};

/** Starts the job of a built project. */
export async function startJob(processor: PaymentsProcessor, start: JobStart): Promise<RunningJob> {
  if (processor === 'kafka-streams') return startApplication(start);
  const { session, jar, mainClass, words } = start;
  const [job] = await submitJob(session, {
    jar,
    words: mainClass === undefined ? words : [mainClass, ...words],
    on: processor,
    settings: {},
    environment: {},
    onLine: () => undefined,
  });
  if (!job) throw new Error(`${jar} started no job`);
  return {
    crash: async (onKilled = () => undefined) => crashes[processor](session, job, onKilled),
    // An interrupted run ends its job as well.
    stop: async () => cancelById({ ...session, signal: new AbortController().signal }, job),
  };
}

type Crash = (session: Session, job: JobSummary, onKilled: () => void) => Promise<void>;

const crashes: Record<ProcessorName, Crash> = {
  async storm(session, { id }, onKilled) {
    if ((await workersOf(session, id).kill()) === 0) throw new Error('no worker was found');
    onKilled();
  },
  async flink(session, _, onKilled) {
    const stack = runningStack(session, 'flink-taskmanager');
    const service = findService(session.services, 'flink-taskmanager');
    await session.engine.signal(stack, service, 'SIGKILL');
    onKilled();
    await up(session, {
      services: ['flink-taskmanager'],
      ports: { auto: false, asked: {} },
      offline: true,
      timeoutMs: 120_000,
    });
  },
  async spark(session, _, onKilled) {
    const stack = runningStack(session, 'spark-worker');
    const worker = findService(session.services, 'spark-worker');
    const killed = await session.engine.killChildren(stack, worker, 'CoarseGrainedExecutorBackend');
    if (killed === 0) throw new Error('no executor was found');
    onKilled();
  },
};

const javaFlags = ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData'];

/** A Kafka Streams application is a program of ours; it ends with us. */
function startApplication({ session, jar, mainClass, words, signal }: JobStart): RunningJob {
  const { variables } = clientSettings(session, { secrets: false });
  const state = join(jar, '..', 'state');
  const main =
    mainClass === undefined ? ['-jar', jar] : ['-cp', `${jar}:${join(jar, '../lib/*')}`, mainClass];
  const run = () =>
    execa('java', [...javaFlags, ...main, ...words, '--state-dir', state], {
      env: { ...variables, [markerVariable]: join(stackDir(session.home, session.name), 'kafka-streams') },
      reject: false,
      stdin: 'ignore',
      stdout: 'ignore',
      // What it logs is kept with the project.
      stderr: { file: join(jar, '..', 'application.log') },
      cancelSignal: signal,
      forceKillAfterDelay: 15_000,
    });
  let child = run();
  return {
    async crash(onKilled = () => undefined) {
      child.kill('SIGKILL');
      await child;
      onKilled();
      child = run();
    },
    async stop() {
      child.kill('SIGTERM');
      await child;
    },
  };
}
