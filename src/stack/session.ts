import type { Config } from '../config/config.js';
import { configProblem, loadConfig } from '../config/config.js';
import type { RemoteContext } from '../contexts/open-context.js';
import { selectedContext } from '../contexts/select.js';
import { StreamkitError } from '../shared/errors.js';
import type { Engine, EngineName, Stack } from '../engines/engine.js';
import type { Prospect } from '../engines/prospect.js';
import { possibleEngines, selectEngine } from '../engines/select.js';
import type { Report } from '../shared/events.js';
import { openHome, setting, stackDir, type Home } from '../shared/home.js';
import { catalogue, chosenServices, shownServices } from '../services/catalogue.js';
import { decideInstances, instancesOf } from '../services/instances.js';
import { SettingsProblem } from '../services/settings/user-settings.js';
import { withWishes, type Wishes } from '../services/settings/wishes.js';
import { stackSecurity } from '../services/settings/security.js';
import type { InstanceTable, KafkaMode, ServiceDefinition } from '../services/types.js';
import { assignPorts, portsOf, type PortTable } from './addresses.js';
import { keptMode, keptSecurity, refuseInDocker } from './record/fixed-choices.js';
import { blankRecord, readRecord, type StackRecord } from './record/record.js';

export interface SessionOptions {
  cwd: string;
  environment: NodeJS.ProcessEnv;
  stack: string | undefined;
  /** For commands that also work on remote clusters: the flag --context, if given. */
  remote?: { flag: string | undefined } | undefined;
  engine?: EngineName | 'auto' | undefined;
  kafkaMode?: KafkaMode | undefined;
  /** TLS and SASL for a new stack. */
  secure?: boolean | undefined;
  /** Relays before brokers and ZooKeeper, from now on. */
  relay?: boolean | undefined;
  /** Instances by service. Given by commands that may change their number, even if it is empty; streamkit.yml adds its own. */
  scale?: Record<string, number> | undefined;
  /** The stack is named, and nothing else of streamkit.yml matters: it need not be valid. */
  ignoresProject?: boolean | undefined;
  /** Also open a stack whose record cannot be read: as much of it as is needed to delete it. */
  evenDamaged?: boolean | undefined;
  /** What a new stack would hold: given by commands that make one, so that the engine can be chosen for it. */
  prospect?: { services: string[]; images: Record<string, string>; offline: boolean } | undefined;
  report: Report;
  signal: AbortSignal;
}

/** Everything that a use case works with: one stack, its engine, where to report and when to stop. */
export interface Session {
  home: Home;
  cwd: string;
  config: Config;
  name: string;
  /** The remote cluster that the command works on in place of a stack. */
  context?: RemoteContext;
  /** Absent before the stack's first `up`. */
  record: StackRecord | undefined;
  kafkaMode: KafkaMode;
  /** Whether brokers, registry and Connect have TLS and SASL. */
  secure: boolean;
  /** Whether brokers and ZooKeeper are behind relays, which network faults need. */
  relay: boolean;
  services: ServiceDefinition[];
  /** How often the stack has each service that it has several times, or will have after this command. */
  instances: InstanceTable;
  engine: Engine;
  /** All that the stack could run on, as long as that is open; else its own alone. */
  possibleEngines: () => Promise<Engine[]>;
  report: Report;
  signal: AbortSignal;
}

/** Wires a session. @throws StreamkitError for a wrong streamkit.yml, stack name, engine or mode */
export async function openSession(options: SessionOptions): Promise<Session> {
  const config = options.ignoresProject === true ? {} : await loadConfig(options.cwd);
  const home = openHome(options.environment);
  const context = await remoteOf(options, config, home);
  const name = options.stack ?? setting(options.environment, 'STREAMKIT_STACK') ?? config.stack ?? 'default';
  stackDir(home, name);
  const record = context
    ? undefined
    : await readRecord(home, name).catch((error: unknown) => {
        if (options.evenDamaged !== true) throw error;
        return blankRecord;
      });
  const kafkaMode = keptMode(record, options.kafkaMode) ?? config.kafkaMode ?? 'zookeeper';
  // A lost record does not say which engine it was.
  const kept = record === blankRecord ? undefined : record?.engine;
  const { environment } = options;
  const asked = options.engine ?? engineIn(environment) ?? config.engine;
  const wish = { home, environment, asked, kept };
  const engine = await selectEngine(wish, prospectOf(options, config, kafkaMode));
  const secure = keptSecurity(record, options.secure) ?? config.secure ?? false;
  const relay = options.relay ?? record?.relay ?? false;
  if (relay) refuseInDocker(engine.name, 'Relays of brokers', '--relay');
  const scale = record && !options.scale ? {} : { ...config.scale, ...options.scale };
  const instances = scaled(kafkaMode, engine.name, record, scale);
  return {
    home,
    cwd: options.cwd,
    config,
    name,
    ...(context && { context }),
    record,
    kafkaMode,
    secure,
    relay,
    services: await configured(
      catalogue(kafkaMode, engine.name, instances, { secure, relay }),
      config,
      record,
    ),
    instances,
    engine,
    possibleEngines: async () => possibleEngines(wish),
    report: options.report,
    signal: options.signal,
  };
}

