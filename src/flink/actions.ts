import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import { StreamkitError } from '../shared/errors.js';
import { FlinkError, request, type FlinkRest } from './rest.js';

const pollMs = 100;

const overview = z.object({ 'slots-total': z.number(), 'slots-available': z.number() });

export async function slots(rest: FlinkRest): Promise<{ total: number; free: number }> {
  const answer = await request(rest, overview, 'GET', '/overview');
  return { total: answer['slots-total'], free: answer['slots-available'] };
}

/** Uploads a jar. @returns its id on the cluster */
export async function uploadJar(rest: FlinkRest, jar: string): Promise<string> {
  const body = new FormData();
  body.append('jarfile', await openAsBlob(jar, { type: 'application/java-archive' }), basename(jar));
  const { filename } = await request(rest, z.object({ filename: z.string() }), 'POST', '/jars/upload', body);
  return basename(filename);
}

export interface Run {
  jarId: string;
  mainClass: string;
  arguments: string[];
  settings: Record<string, string>;
  /** Where to resume from. */
  savepoint?: string;
  /** Resume although the job has no place for some of the saved state. */
  allowNonRestoredState?: boolean;
}

/** Runs the main class of an uploaded jar in the JobManager. @returns the id of the job that it starts */
export async function runJar(rest: FlinkRest, run: Run): Promise<string> {
  const { jarId, mainClass, settings, savepoint, allowNonRestoredState = false } = run;
  const answer = await request(rest, z.object({ jobid: z.string() }), 'POST', `/jars/${jarId}/run`, {
    entryClass: mainClass,
    programArgsList: run.arguments,
    flinkConfiguration: settings,
    ...(savepoint === undefined ? {} : { savepointPath: savepoint, allowNonRestoredState }),
  });
  return answer.jobid;
}

export async function cancelJob(rest: FlinkRest, id: string): Promise<void> {
  await request(rest, z.unknown(), 'PATCH', `/jobs/${id}?mode=cancel`);
}

const progress = z.object({
  status: z.object({ id: z.string() }),
  operation: z.nullish(
    z.object({
      location: z.nullish(z.string()),
      'failure-cause': z.nullish(z.object({ 'stack-trace': z.nullish(z.string()) })),
    }),
  ),
});

/**
 * Writes a savepoint and waits for it.
 * @param stop ends the job with it: nothing that the job has written is written twice after a resume
 * @returns the savepoint's URL
 * @throws FlinkError when it fails
 */
export async function savepoint(rest: FlinkRest, id: string, stop: boolean): Promise<string> {
  const trigger = z.object({ 'request-id': z.string() });
  const path = stop ? `/jobs/${id}/stop` : `/jobs/${id}/savepoints`;
  const { 'request-id': ticket } = await request(rest, trigger, 'POST', path, stop ? { drain: false } : {});
  for (;;) {
    const { status, operation } = await request(rest, progress, 'GET', `/jobs/${id}/savepoints/${ticket}`);
    if (status.id === 'COMPLETED') {
      if (typeof operation?.location === 'string') return operation.location;
      const trace = operation?.['failure-cause']?.['stack-trace'] ?? '';
      throw new FlinkError(500, 'the savepoint failed', trace);
    }
    await delay(pollMs, undefined, { signal: rest.signal });
  }
}

/** Waits until a look at the job says so. @throws StreamkitError SERVICE_NOT_READY after a while */
export async function until(
  what: string,
  look: () => Promise<boolean>,
  { signal }: FlinkRest,
  withinMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await look())) {
    if (Date.now() > deadline)
      throw new StreamkitError('SERVICE_NOT_READY', `${what} within ${withinMs / 1000} s.`);
    await delay(pollMs, undefined, { signal });
  }
}
