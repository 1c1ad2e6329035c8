import type { LogLine } from '../../../engines/engine.js';
import { logs } from '../../../stack/logs.js';
import { findJob } from '../../../jobs/find-job.js';
import { processorOf } from '../../../jobs/processors.js';
import type { Session } from '../../../stack/session.js';
import { topologyLogs } from '../../../storm/topology-logs.js';
import type { Send, ServerContext } from '../context.js';
import type { LogsRequest } from './requests.js';
import { inFrames } from './in-frames.js';
import { eachOf } from '../../../shared/each-of.js';

/** A line of a log: service (or a worker's file), milliseconds since the epoch, text. */
export type PageLine = [service: string, time: number | null, text: string];

/** Longer lines are cut: a stack trace on one line can have megabytes. */
const longestLine = 20_000;

/** The logs of services, or of a topology's or a job's processes, followed. */
export async function logsChannel(
  context: ServerContext,
  request: LogsRequest,
  send: Send,
  signal: AbortSignal,
): Promise<void> {
  const session = await context.open(signal);
  for await (const frame of inFrames(eachOf(await linesOf(session, request)), signal))
    await send(frame.map(pageLine));
}

async function linesOf(
  session: Session,
  { services = [], topology, streamJob, tail }: LogsRequest,
): Promise<AsyncIterable<LogLine[]>> {
  const options = { tail, follow: true };
  if (topology !== undefined) return topologyLogs(session, topology, options);
  if (streamJob === undefined) return logs(session, { services, ...options });
  const job = await findJob(session, streamJob, undefined);
  return (await processorOf(job.processor)).logs(session, job, options);
}

function pageLine({ service, time, text }: LogLine): PageLine {
  const shown = text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
  return [service, time?.getTime() ?? null, shown];
}
