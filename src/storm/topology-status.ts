import type { Nimbus } from './nimbus.js';
import { findTopology } from './nimbus.js';
import type { Struct } from './thrift.js';

export interface ComponentStatus {
  id: string;
  kind: 'spout' | 'bolt';
  executors: number;
  tasks: number;
  /** Tuples since the topology was submitted, as far as its living workers have counted. */
  emitted: number;
  acked: number;
  failed: number;
  /** Of a spout: from emitting a tuple until it is acknowledged, in milliseconds. */
  completeLatencyMs?: number;
  /** Of a bolt, in milliseconds: from receiving a tuple until it is acknowledged, and the time in `execute`. */
  processLatencyMs?: number;
  executeLatencyMs?: number;
  /** Of a bolt: the share of the last ten minutes that it spent in `execute`; near 1 it is the bottleneck. */
  capacity?: number;
  lastError?: { message: string; time: string };
}

export interface TopologyStatus {
  name: string;
  id: string;
  status: string;
  uptimeSeconds: number;
  workers: { host: string; port: number; uptimeSeconds: number; executors: number }[];
  components: ComponentStatus[];
}

/** What a topology does and has done (Nimbus.getTopologyPageInfo, all time, without Storm's own components). */
export async function topologyStatus(nimbus: Nimbus, name: string): Promise<TopologyStatus> {
  const { id } = await findTopology(nimbus, name);
  const page = await topologyPageInfo(nimbus, id, ':all-time');
  return {
    name,
    id,
    status: page?.text(4) ?? '',
    uptimeSeconds: page?.number(3) ?? 0,
    workers: (page?.structs(16) ?? []).map((worker) => ({
      host: worker.text(2),
      port: worker.number(3),
      uptimeSeconds: worker.number(9),
      executors: worker.number(6),
    })),
    components: componentsOf(page),
  };
}

/** @param window seconds as text, or `:all-time` */
export async function topologyPageInfo(
  nimbus: Nimbus,
  id: string,
  window: string,
): Promise<Struct | undefined> {
  const result = await nimbus.call('getTopologyPageInfo', {
    1: { type: 'string', value: id },
    2: { type: 'string', value: window },
    3: { type: 'bool', value: false },
  });
  return result.struct(0);
}

export function componentsOf(page: Struct | undefined): ComponentStatus[] {
  return [
    ...(page?.named(9) ?? []).map(([component, stats]) => componentStatus(component, 'spout', stats)),
    ...(page?.named(10) ?? []).map(([component, stats]) => componentStatus(component, 'bolt', stats)),
  ];
}

/** storm.thrift: ComponentAggregateStats, its CommonAggregateStats (2), SpecificAggregateStats (3) and ErrorInfo (4). */
function componentStatus(id: string, kind: ComponentStatus['kind'], stats: Struct): ComponentStatus {
  const common = stats.struct(2);
  const error = stats.struct(4);
  return {
    id,
    kind,
    executors: common?.number(1) ?? 0,
    tasks: common?.number(2) ?? 0,
    emitted: common?.number(3) ?? 0,
    acked: common?.number(5) ?? 0,
    failed: common?.number(6) ?? 0,
    ...latencies(stats.struct(3)),
    ...(error && {
      lastError: {
        message: error.text(1).split('\n')[0] ?? '',
        time: new Date(error.number(2) * 1000).toISOString(),
      },
    }),
  };
}

/** A bolt's (1) or a spout's (2), as far as it has counted. */
function latencies(specific: Struct | undefined): Partial<ComponentStatus> {
  const [bolt, spout] = [specific?.struct(1), specific?.struct(2)];
  if (spout) return { completeLatencyMs: spout.number(1) };
  if (!bolt) return {};
  return { executeLatencyMs: bolt.number(1), processLatencyMs: bolt.number(2), capacity: bolt.number(4) };
}
