import { endTopology } from '../storm/kill-topology.js';
import { nimbusOf } from '../storm/nimbus.js';
import { submitTopology } from '../storm/submit-topology.js';
import { topologyLogs } from '../storm/topology-logs.js';
import { topologyStatus } from '../storm/topology-status.js';
import { StreamkitError } from '../shared/errors.js';
import type { TopologySummary } from '../storm/cluster.js';
import type { JobStatus, JobSummary, Processor } from './types.js';

/** Storm's topologies as jobs. */
export const storm: Processor = {
  async submit(session, { jar, mainClass, arguments: args, settings, environment, onLine }) {
    if (Object.keys(settings).length > 0) {
      throw new StreamkitError('USAGE', 'Storm has no --set: a topology sets its configuration itself.');
    }
    const words = [mainClass, ...args];
    return (await submitTopology(session, { jar, words, environment, onLine })).map(summary);
  },
  async list(session) {
    const { topologies } = await nimbusOf(session).cluster();
    return topologies.map(summary);
  },
  async status(session, id) {
    const nimbus = nimbusOf(session);
    const { topologies } = await nimbus.cluster();
    const name = topologies.find((topology) => topology.id === id)?.name ?? id;
    return jobStatus(await topologyStatus(nimbus, name));
  },
  logs: (session, { name }, options) => topologyLogs(session, name, options),
  cancel: (session, { name }, drainSeconds) => endTopology(session, name, drainSeconds),
};

function summary({ id, name, status, uptimeSeconds, tasks, workers }: TopologySummary): JobSummary {
  return {
    ...base(id, name, status, uptimeSeconds),
    tasks: { running: workers > 0 ? tasks : 0, total: tasks },
  };
}

function base(id: string, name: string, state: string, uptimeSeconds: number) {
  const startedAt = new Date(Date.now() - uptimeSeconds * 1000).toISOString();
  return { processor: 'storm' as const, name, id, state, startedAt };
}

function jobStatus(status: Awaited<ReturnType<typeof topologyStatus>>): JobStatus {
  const { name, id, status: state, uptimeSeconds, components } = status;
  const [lastError] = components
    .flatMap(({ lastError: error }) => (error ? [error] : []))
    .toSorted((a, b) => b.time.localeCompare(a.time));
  return {
    ...base(id, name, state, uptimeSeconds),
    tasks: components.map((component) => ({
      name: component.id,
      state: component.kind,
      parallelism: component.tasks,
      recordsIn: component.kind === 'bolt' ? component.acked + component.failed : 0,
      recordsOut: component.emitted,
    })),
    ...(lastError && { lastError }),
  };
}
