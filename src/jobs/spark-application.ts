import * as z from 'zod/mini';
import { findService } from '../services/catalogue.js';
import { workFolder } from '../services/spark.js';
import { getJson } from '../health/probe.js';
import { runningStack } from '../stack/endpoint.js';
import type { Session } from '../stack/session.js';
import { eachOf } from '../shared/each-of.js';
import type { JobTask } from './types.js';

const applications = z.array(z.object({ id: z.string(), name: z.string() }));
const executors = z.array(
  z.object({ id: z.string(), isActive: z.boolean(), totalCores: z.number(), hostPort: z.string() }),
);
const stages = z.array(
  z.object({
    status: z.string(),
    inputRecords: z.number(),
    outputRecords: z.number(),
    failureReason: z.optional(z.string()),
  }),
);

export interface ApplicationStatus {
  tasks: JobTask[];
  lastError?: string;
}

/**
 * What a running driver shows of its application: its processes, and the records of its stages in all.
 * @param pages URL of the driver's web pages; nothing is known without one, or once the driver has ended
 */
export async function applicationStatus(
  pages: string | undefined,
  signal: AbortSignal,
): Promise<ApplicationStatus> {
  if (pages === undefined) return { tasks: [] };
  try {
    const url = `${pages}/api/v1/applications`;
    const [application] = applications.parse(await getJson(url, signal));
    if (!application) return { tasks: [] };
    const processes = executors.parse(await getJson(`${url}/${application.id}/executors`, signal));
    const all = stages.parse(await getJson(`${url}/${application.id}/stages`, signal));
    const sum = (pick: (stage: z.infer<typeof stages>[number]) => number) =>
      all.reduce((total, stage) => total + pick(stage), 0);
    const lastError = all.find(({ failureReason }) => failureReason !== undefined)?.failureReason;
    return {
      tasks: processes.map(({ id, isActive, totalCores }) => ({
        name: id === 'driver' ? id : `executor ${id}`,
        state: isActive ? 'RUNNING' : 'DEAD',
        parallelism: Math.max(totalCores, 1),
        recordsIn: id === 'driver' ? 0 : sum(({ inputRecords }) => inputRecords),
        recordsOut: id === 'driver' ? 0 : sum(({ outputRecords }) => outputRecords),
      })),
      ...(lastError === undefined ? {} : { lastError: lastError.split('\n')[0] ?? lastError }),
    };
  } catch {
    signal.throwIfAborted();
    // The driver is not up yet, or has ended: it has no pages then.
    return { tasks: [] };
  }
}

/** The id of a driver's application, from the driver's log; none before it has connected. */
export async function applicationId(session: Session, driver: string): Promise<string | undefined> {
  const stack = runningStack(session, 'spark-worker');
  const worker = findService(session.services, 'spark-worker');
  const { signal, engine } = session;
  let found: string | undefined;
  const log = engine.logsBelow(stack, worker, `${workFolder}/${driver}`, { follow: false, signal });
  for await (const { text } of eachOf(log))
    found = /Connected to Spark cluster with app ID (app-[\w-]+)/.exec(text)?.[1] ?? found;
  return found;
}
