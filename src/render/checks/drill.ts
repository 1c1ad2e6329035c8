import type { ChalkInstance } from 'chalk';
import type { DrillResult, LoadResult } from '../../drill/result.js';
import { table } from '../table.js';

/** The verdict of a drill as text. */
export function drillTable(result: DrillResult, theme: ChalkInstance): string {
  const { drill, fault, victims, rate, loads, takeover, group, promises, broken, seconds } = result;
  const head = `drill ${drill}: ${fault} ${victims.join(', ')}, ${rate} records per second, ${seconds} s`;
  const rows = figures.map(({ name, of }) => [name, ...loads.map(of)]);
  const roles = takeover
    ? [`${takeover.role}: ${takeover.from}, then ${takeover.to ?? 'nobody'}${after(takeover.ms)}`]
    : [];
  const groups = group
    ? [
        `group ${group.name}: longest time without a commit while records waited ${ms(group.longestGapMs)}, highest lag ${group.highestLag}, lag at the end ${group.lag}`,
      ]
    : [];
  const kept = promises.map(({ name, kept: isKept, observed }) => {
    const mark = isKept ? theme.green('kept  ') : theme.red('BROKEN');
    return `${mark}  ${name} (${observed})`;
  });
  const losses = loads
    .filter(({ name, lost }) => name === 'acks=1' && lost > 0)
    .map(
      ({ lost }) =>
        `acks=1 lost ${lost} acknowledged records: the leader alone had them. This does not break a promise.`,
    );
  const verdict =
    broken === 0
      ? theme.green('All promises were kept.')
      : theme.red(`${broken} of ${promises.length} promises were broken.`);
  return [
    head,
    '',
    table(['', ...loads.map(({ name }) => name)], rows),
    '',
    ...[...roles, ...groups, ...losses],
    ...kept,
    verdict,
  ].join('\n');
}

const figures: { name: string; of: (load: LoadResult) => string }[] = [
  { name: 'sent', of: ({ sent }) => String(sent) },
  { name: 'acknowledged', of: ({ acknowledged }) => String(acknowledged) },
  { name: 'lost', of: ({ lost }) => String(lost) },
  { name: 'duplicated', of: ({ duplicated }) => String(duplicated) },
  { name: 'out of order', of: ({ outOfOrder }) => String(outOfOrder) },
  { name: 'longest gap', of: ({ longestGapMs }) => ms(longestGapMs) },
  { name: 'new leader after', of: ({ newLeaderMs }) => ms(newLeaderMs) },
  { name: 'first output after', of: ({ firstOutputMs }) => ms(firstOutputMs) },
  { name: 'fewest in-sync replicas', of: ({ lowestIsr }) => (lowestIsr === null ? '-' : String(lowestIsr)) },
];

function ms(value: number | null): string {
  return value === null ? '-' : `${value} ms`;
}

function after(value: number | null): string {
  return value === null ? '' : ` after ${value} ms`;
}
