import { suggestionJson } from '../../../shared/suggestion.js';
import type { AttentionItem, Snapshot } from '../../watch/types.js';
import type { Watch } from '../../watch/watch.js';
import { stackFlags } from '../answer.js';
import type { Job } from '../jobs.js';
import type { Send, ServerContext } from '../context.js';
import { untilChanged } from './until-changed.js';

/** An item as the page shows it: its command is text to paste. */
export type ShownAttention = Omit<AttentionItem, 'command'> & { command?: { why: string; command?: string } };

/** Jobs without their events, which have a channel of their own. */
export type JobSummary = Omit<Job, 'events' | 'result'>;

/** What the page knows of the stack; each frame holds the sections that have changed. */
export type PageState = Omit<Snapshot, 'attention'> & { attention: ShownAttention[]; jobs: JobSummary[] };

/** At most so often. */
const pauseMs = 200;

export async function stateChannel(context: ServerContext, send: Send, signal: AbortSignal): Promise<void> {
  const { jobs } = context;
  const watch = await context.watch();
  const sent = new Map<string, string>();
  const wait = untilChanged(signal, pauseMs, (changed) => {
    const ends = [watch.subscribe(changed), jobs.subscribe(changed)];
    return () => {
      for (const end of ends) end();
    };
  });
  try {
    while (!signal.aborted) {
      const changes: Record<string, unknown> = {};
      for (const [section, value] of Object.entries(pageState(watch, context))) {
        const text = JSON.stringify(value);
        if (sent.get(section) === text) continue;
        sent.set(section, text);
        changes[section] = value;
      }
      if (Object.keys(changes).length > 0) await send({ time: Date.now(), ...changes });
      await wait.next();
    }
  } finally {
    wait.end();
  }
}

function pageState(watch: Watch, { jobs, stack }: Pick<ServerContext, 'jobs' | 'stack'>): PageState {
  const flags = stackFlags(stack);
  const { attention, ...snapshot } = watch.current;
  return {
    ...snapshot,
    attention: attention.map(({ command, ...item }) => ({
      ...item,
      ...(command === undefined ? {} : { command: suggestionJson(command, flags) }),
    })),
    jobs: jobs.all.map(summaryOf),
  };
}

function summaryOf({ id, title, kind, state, startedAt, endedAt, error }: Job): JobSummary {
  return {
    id,
    title,
    kind,
    state,
    startedAt,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(error === undefined ? {} : { error }),
  };
}
