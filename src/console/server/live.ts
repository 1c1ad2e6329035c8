import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { errorJson } from '../../render/error.js';
import { asStreamkitError, stackFlags } from './answer.js';
import { expectBody } from './body.js';
import { jobChannel } from './channels/job.js';
import { logsChannel } from './channels/logs.js';
import { stateChannel } from './channels/state.js';
import { tailChannel } from './channels/tail.js';
import { channelsShape } from './channels/requests.js';
import type { Send, ServerContext } from './context.js';

/** One line of the stream. */
export interface Frame {
  channel: string;
  data?: unknown;
  error?: ReturnType<typeof errorJson>['error'];
  /** The channel has nothing more to send. */
  end?: true;
}

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
