import type { Snapshot } from './types.js';

/** The values of a sample that are kept over time, by name of their series: `topic/orders/in`. Pure. */
export function* seriesOf(change: Partial<Snapshot>): Generator<[string, number]> {
  for (const { name, memoryBytes, cpuPercent } of change.services ?? []) {
    if (memoryBytes !== undefined) yield [`service/${name}/memory`, memoryBytes];
    if (cpuPercent !== undefined) yield [`service/${name}/cpu`, cpuPercent];
  }
  for (const { name, inRate, records } of change.topics ?? []) {
    yield [`topic/${name}/in`, inRate];
    yield [`topic/${name}/records`, records];
  }
  for (const { name, lag, outRate } of change.groups ?? []) {
    yield [`group/${name}/lag`, lag];
    yield [`group/${name}/out`, outRate];
  }
  for (const { id, reads } of change.streamJobs ?? []) {
    yield [`job/${id}/in`, reads.reduce((sum, { rate = 0 }) => sum + rate, 0)];
    yield [`job/${id}/lag`, reads.reduce((sum, { lag = 0 }) => sum + lag, 0)];
  }
  for (const { name, ackedRate, failedRate } of change.topologies ?? []) {
    yield [`topology/${name}/acked`, ackedRate];
    yield [`topology/${name}/failed`, failedRate];
  }
}
