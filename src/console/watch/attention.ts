import { shortTrace } from '../../connect/connector-status.js';
import { suggest } from '../../shared/suggestion.js';
import type {
  AttentionItem,
  WatchedConnector,
  WatchedGroup,
  WatchedJob,
  WatchedService,
  WatchedTopic,
  WatchedTopology,
} from './types.js';

export interface AttentionParts {
  services: WatchedService[];
  topics: WatchedTopic[];
  groups: WatchedGroup[];
  connectors: WatchedConnector[];
  topologies: WatchedTopology[];
  streamJobs: WatchedJob[];
}

/** What a user should act on, the most urgent first, each with its next step. Pure. @param rising since when lags rise */
export function attentionOf(parts: AttentionParts, rising: RisingLags): AttentionItem[] {
  const items = [
    ...parts.services.flatMap(service),
    ...parts.connectors.flatMap(connector),
    ...parts.topics.flatMap(topic),
    ...parts.topologies.flatMap(topology),
    ...parts.streamJobs.filter(isNewest).flatMap(job),
    ...parts.groups.flatMap((group) => (rising.isRising(group.name) ? [fallingBehind(group)] : [])),
  ];
  return [
    ...items.filter(({ severity }) => severity === 'problem'),
    ...items.filter(({ severity }) => severity === 'warning'),
  ];
}

function service({ name, state, reason }: WatchedService): AttentionItem[] {
  if (state !== 'failed') return [];
  return [
    {
      id: `service:${name}`,
      severity: 'problem',
      title: `${name} has ended`,
      evidence: reason === undefined ? [] : [reason],
      link: `#/services/${encodeURIComponent(name)}`,
      action: { label: `Start ${name}`, method: 'POST', path: `services/${encodeURIComponent(name)}/start` },
      command: suggest('Start it', 'up', name),
    },
  ];
}

function connector({ name, state, trace, tasks }: WatchedConnector): AttentionItem[] {
  const failed = tasks.filter((task) => task.state === 'FAILED');
  if (state !== 'FAILED' && failed.length === 0) return [];
  const what = state === 'FAILED' ? 'has failed' : `has ${failed.length} failed of ${tasks.length} tasks`;
  return [
    {
      id: `connector:${name}`,
      severity: 'problem',
      title: `Connector ${name} ${what}`,
      evidence: shortTrace(trace ?? failed[0]?.trace ?? ''),
      link: `#/connectors/${encodeURIComponent(name)}`,
      action: { label: 'Restart', method: 'POST', path: `connectors/${encodeURIComponent(name)}/restart` },
      command: suggest('Restart it', 'connector', 'restart', name),
    },
  ];
}

function topic({ name, leaderless, underReplicated, internal, inRate }: WatchedTopic): AttentionItem[] {
  const link = `#/topics/${encodeURIComponent(name)}/partitions`;
  const command = suggest('Look at it', 'topic', 'describe', name);
  if (leaderless > 0) {
    const title = `Topic ${name}: ${leaderless} partitions without a leader`;
    return [{ id: `topic:${name}`, severity: 'problem', title, evidence: [], link, command }];
  }
  if (underReplicated > 0) {
    const title = `Topic ${name}: ${underReplicated} partitions are not fully in sync`;
    return [{ id: `topic:${name}`, severity: 'warning', title, evidence: [], link, command }];
  }
  if (internal || inRate === 0 || !isDeadLetter(name)) return [];
  return [
    {
      id: `topic:${name}`,
      severity: 'warning',
      title: `Dead-letter topic ${name} is growing`,
      evidence: [],
      link: `#/topics/${encodeURIComponent(name)}/records`,
      command: suggest('See its last records', 'consume', name, '--offset', '-10', '--exit', '--headers'),
    },
  ];
}

/** By the names that frameworks and this project's templates give them. */
export function isDeadLetter(topic: string): boolean {
  return /(^|[-_.])(dlq|dlt|dead-?letters?|errors)([-_.]|$)/i.test(topic);
}

function topology({ name, errors }: WatchedTopology): AttentionItem[] {
  if (errors.length === 0) return [];
  return [
    {
      id: `topology:${name}`,
      severity: 'warning',
      title: `Topology ${name} has reported errors`,
      evidence: errors.map(({ component, message, time }) => `${component}, ${time}: ${message}`),
      link: `#/topologies/${encodeURIComponent(name)}`,
      command: suggest('See its logs', 'topology', 'logs', name, '--tail', '20'),
    },
  ];
}

/** Jobs of one name are starts of one program: the newest one shows how it is. Jobs come newest first, by ended or not. */
function isNewest({ name }: WatchedJob, at: number, all: WatchedJob[]): boolean {
  return all.findIndex((one) => one.name === name) === at;
}

const failing = new Set(['FAILED', 'FAILING', 'RESTARTING', 'ERROR', 'LOST']);

function job({ name, id, state, lastError }: WatchedJob): AttentionItem[] {
  if (!failing.has(state)) return [];
  return [
    {
      id: `job:${id}`,
      severity: 'problem',
      title:
        state === 'LOST' ? `Job ${name} was lost with its cluster` : `Job ${name} is ${state.toLowerCase()}`,
      evidence: lastError === undefined ? [] : [lastError.message],
      link: `#/jobs/${encodeURIComponent(id)}`,
      ...(state === 'LOST'
        ? {
            action: {
              label: 'Resume',
              method: 'POST' as const,
              path: `stream-jobs/${encodeURIComponent(id)}/resume`,
            },
            command: suggest('Resume it', 'job', 'resume', id),
          }
        : { command: suggest('See its logs', 'job', 'logs', id, '--tail', '20') }),
    },
  ];
}

function fallingBehind({ name, lag, members }: WatchedGroup): AttentionItem {
  return {
    id: `group:${name}`,
    severity: 'warning',
    title: `Group ${name} is falling behind: lag ${lag}`,
    evidence: members === 0 ? ['It has no members: nobody reads with it.'] : [],
    link: `#/groups/${encodeURIComponent(name)}`,
    command: suggest('Look at it', 'group', 'describe', name),
  };
}

/** Remembers since when each group's lag has not fallen. */
export class RisingLags {
  private readonly since = new Map<string, { time: number; lag: number; from: number }>();
  private now = 0;

  /** @param forMs how long a lag must rise before it counts */
  constructor(private readonly forMs: number) {}

  add(time: number, groups: { name: string; lag: number }[]): void {
    this.now = time;
    for (const { name, lag } of groups) {
      const known = this.since.get(name);
      if (!known || lag < known.lag || lag === 0) this.since.set(name, { time, lag, from: lag });
      else this.since.set(name, { ...known, lag });
    }
  }

  isRising(name: string): boolean {
    const known = this.since.get(name);
    return known !== undefined && known.lag > known.from && this.now - known.time >= this.forMs;
  }
}
