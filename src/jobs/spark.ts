import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LogLine } from '../engines/engine.js';
import { findService } from '../services/catalogue.js';
import { sparkStateDir, workFolder } from '../services/spark.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { sparkCluster, submissions, type SparkRest } from '../spark/rest.js';
import { runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { JobRecords, type JobRecord } from './records.js';
import { driverFailure, refuseOtherScala } from './spark-failure.js';
import { applicationId, applicationStatus } from './spark-application.js';
import { submissionRequest } from './spark-request.js';
import type { JobStatus, JobSummary, Processor, Submission } from './types.js';

const pollMs = 200;
const startLimitMs = 180_000;
const over = ['FINISHED', 'FAILED', 'KILLED', 'ERROR', 'NOT_FOUND'];

/** Spark's jobs in cluster mode, over the Master's REST API: a driver each, which asks for an executor. */
export const spark: Processor = {
  submit: async (session, submission) => [await submit(session, submission)],
  async list(session) {
    const [records, cluster] = await Promise.all([recordsOf(session).all(), sparkCluster(restOf(session))]);
    const drivers = [...cluster.activedrivers, ...cluster.completeddrivers];
    const known = records.map((record) => {
      const state = drivers.find(({ id }) => id === record.id)?.state ?? 'LOST';
      return summary(record, state);
    });
    const others = cluster.activedrivers.filter(({ id }) => !records.some((record) => record.id === id));
    return [
      ...known,
      ...others.map(({ id, state }) => ({ processor: 'spark' as const, name: id, id, state })),
    ];
  },
  async status(session, id): Promise<JobStatus> {
    const { driverState } = await submissions(restOf(session), 'GET', `status/${id}`);
    const record = (await recordsOf(session).all()).find((one) => one.id === id);
    const state = driverState ?? 'LOST';
    const application = await applicationStatus(await pagesOf(session, id, record), session.signal);
    const failure =
      over.includes(state) && state !== 'FINISHED'
        ? await driverFailure(session, id, record?.mainClass ?? 'the job')
        : undefined;
    const lastError = failure?.message ?? application.lastError;
    return {
      processor: 'spark',
      name: record?.name ?? id,
      id,
      state,
      ...(record && { startedAt: record.submittedAt }),
      tasks: application.tasks,
      ...(lastError === undefined ? {} : { lastError: { message: lastError } }),
    };
  },
  async *logs(session, { id }, options): AsyncGenerator<LogLine[]> {
    const stack = runningStack(session, 'spark-worker');
    const worker = findService(session.services, 'spark-worker');
    const { signal, engine } = session;
    const application = await applicationId(session, id);
    const all = engine.logsBelow(stack, worker, workFolder, { ...options, signal });
    const isOfJob = ({ service }: LogLine) => {
      const [folder] = service.split('/');
      return folder === id || folder === application;
    };
    for await (const lines of all) yield lines.filter(isOfJob);
  },
  async cancel(session, { id, name }) {
    const rest = restOf(session);
    const application = await applicationId(session, id);
    await submissions(rest, 'POST', `kill/${id}`);
    const deadline = Date.now() + 60_000;
    for (;;) {
      const { driverState } = await submissions(rest, 'GET', `status/${id}`);
      const { activeapps } = await sparkCluster(rest);
      if (over.includes(driverState ?? 'NOT_FOUND') && !activeapps.some((app) => app.id === application))
        break;
      if (Date.now() > deadline)
        throw new StreamkitError('SERVICE_NOT_READY', `${name} was not canceled within 60 s.`);
      await delay(pollMs, undefined, { signal: session.signal });
    }
    return { ended: async () => Promise.resolve() };
  },
};

function restOf(session: Session): SparkRest {
  const { endpoints } = findService(session.services, 'spark-master');
  const { http = '', rest = '' } = endpoints(runningStack(session, 'spark-master').portsOf('spark-master'));
  return { web: http, rest, signal: session.signal };
}

/** Where a driver's web pages are: on a port of this machine, on Docker through the Master once it knows the application. */
async function pagesOf(
  session: Session,
  id: string,
  record: JobRecord | undefined,
): Promise<string | undefined> {
  if (session.engine.name === 'local')
    return record?.uiPort === undefined ? undefined : `http://127.0.0.1:${record.uiPort}`;
  const application = await applicationId(session, id);
  return application === undefined ? undefined : `${restOf(session).web}/proxy/${application}`;
}

export function recordsOf(session: Session): JobRecords {
  return new JobRecords(join(stateDir(session), 'jobs'));
}

function stateDir(session: Session): string {
  return sparkStateDir(`${runningStack(session, 'spark-worker').dir}/spark-worker`);
}

async function submit(session: Session, submission: Submission): Promise<JobSummary> {
  const rest = restOf(session);
  await refuseOtherScala(submission.jar);
  await refuseWithoutCores(session, rest);
  const folder = join(stateDir(session), 'jobs');
  await mkdir(folder, { recursive: true });
  const jar = join(folder, `${Date.now()}-${submission.jar.slice(submission.jar.lastIndexOf('/') + 1)}`);
  await copyFile(submission.jar, jar);
  const { body, name, uiPort } = await submissionRequest(session, { ...submission, jar });
  const answer = await submissions(rest, 'POST', 'create', body);
  if (!answer.success || typeof answer.submissionId !== 'string') {
    throw new StreamkitError(
      'SERVICE_UNREACHABLE',
      `Spark refused the job: ${answer.message ?? 'no reason'}`,
      {
        service: 'spark-master',
      },
    );
  }
  const record = {
    id: answer.submissionId,
    name,
    jar,
    mainClass: submission.mainClass,
    arguments: submission.arguments,
    settings: submission.settings,
    submittedAt: new Date().toISOString(),
    ...(uiPort === undefined ? {} : { uiPort }),
  };
  await recordsOf(session).write(record);
  const state = await untilRunning(session, rest, record);
  await keepClasses(session, record.id);
  return summary(record, state);
}

/** A driver has loaded the most classes of all of Spark's JVMs, once its first batch is done. */
async function keepClasses(session: Session, driver: string): Promise<void> {
  const stack = runningStack(session, 'spark-worker');
  const worker = findService(session.services, 'spark-worker');
  const done = { folder: `${workFolder}/${driver}`, says: 'Streaming query made progress' };
  await session.engine.jobJvms?.keepClasses(stack, worker, driver, done);
}

/** @returns the driver's state: RUNNING once its application has an executor, FINISHED for a short one */
async function untilRunning(session: Session, rest: SparkRest, record: JobRecord): Promise<string> {
  const deadline = Date.now() + startLimitMs;
  let pages: string | undefined;
  for (;;) {
    const { driverState } = await submissions(rest, 'GET', `status/${record.id}`);
    if (driverState === 'FINISHED') return driverState;
    if (driverState !== undefined && driverState !== null && over.includes(driverState)) {
      throw await driverFailure(session, record.id, record.mainClass);
    }
    pages ??= await pagesOf(session, record.id, record);
    const { tasks } = await applicationStatus(pages, session.signal);
    if (tasks.some((task) => task.name !== 'driver')) return driverState ?? 'RUNNING';
    if (Date.now() > deadline)
      throw new StreamkitError('SERVICE_NOT_READY', `${record.name} has no executor yet.`, {
        suggestions: [suggest('Look at its log', 'job', 'logs', record.id)],
      });
    await delay(pollMs, undefined, { signal: session.signal });
  }
}

/** A job needs a core for its driver and one for its executor. */
async function refuseWithoutCores(session: Session, rest: SparkRest): Promise<void> {
  const { workers, cores, coresused } = await sparkCluster(rest);
  if (!workers.some(({ state }) => state === 'ALIVE')) {
    throw new StreamkitError('SERVICE_UNREACHABLE', 'No Worker has joined the Spark cluster.', {
      service: 'spark-worker',
      suggestions: [suggest('Start it', 'up', 'spark')],
    });
  }
  if (cores - coresused >= 2) return;
  const jobs = (await spark.list(session)).filter(({ state }) => !over.includes(state) && state !== 'LOST');
  throw new StreamkitError(
    'NO_FREE_SLOT',
    `A Spark job needs 2 cores, and ${cores - coresused} of ${cores} are free.`,
    {
      suggestions: jobs.map(({ name, id }) => suggest(`${name} is running; cancel it`, 'job', 'cancel', id)),
    },
  );
}

function summary({ id, name, submittedAt }: JobRecord, state: string): JobSummary {
  return { processor: 'spark', name, id, state, startedAt: submittedAt };
}
