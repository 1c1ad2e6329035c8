import type { Config } from './config.js';
import { loadConfig } from './config.js';
import { StreamkitError } from './errors.js';
import type { Engine, EngineName, Stack } from './engines/engine.js';
import { selectEngine } from './engines/select.js';
import type { Report } from './events.js';
import { probe, probeHttp, probeZookeeper, type Probes } from './health/probe.js';
import { openHome, stackDir, type Home } from './home.js';
import { catalogue } from './services/catalogue.js';
import type { KafkaMode, Readiness, ServiceDefinition } from './services/types.js';
import { assignPorts, portsOf, type PortTable } from './stack/addresses.js';
import { readRecord, type StackRecord } from './stack/record.js';

export interface SessionOptions {
  cwd: string;
  environment: NodeJS.ProcessEnv;
  stack: string | undefined;
  engine?: EngineName | 'auto' | undefined;
  kafkaMode?: KafkaMode | undefined;
  report: Report;
  signal: AbortSignal;
}

/** Everything that a use case works with: one stack, its engine, where to tell and when to stop. */
export interface Session {
  home: Home;
  config: Config;
  name: string;
  /** Absent before the stack's first `up`. */
  record: StackRecord | undefined;
  kafkaMode: KafkaMode;
  services: ServiceDefinition[];
  engine: Engine;
  report: Report;
  signal: AbortSignal;
  probe: (readiness: Readiness, signal: AbortSignal) => Promise<void>;
}

/** Wires a session. @throws StreamkitError for a wrong streamkit.yml, stack name, engine or mode */
export async function openSession(options: SessionOptions): Promise<Session> {
  const config = await loadConfig(options.cwd);
  const home = openHome(options.environment);
  const name = options.stack ?? options.environment['STREAMKIT_STACK'] ?? config.stack ?? 'default';
  stackDir(home, name);
  const record = await readRecord(home, name);
  const kafkaMode = keptMode(record, options.kafkaMode) ?? config.kafkaMode ?? 'zookeeper';
  return {
    home,
    config,
    name,
    record,
    kafkaMode,
    services: catalogue(kafkaMode),
    engine: await selectEngine(home, options.engine ?? config.engine, record?.engine),
    report: options.report,
    signal: options.signal,
    probe: (readiness, signal) => probe(probes, readiness, signal),
  };
}

/** The stack as engines see it. @param record the stack's own, or the one to be written; none before the first `up` */
export function stackOf(session: Session, record: StackRecord | undefined): Stack {
  const table: PortTable = assignPorts(session.services, record?.ports ?? {}, {});
  return {
    name: session.name,
    dir: stackDir(session.home, session.name),
    id: record?.id ?? '',
    secret: record?.secret ?? '',
    portsOf: (service) => portsOf(table, service),
  };
}

const probes: Probes = {
  zookeeper: probeZookeeper,
  http: probeHttp,
  // Loaded only where such a service is probed: a client library takes longer to load than the rest of the program.
  webhdfs: async (readiness, signal) => (await import('./hdfs/probe.js')).probeWebHdfs(readiness, signal),
  hive: async (readiness, signal) => (await import('./sql/probe-hive.js')).probeHive(readiness, signal),
  kafka: async (readiness, signal) => (await import('./kafka/probe.js')).probeKafka(readiness, signal),
  mysql: async (readiness, signal) => (await import('./sql/probe.js')).probeMysql(readiness, signal),
  storm: async (readiness, signal) => (await import('./storm/probe.js')).probeStorm(readiness, signal),
};

function keptMode(record: StackRecord | undefined, asked: KafkaMode | undefined): KafkaMode | undefined {
  if (record && asked && record.kafkaMode !== asked) {
    throw new StreamkitError(
      'USAGE',
      `This stack runs Kafka in ${record.kafkaMode} mode; its data cannot change mode.`,
      {
        suggestions: ['Use another --stack, or delete this one first: streamkit down --data'],
      },
    );
  }
  return record?.kafkaMode ?? asked;
}
