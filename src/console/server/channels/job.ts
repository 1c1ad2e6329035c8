import type { Send, ServerContext } from '../context.js';
import { untilChanged } from './until-changed.js';

/** A job's state and its events from the first one, until it has ended. */
export async function jobChannel(
  { jobs }: ServerContext,
  id: string,
  send: Send,
  signal: AbortSignal,
): Promise<void> {
  const job = jobs.find(id);
  const wait = untilChanged(signal, 50, (changed) => jobs.subscribe(changed));
  let sent = 0;
  try {
    for (;;) {
      const { events, ...rest } = job;
      const more = events.slice(sent);
      sent = events.length;
      await send({ ...rest, events: more });
      if (job.state !== 'running' || signal.aborted) return;
      await wait.next();
    }
  } finally {
    wait.end();
  }
}
