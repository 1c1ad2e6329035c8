import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import { ifKnown, innermost, request, type FlinkRest } from './rest.js';

const overview = z.object({
  jobs: z.array(
    z.object({
      jid: z.string(),
      name: z.string(),
      state: z.string(),
      'start-time': z.number(),
      tasks: z.object({ total: z.number(), running: z.number() }),
    }),
  ),
});

const details = z.object({
  jid: z.string(),
  name: z.string(),
  state: z.string(),
  'start-time': z.number(),
  vertices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      parallelism: z.number(),
      status: z.string(),
      metrics: z.object({ 'read-records': z.number(), 'write-records': z.number() }),
    }),
  ),
});

const checkpoint = z.object({ external_path: z.nullish(z.string()), trigger_timestamp: z.number() });
const checkpoints = z.object({
  counts: z.object({ completed: z.number(), failed: z.number() }),
  latest: z.object({ completed: z.nullish(checkpoint), savepoint: z.nullish(checkpoint) }),
});

const restored = z.object({
  latest: z.object({ restored: z.nullish(z.object({ id: z.number(), restore_timestamp: z.number() })) }),
});

const placed = z.object({ vertices: z.array(z.object({ id: z.string() })) });
const subtasks = z.object({
  subtasks: z.array(z.object({ status: z.string(), 'taskmanager-id': z.nullish(z.string()) })),
});

const exceptions = z.object({
  exceptionHistory: z.object({
    entries: z.array(z.object({ stacktrace: z.string(), timestamp: z.number() })),
  }),
});

const metrics = z.array(z.object({ id: z.string(), value: z.string() }));

/** A job as the JobManager lists it (GET /jobs/overview). */
export type FlinkJob = z.infer<typeof overview>['jobs'][number];

export interface FlinkJobDetails extends z.infer<typeof details> {
  checkpoints?: { completed: number; failed: number; lastAt?: string; lastPath?: string };
  restarts?: number;
  lastError?: { message: string; time: string };
}

export async function flinkJobs(rest: FlinkRest): Promise<FlinkJob[]> {
  return (await request(rest, overview, 'GET', '/jobs/overview')).jobs;
}

/** The parts of a job's plan that run as one. */
export async function flinkVertices(rest: FlinkRest, id: string): Promise<FlinkJobDetails['vertices']> {
  return (await request(rest, details, 'GET', `/jobs/${id}`)).vertices;
}

/** How long a JobManager takes to ask its TaskManagers for their counts. */
const countsMs = 400;

/** A JobManager answers with the counts that it has, however old, and asks for newer ones meanwhile: so it is asked again. */
async function newestDetails(rest: FlinkRest, id: string): Promise<z.infer<typeof details>> {
  const ask = async () => request(rest, details, 'GET', `/jobs/${id}`);
  const deadline = Date.now() + countsMs;
  const first = await ask();
  if (first.state !== 'RUNNING') return first;
  const counts = ({ vertices }: typeof first) => JSON.stringify(vertices.map((vertex) => vertex.metrics));
  for (;;) {
    await delay(50, undefined, { signal: rest.signal });
    const next = await ask();
    if (Date.now() > deadline || counts(next) !== counts(first)) return next;
  }
}

/** What is known of a job; a job that has only just been submitted has no checkpoints and metrics yet. */
export async function flinkJob(rest: FlinkRest, id: string): Promise<FlinkJobDetails> {
  const [job, kept, error, restarts] = await Promise.all([
    newestDetails(rest, id),
    checkpointsOf(rest, id),
    lastErrorOf(rest, id),
    restartsOf(rest, id),
  ]);
  return {
    ...job,
    ...(kept && { checkpoints: kept }),
    ...(error && { lastError: error }),
    ...(restarts === undefined ? {} : { restarts }),
  };
}

async function checkpointsOf(rest: FlinkRest, id: string): Promise<FlinkJobDetails['checkpoints']> {
  const answer = await ifKnown(request(rest, checkpoints, 'GET', `/jobs/${id}/checkpoints`));
  if (!answer) return undefined;
  const { counts, latest } = answer;
  const last = [latest.completed, latest.savepoint]
    .flatMap((one) => (one ? [one] : []))
    .toSorted((a, b) => b.trigger_timestamp - a.trigger_timestamp)[0];
  return {
    completed: counts.completed,
    failed: counts.failed,
    ...(last && { lastAt: new Date(last.trigger_timestamp).toISOString() }),
    ...(last?.external_path?.startsWith('file:') === true && { lastPath: last.external_path }),
  };
}

export async function lastErrorOf(rest: FlinkRest, id: string): Promise<FlinkJobDetails['lastError']> {
  const answer = await ifKnown(request(rest, exceptions, 'GET', `/jobs/${id}/exceptions?maxExceptions=1`));
  const entry = answer?.exceptionHistory.entries[0];
  if (!entry) return undefined;
  return {
    message: innermost(entry.stacktrace) ?? entry.stacktrace.split('\n')[0] ?? '',
    time: new Date(entry.timestamp).toISOString(),
  };
}

/** The TaskManagers that run the tasks of a job; none while not all tasks run. */
export async function taskManagersOf(rest: FlinkRest, id: string): Promise<string[]> {
  const { vertices } = await request(rest, placed, 'GET', `/jobs/${id}`);
  const all = await Promise.all(
    vertices.map(async (vertex) => request(rest, subtasks, 'GET', `/jobs/${id}/vertices/${vertex.id}`)),
  );
  const tasks = all.flatMap((vertex) => vertex.subtasks);
  if (tasks.some(({ status }) => status !== 'RUNNING')) return [];
  return [...new Set(tasks.map((task) => task['taskmanager-id'] ?? ''))].toSorted();
}

const managers = z.object({
  taskmanagers: z.array(z.object({ id: z.string(), slotsNumber: z.number(), freeSlots: z.number() })),
});

/** The TaskManagers that run tasks of any job. */
export async function runningTaskManagers(rest: FlinkRest): Promise<string[]> {
  const { taskmanagers } = await request(rest, managers, 'GET', '/taskmanagers');
  return taskmanagers
    .filter((one) => one.freeSlots < one.slotsNumber)
    .map(({ id }) => id)
    .toSorted();
}

/** The checkpoint that a job was last restored from, and when; undefined for none. */
export async function restoredFrom(
  rest: FlinkRest,
  id: string,
): Promise<{ checkpoint: number; at: number } | undefined> {
  const { latest } = await request(rest, restored, 'GET', `/jobs/${id}/checkpoints`);
  if (!latest.restored) return undefined;
  return { checkpoint: latest.restored.id, at: latest.restored.restore_timestamp };
}

async function restartsOf(rest: FlinkRest, id: string): Promise<number | undefined> {
  const answer = await ifKnown(request(rest, metrics, 'GET', `/jobs/${id}/metrics?get=numRestarts`));
  const value = answer?.find((one) => one.id === 'numRestarts')?.value;
  return value === undefined ? undefined : Number(value);
}
