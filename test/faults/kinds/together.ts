import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import type { FaultHome, Ran } from '../home.js';

export const togetherFaults: Fault[] = [
  {
    name: 'two ups at once, from nothing running',
    async inject(home) {
      await home.must('down');
      const both = await Promise.all([home.up(), home.up()]);
      expectCodes(both, [0]);
      return { what: 'both' };
    },
  },
  {
    name: 'up and down at once',
    inject: async (home, random) => together(home, random.integer(0, 1500), ['down']),
  },
  {
    name: 'up and down --data at once',
    async inject(home, random) {
      const done = await together(home, random.integer(0, 1500), ['down', '--data', '--yes']);
      return { ...done, dataMayGo: true };
    },
  },
  {
    name: 'a topic is created by several commands at once',
    async inject(home, random) {
      const name = `together-${random.integer(1, 1_000_000)}`;
      const same = await Promise.all([1, 2, 3].map(async () => home.run(['topic', 'create', name])));
      expectCodes(same, [0, 6]);
      const winners = same.filter(({ exitCode }) => exitCode === 0).length;
      if (winners !== 1) throw new Error(`${winners} commands say that they created ${name}`);
      return { what: `${name}, by ${same.length}` };
    },
  },
];

/** `up` meets a command that takes away what it brings up: either may come first, and none may break. */
async function together(home: FaultHome, delayMs: number, args: string[]) {
  await home.must('down');
  const up = home.up();
  await delay(delayMs);
  expectCodes([await home.run(args), await up], [0]);
  return { what: `${args.join(' ')} ${delayMs} ms after up` };
}

function expectCodes(ran: Ran[], codes: number[]): void {
  const other = ran.find(({ exitCode }) => !codes.includes(exitCode ?? -1));
  if (other) throw new Error(`${other.command} ended with ${other.exitCode ?? '?'}:\n${other.output}`);
}
