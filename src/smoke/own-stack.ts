import { catalogue } from '../services/catalogue.js';
import type { InstanceTable } from '../services/types.js';
import { down } from '../stack/down.js';
import { readRecord } from '../stack/record/record.js';
import type { Session } from '../stack/session.js';
import { up } from '../stack/up.js';
import type { PipelineContext } from './pipeline.js';

export interface OwnStackOptions {
  services: string[];
  /** Brokers and workers; one each when absent. */
  counts?: Record<string, number>;
  /** With TLS, SASL and an authorizer. */
  secure?: boolean;
}

/** Images in place of the usual ones, but for a broker's of ZooKeeper mode. */
function imagesFor({ kafkaMode, config, record }: Session): Record<string, string> {
  const images = Object.entries({ ...record?.images, ...config.images });
  return Object.fromEntries(images.filter(([service]) => service !== 'kafka' || kafkaMode === 'kraft'));
}

/**
 * Starts a new stack for a pipeline in KRaft mode, in the same home and on the same engine, with the images but nothing else
 * of the settings of the stack at hand. It is deleted with the rest of what the pipeline made.
 * @param name unique to the run
 */
export async function startOwnStack(
  { session, cleanUp }: PipelineContext,
  name: string,
  { services, counts = {}, secure = false }: OwnStackOptions,
  signal: AbortSignal,
): Promise<Session> {
  const instances: InstanceTable = Object.fromEntries(
    Object.entries(counts).map(([service, count]) => [service, { count, founders: count }]),
  );
  const stack: Session = {
    ...session,
    name,
    record: undefined,
    config: { images: imagesFor(session) },
    kafkaMode: 'kraft',
    instances,
    secure,
    relay: false,
    services: catalogue('kraft', session.engine.name, instances, { secure }),
    report: () => undefined,
  };
  cleanUp(`stack ${name}`, async () => {
    const record = await readRecord(session.home, name);
    const calm = { ...stack, record, signal: new AbortController().signal };
    await down(calm, { services: [], data: true });
  });
  const ports = { auto: true, asked: {} };
  await up({ ...stack, signal }, { services, ports, offline: false, timeoutMs: 300_000 });
  return { ...stack, record: await readRecord(session.home, name) };
}
