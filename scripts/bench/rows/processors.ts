import type { Comparison, Measurement } from '../../../src/compare/result.js';
import { besideLimit } from '../compare.js';
import type { Lab } from '../lab.js';
import type { Result, Row } from '../row.js';

const records = 1_000_000;
/** In seconds. */
const limits = { cpuSeconds: 35, firstResult: { flink: 4, spark: 10 } };

/** The job of `compare`: what it costs on Storm, and how soon Flink and Spark have a first result. */
export const processors: Row = {
  name: 'processors',
  slow: true,
  async measure(lab: Lab): Promise<Result[]> {
    await lab.broker();
    await lab.streamkit('up', 'storm', 'flink', 'spark', '--timeout', '5m');
    const storm = await lastRounds(lab, ['storm'], ['--records', String(records), '--rounds', '1']);
    // Spark keeps the classes that the first job has loaded for the next ones.
    const others = await lastRounds(lab, ['flink', 'spark'], ['--records', '20000', '--rounds', '2']);
    return [
      besideLimit(
        `Storm to Kafka (the job of \`compare\`), ${records.toLocaleString('en')} records, start included`,
        'CPU s',
        storm.map(({ cpuSeconds }) => cpuSeconds ?? NaN),
        limits.cpuSeconds,
      ),
      ...(['flink', 'spark'] as const).map((name) =>
        besideLimit(
          `the job of \`compare\` on ${name === 'flink' ? 'Flink' : 'Spark'}, from submit to first result`,
          's',
          others.flatMap(({ processor, firstResultMs }) =>
            processor === name ? [firstResultMs / 1000] : [],
          ),
          limits.firstResult[name],
        ),
      ),
    ];
  },
};

/** One measurement of each processor: of the last round. */
async function lastRounds(lab: Lab, names: string[], settings: string[]): Promise<Measurement[]> {
  const { measurements } = await lab.json<Comparison>('compare', ...names, ...settings);
  return names.map((name) => {
    const found = measurements.findLast(({ processor }) => processor === name);
    if (found === undefined) throw new Error(`compare measured nothing of ${name}`);
    return found;
  });
}
