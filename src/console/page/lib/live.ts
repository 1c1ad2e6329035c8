import { ApiError, send, type ApiProblem } from './api.js';
import { ndjson } from './ndjson.js';

interface Frame {
  channel: string;
  data?: unknown;
  error?: ApiProblem;
  end?: true;
}

export interface LiveHandlers {
  onData: (channel: string, data: unknown) => void;
  onError?: (channel: string, problem: ApiProblem) => void;
  onEnd?: (channel: string) => void;
  onOpen?: () => void;
  /** The connection is lost; it is made again after a pause. @returns the channels to open then, or undefined to stop */
  onLost?: (problem: ApiProblem | undefined) => void;
}

const firstPauseMs = 300;
const longestPauseMs = 5000;

/**
 * A stream of channels, made again when it is lost. A hidden tab closes its own: browsers allow six connections per server.
 * @param channels asked each time that the stream is opened
 * @returns what closes it
 */
export function openLive(channels: () => unknown, handlers: LiveHandlers): () => void {
  const closed = new AbortController();
  let current: AbortController | undefined;
  const onVisibility = () => {
    if (document.hidden) current?.abort();
  };
  document.addEventListener('visibilitychange', onVisibility);
  closed.signal.addEventListener('abort', () => {
    document.removeEventListener('visibilitychange', onVisibility);
    current?.abort();
  });
  const run = async () => {
    let pause = firstPauseMs;
    const isClosed = () => closed.signal.aborted;
    while (!isClosed()) {
      await untilVisible(closed.signal);
      if (isClosed()) return;
      current = new AbortController();
      try {
        await stream(channels(), current.signal, {
          ...handlers,
          onOpen() {
            pause = firstPauseMs;
            handlers.onOpen?.();
          },
        });
        if (!current.signal.aborted) handlers.onLost?.(undefined);
      } catch (error) {
        if (isClosed()) return;
        if (!current.signal.aborted) handlers.onLost?.(error instanceof ApiError ? error.problem : undefined);
      }
      await later(pause);
      pause = Math.min(longestPauseMs, pause * 2);
    }
  };
  void run();
  return () => {
    closed.abort();
  };
}

async function stream(channels: unknown, signal: AbortSignal, handlers: LiveHandlers): Promise<void> {
  const response = await send('POST', 'live', channels, signal);
  handlers.onOpen?.();
  for await (const frame of ndjson(response)) {
    if (signal.aborted) return;
    dispatch(frame as Frame, handlers);
  }
}

function dispatch({ channel, data, error, end }: Frame, handlers: LiveHandlers): void {
  if (error) handlers.onError?.(channel, error);
  else if (end) handlers.onEnd?.(channel);
  else if (channel !== 'beat') handlers.onData(channel, data);
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function untilVisible(signal: AbortSignal): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const check = () => {
      if (document.hidden && !signal.aborted) return;
      document.removeEventListener('visibilitychange', check);
      resolve();
    };
    document.addEventListener('visibilitychange', check);
    signal.addEventListener('abort', check, { once: true });
  });
}
