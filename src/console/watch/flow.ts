import type {
  Flow,
  FlowEdge,
  FlowNode,
  WatchedConnector,
  WatchedGroup,
  WatchedJob,
  WatchedTopic,
  WatchedTopology,
} from './types.js';

export interface FlowParts {
  topics: WatchedTopic[];
  groups: WatchedGroup[];
  connectors: WatchedConnector[];
  topologies: WatchedTopology[];
  streamJobs: WatchedJob[];
}

/** Who writes to a topic that nothing else is known to write to. */
export const otherWriters = 'writers:other writers';

/**
 * The graph of what flows where: writers → topics → connectors, topologies and groups → topics and stores. A line is drawn
 * only where something said so: settings, commits, or what a topology says of itself. Internal topics are left out. Pure.
 */
export function flowOf({ topics, groups, connectors, topologies, streamJobs }: FlowParts): Flow {
  const graph = new Graph();
  const shown = topics.filter(({ internal }) => !internal);
  for (const topic of shown) graph.node(topicNode(topic));
  for (const connector of connectors) addConnector(graph, connector, groups);
  for (const topology of topologies) addTopology(graph, topology, groups);
  const jobs = streamJobs.filter(({ ended }) => !ended);
  for (const job of jobs) addJob(graph, job);
  const owned = ownedGroups(connectors, topologies, jobs);
  for (const group of groups) if (!owned.has(group.name)) addGroup(graph, group);
  for (const topic of shown) addWriters(graph, topic);
  return graph.flow();
}

/** Collects nodes and edges, each once; edges of topics that are not shown are dropped. */
class Graph {
  private readonly nodes = new Map<string, FlowNode>();
  private readonly edges = new Map<string, FlowEdge>();

  node(node: FlowNode): string {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
    return node.id;
  }

  edge(edge: FlowEdge): void {
    if (this.nodes.has(edge.from) && this.nodes.has(edge.to)) this.edges.set(`${edge.from} ${edge.to}`, edge);
  }

  writersOf(topic: string): FlowEdge[] {
    return [...this.edges.values()].filter(({ to }) => to === topic);
  }

  flow(): Flow {
    return { nodes: [...this.nodes.values()], edges: [...this.edges.values()] };
  }
}

function topicNode({ name, partitions, leaderless, underReplicated, inRate }: WatchedTopic): FlowNode {
  const state = leaderless > 0 ? 'problem' : underReplicated > 0 ? 'warning' : inRate > 0 ? 'ok' : 'idle';
  return { id: `topic:${name}`, kind: 'topic', name, detail: plural(partitions, 'partition'), state };
}

function addConnector(
  graph: Graph,
  { name, type, topics, stores, state, tasks }: WatchedConnector,
  groups: WatchedGroup[],
): void {
  const failed = [state, ...tasks.map((task) => task.state)].includes('FAILED');
  const id = graph.node({
    id: `connector:${name}`,
    kind: 'connector',
    name,
    detail: `${type}, ${plural(tasks.length, 'task')}`,
    state: failed ? 'problem' : state === 'RUNNING' ? 'ok' : 'idle',
  });
  const group = groups.find((one) => one.name === `connect-${name}`);
  for (const topic of topics) {
    if (type === 'sink') graph.edge({ from: `topic:${topic}`, to: id, ...readBy(group, topic) });
    else graph.edge({ from: id, to: `topic:${topic}` });
  }
  for (const store of stores) {
    const end = graph.node(storeNode(store));
    graph.edge(type === 'sink' ? { from: id, to: end } : { from: end, to: id });
  }
}

function addTopology(graph: Graph, topology: WatchedTopology, groups: WatchedGroup[]): void {
  const { name, status, workers, reads, writes, errors } = topology;
  const id = graph.node({
    id: `topology:${name}`,
    kind: 'topology',
    name,
    detail: `topology, ${plural(workers, 'worker')}`,
    state: errors.length > 0 ? 'warning' : status === 'ACTIVE' ? 'ok' : 'idle',
  });
  for (const { topic, group } of reads) {
    const reader = groups.find((one) => one.name === group);
    graph.edge({ from: `topic:${topic}`, to: id, ...readBy(reader, topic) });
  }
  for (const target of writes) {
    const end = target.startsWith('topic:') ? target : graph.node(storeNode(target));
    graph.edge({ from: id, to: end });
  }
}

