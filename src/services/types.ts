import type { ClientPlace, ClientSettings } from './settings/clients.js';
import type { UserSettings } from './settings/owned-settings.js';
import type { StackSecurity } from './settings/security.js';
import type { DockerRecipe } from './docker-recipe.js';
import type { ProgramRecipe } from './program-recipe.js';

/** A network endpoint that a service listens on. Ports are host ports on 127.0.0.1. */
export interface PortDefinition {
  /** `client` for Kafka's clients, `http` for a REST API, … The first one of a service is the one that users want. */
  name: string;
  default: number;
  /** How far apart the default ports of instances are (default 1). */
  step?: number;
  /** Nobody needs to know it: any free port, where the stack does not have one yet. */
  hidden?: true;
}

/** Answers a service's port by its name; throws for a name that the service does not declare. */
export type PortOf = (name: string) => number;

export interface Address {
  host: string;
  port: number;
}

/**
 * One real operation of a client. Resolves when the service is ready; rejects, with the reason, when it is not yet.
 * A client library is imported inside of it, so that only probing loads it.
 */
export type Probe = (signal: AbortSignal) => Promise<void>;

/** Java's feature releases, such as 17, both ends included. */
export interface JavaRange {
  min: number;
  max: number;
}

/** What a recipe may know of the stack it becomes part of. */
export interface RecipeContext {
  /** The service's own folder, absolute; `data` below it survives `down`. */
  dir: string;
  /** The folder of the first instance, for what all instances share; the same as `dir` where there is only one. */
  firstDir: string;
  instance: Instance;
  port: PortOf;
  /** Where the service itself listens: behind its relay, if it has one. */
  listenPort: PortOf;
  /** The stack's own id, 22 characters of base64url as Kafka writes cluster ids. */
  stackId: string;
  /** The stack's password for services that need one: letters and digits. Only for files and environments. */
  secret: string;
  security?: StackSecurity;
  /** Where another service of the stack is reached by this one; its first instance if it has several. */
  peer: (service: string, port?: string) => Address;
  /** Where each instance of a service is reached, in their order. */
  peers: (service: string, port?: string) => Address[];
}

/** How the local engine runs a service as a process. */
export type LocalRecipe = JavaRecipe | ProgramRecipe;

/** A JVM on jars that Maven resolves. */
export interface JavaRecipe extends ProcessRecipe {
  kind: 'java';
  /**
   * Module of the Maven reactor in `jvm/`: its runtime jars make the class path, headed by what lies in the module's own
   * `src/` (compiled by the JDK's javac).
   */
  module: string;
  /** Java's feature releases that the service runs on, where not on all that streamkit takes. */
  java?: JavaRange;
  heapMb: number;
  /** A main class, or a jar inside the module's unpacked archive. */
  main: { class: string } | { jar: RegExp };
  jvmOptions?: string[];
  arguments?: (context: RecipeContext) => string[];
  systemProperties?: (context: RecipeContext) => Record<string, string>;
  /** Run once, to its end, before the first start: until `makes` (a path below the folder) exists. */
  initialise?: { makes: string; mainClass: string; arguments: (context: RecipeContext) => string[] };
  /** Folders below the service's own that hold links to jars of the module, by path: those with these file names. */
  jarFolders?: Record<string, RegExp>;
}

export interface ProcessRecipe {
  /** Services of the stack that must answer before this one is started (not just be included). */
  after?: string[];
  environment?: (context: RecipeContext) => Record<string, string>;
  /** Before each start: puts right what an earlier run may have left wrong in the service's folder. */
  repair?: (context: RecipeContext) => Promise<void>;
  /** Files to write before the start, by path below the service's folder; only the user may read them. */
  files?: (context: RecipeContext) => Record<string, string>;
  /** Deaths at start that pass by themselves: start again when the log's last lines match. */
  transientFailure?: { log: RegExp; why: string };
  /** Asks it to stop (default: SIGTERM). */
  stopSignal?: 'SIGTERM' | 'SIGINT';
  /** How long that may take before SIGKILL, in milliseconds. */
  stopGraceMs?: number;
}

/** One of the instances of a service. */
export interface Instance {
  /** The service's name, which is the name of the first instance. */
  of: string;
  /** From 1 on. */
  number: number;
  /** How many there are. */
  count: number;
  /** How many there were at the first `up`. */
  founders: number;
}

/** By service; one that a stack has once may be missing. */
export type InstanceTable = Record<string, { count: number; founders: number }>;

/** How a service runs several times. Recipes read `instance`, `peers` and `hosts` from their context. */
export interface Scalable {
  /** The largest number of instances. */
  max: number;
  /** Ports by which instances speak to each other: only where there are several. */
  ports?: PortDefinition[];
  /** Clients accept the addresses of all instances as a comma-separated list. */
  listed?: true;
  /** How long a stop of one of several may take before SIGKILL, in seconds, where that is less than for a single one. */
  stopGraceSeconds?: number;
  /** Why the number is fixed once the stack exists: a phrase. */
  fixed?: string;
  /** Why the instances of the first `up` cannot be removed: a phrase. */
  keepsFounders?: string;
  /** After new instances are ready: has them share what the others hold. Resolves with what was done, in a few words. */
  joined?: (clients: string, instances: number, signal: AbortSignal) => Promise<string | undefined>;
  /**
   * Before the last instances are stopped: moves off them what only they hold.
   * @param clients the addresses of all instances
   * @param staying how many instances will be left
   * @throws StreamkitError where it would lose something
   */
  leaving?: (clients: string, staying: number, signal: AbortSignal) => Promise<string | undefined>;
}

/** Everything about one service, as data. Engines run it, health probes it, commands show it. */
export interface ServiceDefinition {
  name: string;
  /** The product's name, which stands for all of its processes: `storm` for nimbus and supervisor. */
  group?: string;
  title: string;
  version: string;
  /** Started only when named, by the user or by a service that needs it: not by a bare `up`. */
  optional?: true;
  scalable?: Scalable;
  /** Why it runs only once, for the error, where that is not only a matter of streamkit: a phrase. */
  single?: string;
  /** Which instance this is; absent where the stack has the service once. Filled in, never written in a definition. */
  instance?: Instance;
  /** Dependencies, which are included when this service is named. */
  needs: string[];
  ports: PortDefinition[];
  /** Addresses as clients write them, by name; the first one is the one a client wants. */
  endpoints: (port: PortOf) => Record<string, string>;
  readiness: (context: RecipeContext) => Probe;
  userSettings?: UserSettings;
  /** What programs are told of it by `env` and `run`; absent where no program connects to it. */
  clients?: (place: ClientPlace) => Partial<ClientSettings>;
  /** Absent where it can run in a container only. */
  local?: LocalRecipe;
  /**
   * Ports at which a relay can stand before the service, by name, each with the port where the service listens then. Only the
   * services of a stack with relays have it.
   */
  relayed?: Record<string, PortDefinition> | undefined;
  secured?: Partial<Pick<ServiceDefinition, 'endpoints' | 'local'>>;
  docker: DockerRecipe;
}

/** A service that the local engine can run. */
export type LocalService = ServiceDefinition & { local: LocalRecipe };

export type EngineName = 'docker' | 'local';
export type KafkaMode = 'zookeeper' | 'kraft';
export const kafkaModes: KafkaMode[] = ['zookeeper', 'kraft'];
