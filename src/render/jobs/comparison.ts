import type { Comparison } from '../../compare/result.js';
import { figures, disturbedRounds, processorsIn, spreadOf } from './comparison-figures.js';
import { table } from '../table.js';

/** Medians, with the extremes of several rounds; beside them those of an earlier comparison, if one is given. */
export function comparisonTable(comparison: Comparison, earlier: Comparison | undefined): string {
  const names = processorsIn(comparison);
  const guarantee = (name: string) =>
    comparison.measurements.find(({ processor }) => processor === name)?.guarantee ?? '';
  const rows = figures.map((figure) => [
    figure.unit === '' ? figure.name : `${figure.name} (${figure.unit})`,
    ...names.map((name) => {
      const now = spreadOf(comparison, name, figure);
      if (!now) return '-';
      const before = earlier && spreadOf(earlier, name, figure);
      const range = now.min === now.max ? '' : ` (${now.min} to ${now.max})`;
      return `${now.median}${range}${before ? change(before.median, now.median) : ''}`;
    }),
  ]);
  const { machine, versions, settings } = comparison;
  return [
    table(
      ['', ...names],
      [
        ['guarantee', ...names.map(guarantee)],
        ['build (s)', ...names.map((name) => String(comparison.buildSeconds[name] ?? '-'))],
        ...rows,
      ],
    ),
    `versions: ${pairs(versions)}`,
    `settings: ${pairs(settings)}`,
    `machine: ${machine.cores} x ${machine.cpus}, ${Math.round(machine.memoryBytes / 2 ** 30)} GiB, ${machine.platform}`,
    ...disturbedRounds(comparison),
  ].join('\n');
}

function change(before: number, now: number): string {
  if (before === 0) return ` [was ${before}]`;
  const percent = Math.round(((now - before) / before) * 100);
  return ` [${percent >= 0 ? '+' : ''}${percent}%]`;
}

function pairs(entries: Record<string, string | number>): string {
  return Object.entries(entries)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