/** @throws StreamkitError USAGE for --stack and --context */
async function remoteOf(
  { remote, stack, environment }: SessionOptions,
  config: Config,
  home: Home,
): Promise<RemoteContext | undefined> {
  if (!remote) return undefined;
  if (stack !== undefined) {
    if (remote.flag === undefined) return undefined;
    throw new StreamkitError('USAGE', '--stack and --context cannot be combined.');
  }
  const name = await selectedContext(home, {
    flag: remote.flag,
    environment: environment['STREAMKIT_CONTEXT'],
    project: config.context,
  });
  return name === undefined
    ? undefined
    : (await import('../contexts/open-context.js')).openContext(home, name);
}

/** What the user wants of services: as the project has it, else as it was at the last `up`. */
export function wishesOf(config: Config, record: StackRecord | undefined): Wishes {
  const { settings, restart, heap } = (config.dir === undefined ? record : config) ?? {};
  return { ...(settings && { settings }), ...(restart && { restart }), ...(heap && { heap }) };
}

/** @throws StreamkitError CONFIG_INVALID for a setting that cannot be used */
async function configured(
  services: ServiceDefinition[],
  config: Config,
  record: StackRecord | undefined,
): Promise<ServiceDefinition[]> {
  try {
    return withWishes(services, wishesOf(config, record));
  } catch (error) {
    if (!(error instanceof SettingsProblem) || config.dir === undefined) throw error;
    throw await configProblem(config, error.place, error.message, error.suggestions);
  }
}

/** The named services; for no name all of the stack: optional ones only when it has them. @throws StreamkitError USAGE */
export function servicesOf({ services, record }: Session, names: string[] = []): ServiceDefinition[] {
  if (names.length > 0) return chosenServices(services, names);
  return record === blankRecord
    ? services
    : shownServices(services, (name) => record?.ports[name] !== undefined);
}

/** The stack as engines see it. @param record the stack's own, or the one to be written; none before the first `up` */
export function stackOf(session: Session, record: StackRecord | undefined): Stack {
  const dir = stackDir(session.home, session.name);
  const table: PortTable = assignPorts(session.services, record?.ports ?? {}, {});
  return {
    name: session.name,
    dir,
    id: record?.id ?? '',
    secret: record?.secret ?? '',
    ...(session.secure && { security: stackSecurity(dir, record?.secret ?? '') }),
    images: record?.images ?? session.config.images ?? {},
    exchange: record?.exchange ?? dir,
    portsOf: (service) => portsOf(table, service),
    instancesOf: (service) => instancesOf(session.services, service).map(({ name: one }) => one),
  };
}

/** The instances that the stack has, changed as asked. @throws StreamkitError USAGE for what cannot be scaled */
export function scaled(
  kafkaMode: KafkaMode,
  engine: EngineName,
  record: StackRecord | undefined,
  asked: Record<string, number>,
): InstanceTable {
  const has = (service: string) => record?.ports[service] !== undefined;
  return decideInstances(catalogue(kafkaMode, engine), record?.instances ?? {}, has, asked);
}

function prospectOf(
  { prospect, signal, report }: SessionOptions,
  config: Config,
  kafkaMode: KafkaMode,
): Prospect | undefined {
  if (!prospect) return undefined;
  return {
    kafkaMode,
    services: prospect.services.length > 0 ? prospect.services : (config.services ?? []),
    images: { ...config.images, ...prospect.images },
    offline: prospect.offline,
    signal,
    onChoice(message) {
      report({ type: 'note', message });
    },
  };
}

/** @throws StreamkitError USAGE when STREAMKIT_ENGINE names no engine */
function engineIn({ STREAMKIT_ENGINE: name = '' }: NodeJS.ProcessEnv): EngineName | 'auto' | undefined {
  if (name === '') return undefined;
  if (name === 'auto' || name === 'docker' || name === 'local') return name;
  throw new StreamkitError('USAGE', `STREAMKIT_ENGINE=${name}: there is no such engine.`, {
    suggestions: ['It is auto, docker or local.'],
  });
}
