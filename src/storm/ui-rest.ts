import { StreamkitError } from '../shared/errors.js';
import type { TopologySummary } from './cluster.js';
import type { Nimbus } from './nimbus.js';
import type { Struct } from './thrift.js';
import { componentsOf, topologyPageInfo, type ComponentStatus } from './topology-status.js';

/*
 * The answers of the Storm UI's REST API (STORM-UI-REST-API.md of Storm 2.x), as far as Nimbus knows them: its names, its
 * texts for times and latencies.
 */

/** `/api/v1/cluster/summary` */
export async function clusterSummary(nimbus: Nimbus) {
  const { supervisors, topologies } = await nimbus.cluster();
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const slotsTotal = sum(supervisors.map(({ slots }) => slots));
  const slotsUsed = sum(supervisors.map(({ usedSlots }) => usedSlots));
  return {
    supervisors: supervisors.length,
    topologies: topologies.length,
    slotsTotal,
    slotsUsed,
    slotsFree: slotsTotal - slotsUsed,
    executorsTotal: sum(topologies.map(({ executors }) => executors)),
    tasksTotal: sum(topologies.map(({ tasks }) => tasks)),
  };
}

/** `/api/v1/topology/summary` */
export async function topologySummaries(nimbus: Nimbus) {
  const { topologies } = await nimbus.cluster();
  return { topologies: topologies.map(summary) };
}

/** `/api/v1/topology/:id?window=600`. @throws StreamkitError NOT_FOUND */
export async function topologyPage(nimbus: Nimbus, id: string, window: string) {
  const { topologies } = await nimbus.cluster();
  const found = topologies.find((topology) => topology.id === id);
  if (!found)
    throw new StreamkitError('NOT_FOUND', `There is no topology with the id "${id}" on the cluster.`);
  const page = await topologyPageInfo(nimbus, id, window);
  const components = componentsOf(page);
  return {
    ...summary(found),
    window,
    topologyStats: windows.map(([name, pretty]) => windowStats(page, name, pretty)),
    spouts: components.filter(({ kind }) => kind === 'spout').map(spout),
    bolts: components.filter(({ kind }) => kind === 'bolt').map(bolt),
  };
}

const windows: [name: string, pretty: string][] = [
  ['600', '10m 0s'],
  ['10800', '3h 0m 0s'],
  ['86400', '1d 0h 0m 0s'],
  [':all-time', 'All time'],
];

function summary({ id, name, status, uptimeSeconds, workers, executors, tasks }: TopologySummary) {
  return {
    id,
    encodedId: encodeURIComponent(id),
    name,
    status,
    uptime: duration(uptimeSeconds),
    uptimeSeconds,
    workersTotal: workers,
    executorsTotal: executors,
    tasksTotal: tasks,
  };
}

/** TopologyStats (12): maps from the window's name to its count. */
function windowStats(page: Struct | undefined, window: string, windowPretty: string) {
  const stats = page?.struct(12);
  const value = (field: number) => {
    const map = stats?.fields.get(field);
    const found = map instanceof Map ? map.get(window) : undefined;
    return typeof found === 'number' ? found : 0;
  };
  return {
    window,
    windowPretty,
    emitted: value(1),
    transferred: value(2),
    completeLatency: value(3).toFixed(3),
    acked: value(4),
    failed: value(5),
  };
}

function spout({ id, completeLatencyMs = 0, ...rest }: ComponentStatus) {
  return {
    spoutId: id,
    encodedSpoutId: encodeURIComponent(id),
    completeLatency: completeLatencyMs.toFixed(3),
    ...counts(rest),
  };
}

function bolt({ id, executeLatencyMs = 0, processLatencyMs = 0, capacity = 0, ...rest }: ComponentStatus) {
  return {
    boltId: id,
    encodedBoltId: encodeURIComponent(id),
    executeLatency: executeLatencyMs.toFixed(3),
    processLatency: processLatencyMs.toFixed(3),
    capacity: capacity.toFixed(3),
    ...counts(rest),
  };
}

function counts({ executors, tasks, emitted, acked, failed, lastError }: Omit<ComponentStatus, 'id'>) {
  return { executors, tasks, emitted, acked, failed, lastError: lastError?.message ?? '' };
}

/** `1d 2h 3m 4s`, from the largest unit that is not 0. */
function duration(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first < 0 ? -1 : first)
    .map(([count, unit]) => `${count}${unit}`)
    .join(' ');
}
