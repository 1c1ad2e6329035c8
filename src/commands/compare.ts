import { readFile, writeFile } from 'node:fs/promises';
import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { engineFlag } from '../cli/flags.js';
import { compare, processors } from '../compare/compare.js';
import { comparisonJunit } from '../render/checks/comparison-junit.js';
import { comparisonHtml } from '../render/jobs/comparison-html.js';
import type { Comparison } from '../compare/result.js';
import { comparisonTable } from '../render/jobs/comparison.js';
import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import type { PaymentsProcessor } from '../smoke/running-job.js';

export default class Compare extends BaseCommand {
  static override summary = 'Measure the same job on each stream processor';
  static override description =
    'Builds the payments job from the template of each processor and runs it, one processor at a time and in another order in each round: time to the first result, throughput on a backlog, latency from the planned time of sending, CPU, memory, and recovery after kill -9. Every record is accounted for: lost and duplicated results and wrong counts are shown. Missing services are started, and stopped afterwards. Needs the local engine. A result that was saved with --json can be compared with a later one.';
  static override examples = [
    '<%= config.bin %> compare kafka-streams --records 20000 --seconds 10 --rounds 1 --json > old.json',
    '<%= config.bin %> compare flink kafka-streams --records 20000 --seconds 10 --rounds 1 --against old.json --html report.html --junit report.xml',
  ];
  static override strict = false;
  static override args = {
    processor: Args.string({ description: 'kafka-streams, flink, spark or storm (default: all)' }),
  };
  static override flags = {
    records: Flags.integer({ description: 'payments in the backlog', default: 1_000_000, min: 1000 }),
    job: Flags.option({ options: ['payments', 'fraud'] as const })({
      description: 'payments: counts per name and window; fraud: three large payments by one card',
      default: 'payments',
    }),
    rate: Flags.integer({
      description: 'payments per second for latency and recovery',
      default: 1000,
      min: 1,
    }),
    seconds: Flags.integer({ description: 'how long the load at that rate runs', default: 30, min: 10 }),
    rounds: Flags.integer({ description: 'how often each processor is measured', default: 3, min: 1 }),
    parallelism: Flags.integer({ description: 'parallel tasks of each job', default: 2, min: 1, max: 2 }),
    guarantee: Flags.option({ options: ['exactly-once', 'at-least-once'] as const })({
      description: 'what Kafka Streams and Flink are asked for; Spark and Storm write at least once',
      default: 'exactly-once',
    }),
    html: Flags.string({ description: 'write a page with charts', helpValue: 'FILE' }),
    junit: Flags.string({
      description: 'write whether each payment is accounted for, as JUnit XML',
      helpValue: 'FILE',
    }),
    against: Flags.string({ description: 'show changes against a saved result', helpValue: 'FILE' }),
    engine: engineFlag,
    ports: Flags.option({ options: ['auto'] as const })({ description: 'use free ports for a new stack' }),
    offline: Flags.boolean({ description: 'do not download anything; fail if something is missing' }),
  };

  async run(): Promise<Comparison> {
    const { flags, argv } = await this.parse(Compare);
    const names = (argv as string[]).map(known);
    const earlier = flags.against === undefined ? undefined : await saved(flags.against);
    const session = await this.open(flags, { engine: flags.engine });
    if (session.engine.name !== 'local')
      throw new StreamkitError(
        'USAGE',
        'compare needs the local engine: it kills processes and reads their CPU time.',
      );
    const { records, rate, seconds, rounds, parallelism, job, guarantee, offline } = flags;
    const result = await compare(session, {
      records,
      rate,
      seconds,
      rounds,
      parallelism,
      job,
      guarantee,
      offline,
      processors: names.length > 0 ? [...new Set(names)] : processors,
      autoPorts: flags.ports === 'auto',
    });
    if (flags.junit !== undefined) await writeFile(flags.junit, comparisonJunit(result));
    if (flags.html !== undefined) await writeFile(flags.html, comparisonHtml(result));
    this.log(comparisonTable(result, earlier));
    return result;
  }
}

function known(name: string): PaymentsProcessor {
  const found = processors.find((one) => one === name);
  if (found) return found;
  throw new StreamkitError('USAGE', `There is no processor named "${name}".`, {
    suggestions: didYouMean(name, processors, 'Processors'),
  });
}

/** @throws StreamkitError USAGE for a file that is not a saved result */
async function saved(path: string): Promise<Comparison> {
  try {
    const result = JSON.parse(await readFile(path, 'utf8')) as Partial<Comparison>;
    if (result.version === 1 && Array.isArray(result.measurements)) return result as Comparison;
  } catch (error) {
    throw new StreamkitError('USAGE', `--against ${path} cannot be read as JSON.`, { cause: error });
  }
  throw new StreamkitError(
    'USAGE',
    `--against ${path} is not a saved result: it was not written by compare with --json.`,
  );
}
