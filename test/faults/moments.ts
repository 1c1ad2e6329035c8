import { setTimeout as delay } from 'node:timers/promises';
import { processesOf } from '../support/own-home.js';
import type { FaultHome, Running } from './home.js';
import type { Random } from './random.js';

/** A point in the run of a command. */
interface Moment {
  words: string;
  come: (running: Running, home: FaultHome) => Promise<unknown>;
}

const pollMs = 5;

/** At some event that can be seen from outside, or after a part of the time that the command usually takes. */
export function someMoment(random: Random, usualMs: number): Moment {
  const kind = random.pick(['lines', 'processes', 'part', 'part']);
  if (kind === 'lines') return afterLines(random.integer(1, 3));
  if (kind === 'processes') return whenProcessesChange(random.integer(1, 2));
  const part = random.fraction();
  return {
    words: `after ${Math.round(part * 100)} % of its time`,
    come: async () => delay(part * usualMs),
  };
}

function afterLines(count: number): Moment {
  return {
    words: `after ${count} lines`,
    come: async ({ all }) =>
      new Promise<void>((resolve) => {
        let seen = 0;
        all?.on('data', (data: Buffer) => {
          seen += String(data).split('\n').length - 1;
          if (seen >= count) resolve();
        });
      }),
  };
}

/** When so many processes more, or fewer, than at first belong to the home. */
function whenProcessesChange(count: number): Moment {
  return {
    words: `when ${count} processes have come or gone`,
    async come(running, home) {
      const before = (await processesOf(home.dir)).length;
      while (running.exitCode === null && Math.abs((await processesOf(home.dir)).length - before) < count)
        await delay(pollMs);
    },
  };
}
