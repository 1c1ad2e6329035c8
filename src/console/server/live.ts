import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { errorJson } from '../../render/error.js';
import { asStreamkitError, stackFlags } from './answer.js';
import { expectBody } from './body.js';
import { jobChannel } from './channels/job.js';
import { logsChannel } from './channels/logs.js';
import { stateChannel } from './channels/state.js';
import { tailChannel } from './channels/tail.js';
import type { ServerContext } from './server.js';

/** One line of the stream. */
export interface Frame {
  channel: string;
  data?: unknown;
  error?: ReturnType<typeof errorJson>['error'];
  /** The channel has nothing more to send. */
  end?: true;
}

/** Sends what a channel has; resolves when the client has room for more. */
export type Send = (data: unknown) => Promise<void>;

const channelsShape = z.object({
  state: z.optional(z.boolean()),
  tail: z.optional(
    z.object({
      topic: z.string(),
      /** Offsets as the command line writes them, or the next one of each partition. */
      from: z.union([z.string(), z.record(z.string(), z.int().check(z.nonnegative()))]),
      partition: z.optional(z.int()),
      key: z.optional(z.string()),
      value: z.optional(z.string()),
      header: z.optional(z.string()),
    }),
  ),
  logs: z.optional(
    z.object({
      services: z.optional(z.array(z.string())),
      topology: z.optional(z.string()),
      /** Id of a job of Flink or Spark. */
      streamJob: z.optional(z.string()),
      tail: z.int().check(z.minimum(0), z.maximum(100_000)),
    }),
  ),
  job: z.optional(z.string()),
});

export type TailRequest = NonNullable<z.infer<typeof channelsShape>['tail']>;
export type LogsRequest = NonNullable<z.infer<typeof channelsShape>['logs']>;

const beatMs = 10_000;

/**
 * A stream of NDJSON, a line per frame, until the client goes away. A client that does not read slows its channels down:
 * nothing is dropped, and nothing piles up here.
 */
export async function live(
  context: ServerContext,
  body: unknown,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const { state, tail, logs, job } = expectBody(body, channelsShape);
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
  response.flushHeaders();
  const write = async (frame: Frame) => {
    if (signal.aborted) return;
    if (!response.write(`${JSON.stringify(frame)}\n`))
      await once(response, 'drain', { signal }).catch(() => undefined);
  };
  const beat = setInterval(() => void write({ channel: 'beat' }), beatMs);
  const run = async (channel: string, work: (send: Send) => Promise<void>) => {
    try {
      await work(async (data) => write({ channel, data }));
      await write({ channel, end: true });
    } catch (error) {
      if (signal.aborted) return;
      const { error: shown } = errorJson(asStreamkitError(error), stackFlags(context.stack));
      await write({ channel, error: shown });
    }
  };
  try {
    await Promise.all([
      ...(state === true ? [run('state', async (send) => stateChannel(context, send, signal))] : []),
      ...(tail ? [run('tail', async (send) => tailChannel(context, tail, send, signal))] : []),
      ...(logs ? [run('logs', async (send) => logsChannel(context, logs, send, signal))] : []),
      ...(job === undefined ? [] : [run('job', async (send) => jobChannel(context, job, send, signal))]),
    ]);
    // Channels that have ended leave the stream open: a page would take its end for a lost connection.
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    clearInterval(beat);
    response.end();
  }
}
