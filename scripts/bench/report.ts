import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { quantile } from './measure.js';
import { picture } from './picture.js';
import type { Result } from './row.js';
import { rows } from './rows.js';

/** What one row brought when it was last measured. */
interface Measured {
  /** The machine's load average over a minute, before. */
  load: number;
  date: string;
  machine: string;
  results: Summary[];
}

/** A result as it is kept: medians, and from the least to the most. */
export interface Summary {
  what: string;
  beside: string;
  unit: Result['unit'];
  count?: number | undefined;
  ours: Spread;
  theirs: Spread | undefined;
  /** The median of the ratios of each round. */
  ratio: number | undefined;
  goal: number | undefined;
  whyMissed?: string | undefined;
}

interface Spread {
  median: number;
  min: number;
  max: number;
}

const docs = new URL('../../docs/', import.meta.url);
const kept = fileURLToPath(new URL('benchmark.json', docs));

/** Keeps what a row brought beside what the others brought before, and writes table and picture anew. */
export async function keepResults(row: string, load: number, results: Result[]): Promise<void> {
  const text = await readFile(kept, 'utf8').catch(() => '{}');
  const measured = JSON.parse(text) as Record<string, Measured>;
  const summaries = results.map(summaryOf);
  const date = new Date().toISOString().slice(0, 10);
  measured[row] = { load, date, machine: await machine(), results: summaries };
  for (const summary of summaries) console.log(`  ${cellsOf(summary).join('  ')}`);
  await mkdir(docs, { recursive: true });
  await writeFile(kept, `${JSON.stringify(measured, undefined, 2)}\n`);
  const inOrder = rows.flatMap(({ name }) => (measured[name] ? [measured[name]] : []));
  await writeFile(new URL('benchmark.md', docs), page(inOrder));
  await writeFile(new URL('benchmark.svg', docs), picture(inOrder.flatMap((one) => one.results)));
}

function summaryOf({ ours, theirs, ...result }: Result): Summary {
  const ratios = theirs.map((value, round) => (ours[round] ?? NaN) / value);
  return {
    ...result,
    ours: spreadOf(ours),
    theirs: theirs.length > 0 ? spreadOf(theirs) : undefined,
    ratio: theirs.length > 0 ? quantile(ratios) : undefined,
    goal: result.goal,
  };
}

function spreadOf(values: number[]): Spread {
  return { median: quantile(values), min: Math.min(...values), max: Math.max(...values) };
}

function page(measured: Measured[]): string {
  const machines = [...new Set(measured.map((one) => one.machine))];
  const lines = measured.flatMap(({ results, load, date }) =>
    results.map((result) => `| ${[...cellsOf(result), load.toFixed(1), date].join(' | ')} |`),
  );
  return `# Benchmark

Written by \`npm run bench\`; do not edit. Whole processes, ours and the other in turn on the same machine, medians with the
least and the most in brackets; the ratio is the median of the rounds' own ratios. The load is the machine's average over the
minute before (how many processes wanted a processor).

Measured on ${machines.join('; ')}.

![Ratios, as parts of their goals](benchmark.svg)

| what | ours | beside | theirs | ratio | at most | verdict | load | on |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}
${reasons(measured.flatMap(({ results }) => results))}`;
}

function reasons(summaries: Summary[]): string {
  const known = summaries.filter((one) => verdictOf(one) === missed && one.whyMissed !== undefined);
  if (known.length === 0) return '';
  const texts = [...new Set(known.map(({ whyMissed = '' }) => whyMissed))];
  const items = texts.map((text) => {
    const names = known.filter(({ whyMissed }) => whyMissed === text).map(({ what }) => what);
    return `- ${names.join('; ')}: ${text}\n`;
  });
  return `\n## Missed, and why\n\n${items.join('')}`;
}

const missed = '**missed**';

function verdictOf({ ratio, goal }: Summary): string {
  if (goal === undefined || ratio === undefined) return 'stated';
  return ratio <= goal ? 'reached' : missed;
}

function cellsOf(summary: Summary): string[] {
  const { what, beside, unit, count, ours, theirs, ratio, goal } = summary;
  return [
    what.replaceAll('|', '\\|'),
    spread(ours, unit, count),
    beside.replaceAll('|', '\\|'),
    theirs ? spread(theirs, unit, count) : '',
    ratio === undefined ? '' : ratio.toFixed(2),
    goal === undefined ? '' : String(goal),
    verdictOf(summary),
  ];
}

function spread({ median, min, max }: Spread, unit: Result['unit'], count: number | undefined): string {
  const rate = count === undefined ? '' : `: ${Math.round(count / median).toLocaleString('en')} a second`;
  return `${figure(median)} ${unit} (${figure(min)}-${figure(max)})${rate}`;
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

async function machine(): Promise<string> {
  const { stderr } = await promisify(execFile)('java', ['-version']).catch(() => ({ stderr: '' }));
  const java = /version "([^"]+)"/.exec(stderr)?.[1] ?? 'none';
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${availableParallelism()} cores, ${memory} GB of memory, Node ${process.versions.node}, Java ${java}`;
}
