import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { bin, type Lab } from '../lab.js';
import { peakMemory } from '../measure.js';
import type { Result, Row } from '../row.js';

const [small, large] = [1, 100];

/** The most memory that 10 GB take, beside 100 MB: what streams does not grow with what passes through. */
export const memory: Row = {
  name: 'memory',
  slow: true,
  async measure(lab: Lab): Promise<Result[]> {
    await lab.broker();
    const file = await lab.millionLines();
    const written: number[] = [];
    const read: number[] = [];
    for (const times of [small, large]) {
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

function result(command: string, [few = 0, many = 0]: number[]): Result {
  return {
    what: `memory of \`${command}\` on 10 GB`,
    beside: 'on 100 MB',
    unit: 'MB',
    ours: [many],
    theirs: [few],
    goal: 1.2,
  };
}

async function* repeated(file: string, times: number): AsyncGenerator<Buffer> {
  for (let time = 0; time < times; time++) yield* createReadStream(file) as AsyncIterable<Buffer>;
}
