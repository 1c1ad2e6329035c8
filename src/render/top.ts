import type { ChalkInstance } from 'chalk';
import type { Snapshot } from '../console/watch/types.js';
import { suggestionText } from '../shared/suggestion.js';
import { bytes, duration } from './quantities.js';
import { table } from './table.js';

/**
 * One screen: what needs attention, services, jobs and topics by rate, groups by lag.
 * @param size of the terminal, in characters
 */
export function topScreen(
  snapshot: Snapshot,
  theme: ChalkInstance,
  size: { rows: number; columns: number },
): string {
  const { stack, services, topics, groups, attention } = snapshot;
  const known = services.filter(({ state, ports }) => state !== 'down' || ports.length > 0);
  const up = known.filter(({ state }) => state === 'up').length;
  const head = `${theme.bold(`stack ${stack.name}`)}, ${stack.engine} engine, ${up} of ${known.length} services up`;
  const notes = attention
    .slice(0, 5)
    .map(
      ({ title, command }) =>
        `${theme.red('!')} ${title}${command ? theme.dim(`  ${suggestionText(command)}`) : ''}`,
    );
  const jobs = jobRows(snapshot);
  // What is above the lists, and the head of each.
  const used = known.length + notes.length + (jobs.length > 0 ? 15 : 12);
  const room = Math.max(4, Math.floor((size.rows - used) / (jobs.length > 0 ? 3 : 2)));
  return [
    head,
    ...notes,
    '',
    serviceTable(known, theme),
    '',
    ...(jobs.length > 0 ? [table(['job', 'on', 'state', 'records/s', 'lag'], jobs.slice(0, room)), ''] : []),
    topicTable(topics, theme, room),
    '',
    groupTable(groups, theme, room),
  ]
    .join('\n')
    .split('\n')
    .slice(0, size.rows - 1)
    .join('\n');
}

function serviceTable(services: Snapshot['services'], theme: ChalkInstance): string {
  const color = {
    up: theme.green,
    starting: theme.yellow,
    paused: theme.yellow,
    cut: theme.yellow,
    failed: theme.red,
    down: theme.dim,
  };
  return table(
    ['service', 'state', 'cpu', 'memory', 'up for', 'address'],
    services.map(({ name, state, cpuPercent, memoryBytes, startedAt, endpoints }) => [
      name,
      color[state](state),
      cpuPercent === undefined ? '' : `${cpuPercent.toFixed(1)} %`,
      memoryBytes === undefined ? '' : bytes(memoryBytes),
      startedAt === undefined ? '' : duration(Date.now() - startedAt),
      Object.values(endpoints)[0] ?? '',
    ]),
  );
}

/** Topologies and jobs that have not ended, the busiest first. */
function jobRows({ topologies, streamJobs }: Snapshot): string[][] {
  const onStorm = topologies.map(({ name, status, ackedRate }) => ({
    name,
    on: 'storm',
    state: status,
    perSecond: ackedRate,
    lag: undefined,
  }));
  const others = streamJobs
    .filter(({ ended }) => !ended)
    .map(({ name, processor, state, reads }) => ({
      name,
      on: processor,
      state,
      perSecond: total(reads.map(({ rate: one }) => one)),
      lag: total(reads.map(({ lag }) => lag)),
    }));
  return [...onStorm, ...others]
    .sort((a, b) => (b.perSecond ?? 0) - (a.perSecond ?? 0))
    .map(({ name, on, state, perSecond, lag }) => [
      name,
      on,
      state,
      perSecond === undefined ? '-' : rate(perSecond),
      lag === undefined ? '-' : String(lag),
    ]);
}

/** @returns undefined where nothing is known */
function total(values: (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}

function topicTable(topics: Snapshot['topics'], theme: ChalkInstance, room: number): string {
  const sorted = topics
    .filter(({ internal }) => !internal)
    .sort((a, b) => b.inRate - a.inRate || b.records - a.records);
  if (sorted.length === 0) return theme.dim('no topics yet');
  return table(
    ['topic', 'records/s', 'records', 'partitions'],
    sorted
      .slice(0, room)
      .map(({ name, inRate, records, partitions }) => [
        name,
        rate(inRate),
        String(records),
        String(partitions),
      ]),
  );
}

function groupTable(groups: Snapshot['groups'], theme: ChalkInstance, room: number): string {
  const sorted = [...groups].sort((a, b) => b.lag - a.lag || b.outRate - a.outRate);
  if (sorted.length === 0) return theme.dim('no consumer groups yet');
  return table(
    ['group', 'lag', 'records/s', 'members', 'state'],
    sorted
      .slice(0, room)
      .map(({ name, lag, outRate, members, state }) => [
        name,
        String(lag),
        rate(outRate),
        String(members),
        state,
      ]),
  );
}

function rate(perSecond: number): string {
  return perSecond >= 100 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
}
