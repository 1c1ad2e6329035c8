import type { Address } from '../services/types.js';
import { call } from './call.js';

/** The fields of Nimbus.getClusterInfo that are used (storm.thrift: ClusterSummary). */
export interface Cluster {
  leaders: { host: string; port: number }[];
  supervisors: { id: string; slots: number; usedSlots: number; uptimeSeconds: number }[];
  topologies: TopologySummary[];
}

export interface TopologySummary {
  /** The name with a number and a time. */
  id: string;
  name: string;
  /** ACTIVE, INACTIVE, REBALANCING or KILLED. */
  status: string;
  uptimeSeconds: number;
  workers: number;
  executors: number;
  tasks: number;
}

export async function clusterInfo(nimbus: Address, signal: AbortSignal): Promise<Cluster> {
  const summary = (await call(nimbus, 'getClusterInfo', {}, signal)).struct(0);
  return {
    leaders: (summary?.structs(4) ?? [])
      .filter((one) => one.flag(4))
      .map((one) => ({ host: one.text(1), port: one.number(2) })),
    supervisors: (summary?.structs(1) ?? []).map((one) => ({
      id: one.text(5),
      uptimeSeconds: one.number(2),
      slots: one.number(3),
      usedSlots: one.number(4),
    })),
    topologies: (summary?.structs(3) ?? []).map((one) => ({
      id: one.text(1),
      name: one.text(2),
      status: one.text(7),
      uptimeSeconds: one.number(6),
      workers: one.number(5),
      executors: one.number(4),
      tasks: one.number(3),
    })),
  };
}
