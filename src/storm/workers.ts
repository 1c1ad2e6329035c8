import { findService } from '../services/catalogue.js';
import type { Session } from '../stack/session.js';
import { runningStack } from '../stack/endpoint.js';

/** The worker processes of one topology: two per worker, since each has a LogWriter. */
export interface Workers {
  count: () => Promise<number>;
  /** Kills them with SIGKILL, as in a crash. @returns how many there were */
  kill: () => Promise<number>;
}

/** @param topologyId Storm's id of a topology: its name, a number and the time of its submission */
export function workersOf(session: Session, topologyId: string): Workers {
  const { engine } = session;
  const stack = runningStack(session, 'supervisor');
  const supervisor = findService(session.services, 'supervisor');
  const text = `-Dstorm.id=${topologyId} `;
  return {
    count: async () => engine.countChildren(stack, supervisor, text),
    kill: async () => engine.killChildren(stack, supervisor, text),
  };
}
