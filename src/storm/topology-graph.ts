import type { Nimbus } from './nimbus.js';
import { Struct, type Value } from './thrift.js';

export interface GraphComponent {
  id: string;
  kind: 'spout' | 'bolt';
  /** Components whose tuples it receives, and the stream of each. */
  inputs: { component: string; stream: string }[];
  /** Topics that a Kafka spout reads, as its configuration says. */
  reads: { topic: string; group: string }[];
  /** What it writes, as its configuration says under `streamkit.writes`: `mysql:sales.customer`, `topic:errors`. */
  writes: string[];
}

export interface TopologyGraph {
  components: GraphComponent[];
}

/** How a topology's components are connected (Nimbus.getUserTopology), without Storm's own. @param id Storm's id of it */
export async function topologyGraph(nimbus: Nimbus, id: string): Promise<TopologyGraph> {
  const topology = (await nimbus.call('getUserTopology', { 1: { type: 'string', value: id } })).struct(0);
  const spouts = topology?.named(1) ?? [];
  const bolts = topology?.named(2) ?? [];
  return {
    components: [
      ...spouts.map(([name, struct]) => component(name, 'spout', struct)),
      ...bolts.map(([name, struct]) => component(name, 'bolt', struct)),
    ],
  };
}

/** storm.thrift: SpoutSpec and Bolt have a ComponentCommon (2) with inputs (1) and json_conf (4). */
function component(id: string, kind: GraphComponent['kind'], struct: Struct): GraphComponent {
  const common = struct.struct(2);
  const conf = settings(common?.text(4) ?? '');
  return { id, kind, inputs: inputs(common?.fields.get(1)), reads: reads(conf), writes: writes(conf) };
}

/** A map from GlobalStreamId (componentId 1, streamId 2) to its grouping. */
function inputs(map: Value | undefined): GraphComponent['inputs'] {
  if (!(map instanceof Map)) return [];
  return [...map.keys()].flatMap((stream) =>
    stream instanceof Struct ? [{ component: stream.text(1), stream: stream.text(2) }] : [],
  );
}

/** Configuration that a component adds to the topology's; none where it is not JSON. */
function settings(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function reads(conf: Record<string, unknown>): GraphComponent['reads'] {
  const { 'config.topics': topics, 'config.groupid': group } = conf;
  if (typeof topics !== 'string') return [];
  return topics
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((topic) => topic.trim())
    .filter((topic) => topic !== '')
    .map((topic) => ({ topic, group: typeof group === 'string' ? group : '' }));
}

function writes({ 'streamkit.writes': value }: Record<string, unknown>): string[] {
  const targets: unknown[] = Array.isArray(value) ? value : [value];
  return targets.filter((target) => typeof target === 'string' && target.includes(':')) as string[];
}
