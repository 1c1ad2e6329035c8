import { setTimeout as delay } from 'node:timers/promises';
import { identify } from '../../../src/engines/local/process/process-table.js';
import type { Fault } from '../fault.js';
import type { FaultHome } from '../home.js';

const core = ['zookeeper', 'kafka', 'schema-registry', 'connect', 'mysql'] as const;
const further = ['nimbus', 'supervisor', 'hdfs', 'hive'] as const;
const quick = ['zookeeper', 'kafka', 'mysql'] as const;

export const serviceFaults: Fault[] = [
  ...core.map((service) => killed(service)),
  ...further.map((service): Fault => ({ ...killed(service), slow: true })),
  {
    name: 'a service is suspended (SIGSTOP)',
    async inject(home, random) {
      const service = random.pick(quick);
      process.kill(await home.pidOf(service), 'SIGSTOP');
      return { what: service };
    },
  },
  {
    name: 'a service is suspended and resumed (SIGSTOP, SIGCONT)',
    async inject(home, random) {
      const service = random.pick(quick);
      const seconds = random.integer(1, 8);
      const pid = await home.pidOf(service);
      process.kill(pid, 'SIGSTOP');
      // Longer than ZooKeeper's session, or not.
      await delay(seconds * 1000);
      process.kill(pid, 'SIGCONT');
      return { what: `${service}, for ${seconds} s` };
    },
  },
  {
    name: 'a service is restarted while records flow',
    async inject(home, random) {
      const service = random.pick(quick);
      await Promise.all([home.must('restart', service), home.keepsakes.addRecords()]);
      return { what: service };
    },
  },
];

/** Records are on their way while it happens: those that were acknowledged count. */
function killed(service: string): Fault {
  return {
    name: `${service} is killed (SIGKILL)`,
    services: [service],
    async inject(home) {
      const flow = home.keepsakes.addRecords();
      const pid = await home.pidOf(service);
      process.kill(pid, 'SIGKILL');
      await gone(pid);
      return { what: service, meanwhile: flow };
    },
  };
}

async function gone(pid: number): Promise<void> {
  while (await identify(pid)) await delay(5);
}

export async function kill(home: FaultHome, service: string): Promise<void> {
  const pid = await home.pidOf(service);
  process.kill(pid, 'SIGKILL');
  await gone(pid);
}
