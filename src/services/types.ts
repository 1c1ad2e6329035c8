/** A network endpoint that a service listens on. Ports are host ports on 127.0.0.1. */
export interface PortDefinition {
  /** `client` for Kafka's clients, `http` for a REST API, … The first one of a service is the one that users want. */
  name: string;
  default: number;
}

/** Answers a service's port by its name; throws for a name that the service does not declare. */
export type PortOf = (name: string) => number;

export interface Address {
  host: string;
  port: number;
}

/** How to see that a service truly answers; each kind is one real operation of a client. */
export type Readiness =
  | { kind: 'zookeeper'; address: Address }
  | { kind: 'http'; url: string }
  /** `metaProperties` is the broker's own file that names its cluster: another cluster on that port is not ours. */
  | { kind: 'kafka'; address: Address; metaProperties: string };

/** What a recipe may know of the stack it becomes part of. */
export interface RecipeContext {
  /** The service's own folder, absolute; `data` below it survives `down`. */
  dir: string;
  port: PortOf;
  /** The stack's own id, 22 characters of base64url as Kafka writes cluster ids. */
  stackId: string;
  /** Where another service of the stack is reached by this one. */
  peer: (service: string, port?: string) => Address;
}

/** A plain Java process: jars that Maven resolves, flags and files. */
export interface LocalRecipe {
  /** Module of the Maven reactor in `jvm/` whose runtime jars make the class path. */
  module: string;
  heapMb: number;
  /** A main class on the class path, or a jar inside the module's unpacked archive. */
  main: { class: string } | { jar: RegExp };
  /** Services of the stack that must answer before this one is started (not just come along). */
  after?: string[];
  systemProperties?: (context: RecipeContext) => Record<string, string>;
  arguments?: (context: RecipeContext) => string[];
  /** Files to write before the start, by path below the service's folder. */
  files?: (context: RecipeContext) => Record<string, string>;
  /** Run once, to its end, before the first start: until `makes` (a path below the folder) exists. */
  initialise?: { makes: string; mainClass: string; arguments: (context: RecipeContext) => string[] };
  /** Deaths at start that pass by themselves: start again when the log's last lines match. */
  transientFailure?: { log: RegExp; why: string };
  /** How long a SIGTERM may take before SIGKILL, in milliseconds. */
  stopGraceMs?: number;
}

/** Everything about one service, as data. Engines run it, health probes it, commands show it. */
export interface ServiceDefinition {
  name: string;
  title: string;
  version: string;
  /** Services that come along when this one is named. */
  needs: string[];
  ports: PortDefinition[];
  /** Addresses as clients write them, by name; the first one is the one a client wants. */
  endpoints: (port: PortOf) => Record<string, string>;
  readiness: (context: RecipeContext) => Readiness;
  local: LocalRecipe;
}

export type KafkaMode = 'zookeeper' | 'kraft';
export const kafkaModes: KafkaMode[] = ['zookeeper', 'kraft'];
