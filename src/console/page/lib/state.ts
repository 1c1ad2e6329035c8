import { batch, signal, type Signal } from '@preact/signals';
import type { PageState } from '../../server/channels/state.js';
import { access, type ApiProblem } from './api.js';
import { openLive } from './live.js';

/** What is known of the stack, section by section; undefined until the first frame. */
export const state: { [Section in keyof PageState]: Signal<PageState[Section] | undefined> } = {
  stack: signal(undefined),
  services: signal(undefined),
  topics: signal(undefined),
  groups: signal(undefined),
  connectors: signal(undefined),
  topologies: signal(undefined),
  streamJobs: signal(undefined),
  flow: signal(undefined),
  attention: signal(undefined),
  problems: signal(undefined),
  jobs: signal(undefined),
};

export const connection = signal<'connecting' | 'live' | 'lost'>('connecting');
export const lostWhy = signal<ApiProblem | undefined>(undefined);

const recentLength = 60;
/** The last values of rates, by name of their series, for small pictures in tables. */
const recent = new Map<string, number[]>();
/** Counts frames: what draws from `recent` reads it. */
export const frames = signal(0);

export function recentValues(series: string): number[] {
  return recent.get(series) ?? [];
}

/** Follows the stack for as long as the page is open. */
export function followState(): void {
  openLive(() => ({ state: true }), {
    onOpen() {
      access.value = 'granted';
      connection.value = 'live';
    },
    onLost(problem) {
      connection.value = 'lost';
      lostWhy.value = problem;
    },
    onData(_channel, data) {
      const changes = data as Partial<PageState>;
      batch(() => {
        for (const [section, value] of Object.entries(changes)) {
          if (section in state) (state[section as keyof PageState] as Signal<unknown>).value = value;
        }
        remember(changes);
        frames.value++;
      });
    },
  });
}

function remember({ topics, groups }: Partial<PageState>): void {
  for (const { name, inRate } of topics ?? []) add(`topic/${name}/in`, inRate);
  for (const { name, lag } of groups ?? []) add(`group/${name}/lag`, lag);
}

function add(series: string, value: number): void {
  const values = recent.get(series) ?? [];
  if (values.length === 0 && value === 0) return;
  values.push(value);
  if (values.length > recentLength) values.shift();
  recent.set(series, values);
}