function addJob(graph: Graph, job: WatchedJob): void {
  const { id, name, processor, state, tasks, reads, writes, stores } = job;
  const node = graph.node({
    id: `job:${id}`,
    kind: 'job',
    name: shortJobName(name),
    detail: `${processor} job, ${plural(tasks.total, 'task')}`,
    state: state === 'RUNNING' ? 'ok' : /^(FAIL|RESTART)/.test(state) ? 'problem' : 'idle',
  });
  for (const { topic, rate, lag } of reads)
    graph.edge({
      from: `topic:${topic}`,
      to: node,
      ...(rate === undefined ? {} : { rate }),
      ...(lag === undefined ? {} : { lag }),
    });
  for (const store of stores) graph.edge({ from: graph.node(storeNode(store)), to: node });
  for (const target of writes)
    graph.edge({ from: node, to: target.startsWith('topic:') ? target : graph.node(storeNode(target)) });
}

/** Flink names a job of SQL by the whole name of its table. */
function shortJobName(name: string): string {
  return name.replaceAll('default_catalog.default_database.', '');
}

function addGroup(graph: Graph, { name, members, state, topics }: WatchedGroup): void {
  const id = graph.node({
    id: `group:${name}`,
    kind: 'group',
    name,
    detail: members === 0 ? `group, ${state.toLowerCase()}` : `group, ${plural(members, 'member')}`,
    state: members > 0 ? 'ok' : 'idle',
  });
  for (const { topic, outRate, lag } of topics)
    graph.edge({ from: `topic:${topic}`, to: id, rate: outRate, lag });
}

/** Kafka does not say who writes: what no known writer explains comes from "other writers". One that is alone wrote all. */
function addWriters(graph: Graph, { name, inRate }: WatchedTopic): void {
  const [first, ...others] = graph.writersOf(`topic:${name}`);
  if (first && others.length === 0) graph.edge({ ...first, rate: inRate });
  if (inRate === 0 || first) return;
  const from = graph.node({
    id: otherWriters,
    kind: 'writers',
    name: 'other writers',
    detail: 'producers that Kafka does not name',
    state: 'ok',
  });
  graph.edge({ from, to: `topic:${name}`, rate: inRate });
}

function readBy(group: WatchedGroup | undefined, topic: string): { rate?: number; lag?: number } {
  const read = group?.topics.find((one) => one.topic === topic);
  return read ? { rate: read.outRate, lag: read.lag } : {};
}

/** Groups that a connector, a topology or a job reads with: they are drawn as that. */
function ownedGroups(
  connectors: WatchedConnector[],
  topologies: WatchedTopology[],
  jobs: WatchedJob[],
): Set<string> {
  return new Set([
    ...connectors.map(({ name }) => `connect-${name}`),
    ...topologies.flatMap(({ reads }) => reads.map(({ group }) => group)),
    ...jobs.flatMap(({ reads }) => reads.flatMap(({ group }) => group ?? [])),
  ]);
}

const products: Record<string, string> = {
  file: 'file',
  hdfs: 'HDFS',
  hive: 'Hive table',
  mysql: 'MySQL table',
  sqlite: 'SQLite table',
};

function storeNode(store: string): FlowNode {
  const at = store.indexOf(':');
  const [product, name] = [store.slice(0, at), store.slice(at + 1)];
  const what = products[product] ?? product;
  const node = { id: `store:${store}`, kind: 'store', state: 'ok' } as const;
  const slash = product === 'file' ? name.lastIndexOf('/') : -1;
  if (slash < 0) return { ...node, name, detail: what };
  return { ...node, name: name.slice(slash + 1), detail: `${what} in ${name.slice(0, slash)}` };
}

function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
