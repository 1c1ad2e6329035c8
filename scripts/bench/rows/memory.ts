import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { bin, type Lab } from '../lab.js';
import { peakMemory, quantile } from '../measure.js';
import type { Result, Row } from '../row.js';

/** How often the file of 100 MB goes through; the small amount in several rounds, since its memory differs from one to the next. */
const amounts = [1, 1, 1, 1, 1, 100];

/** The most memory that 10 GB take, beside 100 MB: what streams does not grow with what passes through. */
export const memory: Row = {
  name: 'memory',
  slow: true,
  async measure(lab: Lab): Promise<Result[]> {
    await lab.broker();
    const file = await lab.millionLines();
    const written: number[] = [];
    const read: number[] = [];
    for (const times of amounts) {
      const topic = await lab.topic();
      const input = Readable.from(repeated(file, times));
      written.push(await peakMemory(process.execPath, [bin, 'produce', topic], lab.env, input));
      const args = ['consume', topic, '--from-beginning', '--exit'];
      read.push(await peakMemory(process.execPath, [bin, ...args], lab.env));
      await lab.streamkit('topic', 'delete', topic);
    }
    return [result('produce', written), result('consume', read)];
  },
};

function result(command: string, peaks: number[]): Result {
  return {
    what: `memory of \`${command}\` for 10 GB of records`,
    beside: '100 MB',
    unit: 'MB',
    ours: peaks.slice(-1),
    theirs: [quantile(peaks.slice(0, -1))],
    goal: 1.2,
    whyMissed:
      "V8's young generation grows to 48 MB in the first gigabyte and then stays: 3 GB and 10 GB use the same. Tried: " +
      '`--max-semi-space-size=4`, an option of node: ratio 1.1, but one sixth slower.',
  };
}

async function* repeated(file: string, times: number): AsyncGenerator<Buffer> {
  for (let time = 0; time < times; time++) yield* createReadStream(file) as AsyncIterable<Buffer>;
}
