import type { Fault } from '../fault.js';
import type { FaultHome } from '../home.js';
import { someMoment } from '../moments.js';

interface Cut {
  command: string;
  args: string[];
  services?: string[];
  /** Estimates for an idle machine; updated by runs that are not interrupted. */
  usualMs: number;
  before?: (home: FaultHome) => Promise<unknown>;
  dataMayGo?: true;
}

const cuts: Cut[] = [
  {
    command: 'up',
    args: ['up', 'kafka', 'mysql'],
    usualMs: 4000,
    before: async (home) => home.must('down'),
  },
  { command: 'down', args: ['down'], usualMs: 2500 },
  { command: 'down --data', args: ['down', '--data', '--yes'], usualMs: 2700, dataMayGo: true },
  {
    command: 'smoke kafka-basics',
    args: ['smoke', 'kafka-basics'],
    services: ['schema-registry'],
    usualMs: 2700,
  },
];

const polite = ['SIGINT', 'SIGTERM'] as const;

export const commandFaults: Fault[] = cuts.flatMap((cut) => [
  cutOff(cut, 'SIGKILL', ['SIGKILL']),
  cutOff(cut, 'SIGINT or SIGTERM', polite),
]);

function cutOff(
  { command, args, services, usualMs, before, dataMayGo }: Cut,
  words: string,
  signals: readonly ['SIGKILL'] | typeof polite,
): Fault {
  return {
    name: `${command} gets ${words}`,
    ...(services && { services }),
    async inject(home, random) {
      await before?.(home);
      const signal = random.pick<NodeJS.Signals>(signals);
      const moment = someMoment(random, home.usualMs.get(command) ?? usualMs);
      const running = home.start(args);
      await Promise.race([moment.come(running, home), running]);
      running.kill(signal);
      const ran = await home.ended(args, running);
      if (ran.exitCode === 0) home.usualMs.set(command, ran.ms);
      if (signal !== 'SIGKILL' && ran.signal === undefined && ![0, 130].includes(ran.exitCode ?? -1))
        throw new Error(`${ran.command} ended with ${ran.exitCode ?? '?'} upon ${signal}:\n${ran.output}`);
      const how = ran.exitCode === 0 ? ', which was too late' : '';
      return {
        what: `${signal} ${moment.words}${how}`,
        ...(dataMayGo && { dataMayGo, refusal: deletion(home) }),
      };
    },
  };
}

/** A deletion that was cut off may have to be done again. */
function deletion(home: FaultHome) {
  return {
    says: /streamkit down --data/,
    follow: async () => {
      await home.must('down', '--data', '--yes');
    },
  };
}
