import { join } from 'node:path';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { cancelJob, runJar, slots, until, uploadJar } from '../flink/actions.js';
import { flinkJob, flinkJobs, lastErrorOf, type FlinkJob } from '../flink/jobs.js';
import type { FlinkRest } from '../flink/rest.js';
import type { LogLine } from '../engines/engine.js';
import { findService } from '../services/catalogue.js';
import { flinkStateDir } from '../services/flink.js';
import { clientSettings } from '../stack/client-settings.js';
import { endpointOf, insideEndpointOf, runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { submitFailure } from './flink-failure.js';
import { JobRecords, type JobRecord } from './records.js';
import type { JobStatus, JobSummary, Processor, Submission } from './types.js';

const over = ['FINISHED', 'FAILED', 'CANCELED'];

/** Flink's jobs, over the JobManager's REST API. */
export const flink: Processor = {
  submit: async (session, submission) => [await submit(session, submission)],
  async list(session) {
    const jobs = await flinkJobs(restOf(session));
    const lost = (await recordsOf(session).all()).filter(({ id }) => !jobs.some(({ jid }) => jid === id));
    return [...jobs.map(summary), ...lost.map(lostJob)];
  },
  async status(session, id): Promise<JobStatus> {
    const record = (await recordsOf(session).all()).find((one) => one.id === id);
    const known = (await flinkJobs(restOf(session))).some(({ jid }) => jid === id);
    if (!known && record) return { ...lostJob(record), tasks: [] };
    const job = await flinkJob(restOf(session), id);
    return {
      processor: 'flink',
      name: job.name,
      id,
      state: job.state,
      startedAt: new Date(job['start-time']).toISOString(),
      tasks: job.vertices.map(({ name, status, parallelism, metrics }) => ({
        name,
        state: status,
        parallelism,
        recordsIn: metrics['read-records'],
        recordsOut: metrics['write-records'],
      })),
      ...(job.restarts === undefined ? {} : { restarts: job.restarts }),
      ...(job.lastError && { lastError: job.lastError }),
      ...(job.checkpoints && { checkpoints: job.checkpoints }),
    };
  },
  async *logs(session, job, options): AsyncGenerator<LogLine[]> {
    const services = session.services.filter(({ group }) => group === 'flink');
    const since = options.since ?? (job.startedAt === undefined ? undefined : new Date(job.startedAt));
    const stack = runningStack(session, 'flink-jobmanager');
    const { signal, engine } = session;
    yield* engine.logs(stack, services, { ...options, ...(since && { since }), signal });
  },
  async cancel(session, { id, name }) {
    const rest = restOf(session);
    const records = recordsOf(session);
    if (!(await flinkJobs(rest)).some(({ jid, state }) => jid === id && !over.includes(state))) {
      await records.delete(id);
    } else {
      await cancelJob(rest, id);
      await until(`${name} was not canceled`, async () => hasEnded(rest, id), rest);
    }
    return { ended: async () => Promise.resolve() };
  },
};

export function restOf(session: Session): FlinkRest {
  return { url: endpointOf(session, 'flink-jobmanager'), signal: session.signal };
}

export function recordsOf(session: Session): JobRecords {
  const { dir } = runningStack(session, 'flink-jobmanager');
  return new JobRecords(join(flinkStateDir(`${dir}/flink-jobmanager`), 'jobs'));
}

async function submit(session: Session, submission: Submission): Promise<JobSummary> {
  const rest = restOf(session);
  await refuseWithoutSlots(rest);
  const jar = await uploadJar(rest, submission.jar);
  const { mainClass, arguments: args, settings, savepoint } = submission;
  return start(
    session,
    { jar, mainClass, arguments: args, settings: withAddresses(session, submission, settings) },
    savepoint === undefined ? undefined : { savepoint, allowNonRestoredState: false },
  );
}

/**
 * Runs a jar that is on the cluster, and waits until the job's tasks run.
 * @throws StreamkitError with the reason of the job, or of its main class
 */
export async function start(
  session: Session,
  job: Omit<JobRecord, 'id' | 'name' | 'submittedAt'>,
  resume?: { savepoint: string; allowNonRestoredState: boolean },
): Promise<JobSummary> {
  const rest = restOf(session);
  const { version } = findService(session.services, 'flink-jobmanager');
  let id: string;
  try {
    id = await runJar(rest, { ...job, jarId: job.jar, ...resume });
  } catch (error) {
    throw submitFailure(error, job.mainClass, version, session.engine.name);
  }
  const { name } = await jobOf(rest, id);
  const { jar, mainClass, arguments: args, settings } = job;
  const submittedAt = new Date().toISOString();
  await recordsOf(session).write({ jar, mainClass, arguments: args, settings, id, name, submittedAt });
  try {
    return summary(await untilRunning(rest, id, resume?.savepoint));
  } catch (error) {
    await recordsOf(session).delete(id);
    throw error;
  }
}

/** A job's `main` runs in the JobManager, which knows no addresses of other services: they are its job parameters. */
function withAddresses(
  session: Session,
  { environment }: Submission,
  settings: Record<string, string>,
): Record<string, string> {
  const { variables } = clientSettings(session, { secrets: false, addressOf: insideEndpointOf });
  const entries = Object.keys(variables).map((name) => {
    const value = environment[name] ?? variables[name] ?? '';
    return `'${name}:${quoted(value)}'`;
  });
  return { 'pipeline.global-job-parameters': entries.join(','), ...settings };
}

/** Flink splits a map at commas and colons outside of quotes. */
function quoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

async function refuseWithoutSlots(rest: FlinkRest): Promise<void> {
  const { total, free } = await slots(rest);
  if (free > 0) return;
  if (total === 0) {
    throw new StreamkitError('SERVICE_UNREACHABLE', 'No TaskManager has joined the Flink cluster.', {
      service: 'flink-taskmanager',
      suggestions: [suggest('Start it', 'up', 'flink')],
    });
  }
  throw await noFreeSlot(rest, `All ${total} Flink slots are in use.`);
}

async function noFreeSlot(rest: FlinkRest, message: string): Promise<StreamkitError> {
  const running = (await flinkJobs(rest)).filter(({ state }) => !over.includes(state));
  return new StreamkitError('NO_FREE_SLOT', message, {
    service: 'flink-taskmanager',
    suggestions: [
      ...running.map(({ name, jid, tasks }) =>
        suggest(`${name} runs ${tasks.running} tasks; cancel it`, 'job', 'cancel', jid),
      ),
      suggest('Add the slots of another TaskManager', 'up', 'flink', '--scale', 'flink-taskmanager=2'),
      'Or submit it with a lower parallelism.',
    ],
  });
}

/** @throws StreamkitError NO_FREE_SLOT when some tasks find no slot, JOB_FAILED when the job ends by itself with an error */
async function untilRunning(rest: FlinkRest, id: string, savepoint: string | undefined): Promise<FlinkJob> {
  const since = Date.now();
  let job = await jobOf(rest, id);
  await until(
    `${job.name} did not start`,
    async () => {
      job = await jobOf(rest, id);
      if (job.state === 'FINISHED') return true;
      const error =
        job.state === 'RUNNING' && job.tasks.running > 0 ? undefined : await lastErrorOf(rest, id);
      if (job.state === 'FAILED' || error !== undefined) {
        if (job.state !== 'FAILED') await cancelJob(rest, id);
        if (error?.message.startsWith('NoResourceAvailableException') === true)
          throw await noFreeSlot(rest, `${job.name} needs more slots than are free.`);
        throw jobFailure(job.name, error?.message ?? 'no reason is known', savepoint);
      }
      if (job.state === 'RUNNING' && job.tasks.running === job.tasks.total) return true;
      if (Date.now() - since > slotWaitMs && (await slots(rest)).free === 0 && job.tasks.running === 0) {
        await cancelJob(rest, id);
        throw await noFreeSlot(rest, `${job.name} needs more slots than are free.`);
      }
      return false;
    },
    rest,
  );
  return job;
}

/** A job that has slots has them within this time. */
const slotWaitMs = 8000;

function jobFailure(name: string, reason: string, savepoint: string | undefined): StreamkitError {
  const fits = savepoint === undefined || !/savepoint|checkpoint|state|restore/i.test(reason);
  return new StreamkitError('JOB_FAILED', `${name} failed: ${reason}`, {
    suggestions: fits
      ? [suggest('Look at the cluster’s log', 'logs', 'flink', '--tail', '50')]
      : [
          `The saved state in ${savepoint} does not fit this job; add --allow-non-restored-state to drop what has no place.`,
        ],
  });
}

async function jobOf(rest: FlinkRest, id: string): Promise<FlinkJob> {
  const job = (await flinkJobs(rest)).find(({ jid }) => jid === id);
  if (job) return job;
  throw new StreamkitError('NOT_FOUND', `Flink has no job ${id} any more.`, { service: 'flink-jobmanager' });
}

async function hasEnded(rest: FlinkRest, id: string): Promise<boolean> {
  const job = (await flinkJobs(rest)).find(({ jid }) => jid === id);
  return job === undefined || over.includes(job.state);
}

function summary({ jid, name, state, tasks, 'start-time': start }: FlinkJob): JobSummary {
  const { running, total } = tasks;
  return {
    processor: 'flink',
    name,
    id: jid,
    state,
    startedAt: new Date(start).toISOString(),
    tasks: { running, total },
  };
}

/** A restarted JobManager has forgotten its jobs; what they saved is there. */
function lostJob({ id, name, submittedAt }: JobRecord): JobSummary {
  return { processor: 'flink', name, id, state: 'LOST', startedAt: submittedAt };
}
