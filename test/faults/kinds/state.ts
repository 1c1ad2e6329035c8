import { rm, symlink, writeFile } from 'node:fs/promises';
import { lockOf } from '../../../src/stack/record/lock.js';
import { damage } from '../damage.js';
import type { Fault } from '../fault.js';
import { kill } from './services.js';

const quick = ['zookeeper', 'kafka', 'mysql'] as const;
const settings = {
  zookeeper: 'conf/zoo.cfg',
  kafka: 'conf/server.properties',
  mysql: 'conf/init.sql',
} as const;

export const stateFaults: Fault[] = [
  {
    name: 'a ledger is damaged',
    async inject(home, random) {
      const service = random.pick(quick);
      return { what: `${service}: ${await damage(home.file(service, 'process.json'), random)}` };
    },
  },
  {
    name: 'settings of a service that died are damaged',
    async inject(home, random) {
      const service = random.pick(quick);
      await kill(home, service);
      const path = home.file(service, settings[service]);
      return {
        what: `${service}: ${await damage(path, random)}`,
        refusal: {
          says: /cannot be used: .*\n.*mv .* then run the command again/,
          follow: async () => rm(path, { recursive: true }),
        },
      };
    },
  },
  {
    name: "the stack's description is damaged",
    async inject(home, random) {
      const path = home.file('stack.json');
      const what = await damage(path, random);
      return {
        what,
        dataMayGo: true,
        refusal: {
          says: /streamkit down --data --stack default/,
          follow: async () => {
            await home.must('down', '--data', '--yes', '--stack', 'default');
          },
        },
      };
    },
  },
  {
    name: 'a lock is left by a dead process, or damaged',
    async inject(home, random) {
      const text = random.pick([JSON.stringify({ pid: 1, startTime: 'another boot/1' }), '{"pid":', '']);
      const lock = lockOf(home.stackDir);
      await (text === '' ? writeFile(lock, text) : symlink(text, lock));
      return { what: text === '' ? 'an empty file' : text };
    },
  },
];
