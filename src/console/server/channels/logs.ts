import type { LogLine } from '../../../engines/engine.js';
import { logs } from '../../../stack/logs.js';
import { topologyLogs } from '../../../storm/topology-logs.js';
import type { LogsRequest, Send } from '../live.js';
import type { ServerContext } from '../server.js';
import { inFrames } from './in-frames.js';
import { eachOf } from '../../../shared/each-of.js';

/** A line of a log: service (or a worker's file), milliseconds since the epoch, text. */
export type PageLine = [service: string, time: number | null, text: string];

/** Longer lines are cut: a stack trace on one line can have megabytes. */
const longestLine = 20_000;

/** The logs of services, or of a topology's workers, followed. */
export async function logsChannel(
  context: ServerContext,
  { services = [], topology, tail }: LogsRequest,
  send: Send,
  signal: AbortSignal,
): Promise<void> {
  const session = await context.open(signal);
  const lines =
    topology === undefined
      ? logs(session, { services, tail, follow: true })
      : topologyLogs(session, topology, { tail, follow: true });
  for await (const frame of inFrames(eachOf(lines), signal)) await send(frame.map(pageLine));
}

function pageLine({ service, time, text }: LogLine): PageLine {
  const shown = text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
  return [service, time?.getTime() ?? null, shown];
}
