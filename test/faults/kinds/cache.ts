import { setTimeout as delay } from 'node:timers/promises';
import { damage, filesLike } from '../damage.js';
import { Skipped, type Fault } from '../fault.js';
import type { FaultHome } from '../home.js';
import { repositoryOf } from '../places.js';

const services = ['schema-registry'];

interface Damageable {
  what: string;
  files: (home: FaultHome) => Promise<string[]>;
}

const damageable: Damageable[] = [
  {
    what: 'a downloaded jar',
    files: async (home) =>
      filesLike(repositoryOf(home), /^(kafka_|kafka-clients-|zookeeper-|scala-library-).*\.jar$/),
  },
  {
    what: 'an unpacked jar',
    files: async (home) => filesLike(`${home.cache}/unpacked`, /^(quarkus|io\.quarkus|io\.apicurio).*\.jar$/),
  },
  { what: "a library's index", files: async (home) => filesLike(`${home.cache}/libraries`, /\.json$/) },
  { what: 'a class data archive', files: async (home) => archives(home) },
];

/** Everything is down while it happens: a running JVM would only notice some day. */
export const cacheFaults: Fault[] = damageable.map(({ what, files }) => ({
  name: `${what} is damaged`,
  place: 'ownCache',
  services,
  async inject(home, random) {
    const [first, ...others] = await files(home);
    if (first === undefined) throw new Skipped('there is none');
    await home.must('down');
    return { what: await damage(random.pick([first, ...others]), random, ['not readable']) };
  },
}));

/** They are made in the background, in no hurry. */
async function archives(home: FaultHome): Promise<string[]> {
  for (let tries = 0; tries < 300; tries++) {
    const made = await filesLike(`${home.cache}/archives`, /\.jsa$/);
    if (made.length > 0) return made;
    await delay(100);
  }
  return [];
}
