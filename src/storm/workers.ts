import { instancesOf } from '../services/instances.js';
import type { Session } from '../stack/session.js';
import { runningStack } from '../stack/endpoint.js';

/** The worker processes of topologies: two per worker, since each has a LogWriter. */
export interface Workers {
  count: () => Promise<number>;
  /** Kills them with SIGKILL, as in a crash. @returns how many there were */
  kill: () => Promise<number>;
  /** The supervisors that have started them. */
  supervisors: () => Promise<string[]>;
}

/** Text on the command line of each worker. @param topologyId of all topologies when absent */
export function workerText(topologyId?: string): string {
  return topologyId === undefined ? '-Dstorm.id=' : `-Dstorm.id=${topologyId} `;
}

/** @param topologyId Storm's id of a topology: its name, a number and the time of its submission; all for undefined */
export function workersOf(session: Session, topologyId: string | undefined): Workers {
  const { engine } = session;
  const stack = runningStack(session, 'supervisor');
  const supervisors = instancesOf(session.services, 'supervisor');
  const text = workerText(topologyId);
  const counts = async () =>
    Promise.all(supervisors.map(async (one) => engine.countChildren(stack, one, text)));
  return {
    count: async () => sum(await counts()),
    kill: async () =>
      sum(await Promise.all(supervisors.map(async (one) => engine.killChildren(stack, one, text)))),
    async supervisors() {
      const found = await counts();
      return supervisors.map(({ name }) => name).filter((_, index) => (found[index] ?? 0) > 0);
    },
  };
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
