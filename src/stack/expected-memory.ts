import type { ServiceDefinition } from '../services/types.js';

const megabyte = 1024 ** 2;
/** A rough model of an idle JVM: its base, and the share of the heap's limit that it fills. Idle brokers used 108 to 118 MB. */
const jvm = { baseMb: 60, heapShare: 0.3 };
/** A database, and a service of which only the container is known. */
const otherMb = 150;

/** Roughly how much resident memory the services use while they are idle, in bytes. Pure. */
export function expectedMemory(services: ServiceDefinition[]): number {
  const all = services.map(({ local }) =>
    local?.kind === 'java' ? jvm.baseMb + jvm.heapShare * local.heapMb : otherMb,
  );
  return Math.round(all.reduce((sum, mb) => sum + mb, 0)) * megabyte;
}
