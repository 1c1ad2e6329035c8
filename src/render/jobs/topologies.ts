import type { ChalkInstance } from 'chalk';
import type { TopologySummary } from '../../storm/cluster.js';
import type { TopologyStatus } from '../../storm/topology-status.js';
import { duration } from '../quantities.js';
import { table } from '../table.js';

export function topologyTable(topologies: TopologySummary[]): string {
  return table(
    ['topology', 'status', 'workers', 'executors', 'up for'],
    topologies.map(({ name, status, workers, executors, uptimeSeconds }) => [
      name,
      status,
      String(workers),
      String(executors),
      duration(uptimeSeconds * 1000),
    ]),
  );
}

/** One topology: its components with their counts, its workers, and the last error of each component. */
export function topologySheet(topology: TopologyStatus, theme: ChalkInstance): string {
  const { name, status, uptimeSeconds, workers, components } = topology;
  const rows = components.map(({ id, kind, executors, emitted, acked, failed }) => [
    id,
    kind,
    String(executors),
    String(emitted),
    String(acked),
    failed > 0 ? theme.red(String(failed)) : '0',
  ]);
  const errors = components.flatMap(({ id, lastError }) =>
    lastError ? [theme.red(`last error of ${id}, ${lastError.time}: ${lastError.message}`)] : [],
  );
  const addresses = workers.map(
    ({ host, port, uptimeSeconds }) => `${host}:${port} (${duration(uptimeSeconds * 1000)})`,
  );
  return [
    `${theme.bold(name)} is ${status}, submitted ${duration(uptimeSeconds * 1000)} ago`,
    table(['component', 'kind', 'executors', 'emitted', 'acked', 'failed'], rows),
    addresses.length === 0 ? theme.yellow('no worker runs yet') : `workers: ${addresses.join(', ')}`,
    ...errors,
  ].join('\n');
}
