import type { Session } from '../../stack/session.js';
import type { Watch } from '../watch/watch.js';
import type { Asset } from './assets.js';
import type { Jobs } from './jobs.js';
import type { Route } from './router.js';

export interface ServerContext {
  token: string;
  readOnly: boolean;
  stack: string;
  assets: Map<string, Asset>;
  /** Loaded when the server listens, as is what samples the stack: they need most of streamkit's code. */
  routes: () => Promise<Route[]>;
  watch: () => Promise<Watch>;
  jobs: Jobs;
  /** Opens the stack for one request. */
  open: (signal: AbortSignal) => Promise<Session>;
}

/** Sends what a channel has; resolves when the client has room for more. */
export type Send = (data: unknown) => Promise<void>;
