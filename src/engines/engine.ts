import type { NetworkFault } from './network-fault.js';
import type { Suggestion } from '../shared/suggestion.js';
import type { StackSecurity } from '../services/settings/security.js';
import type { EngineName, PortOf, ServiceDefinition } from '../services/types.js';

export type { EngineName };

/** What a stack is: chosen at its first `up`, valid until `down --data`. */
export interface Stack {
  name: string;
  /** Absolute; everything of the stack lies below it. */
  dir: string;
  /** 22 characters of base64url, the form of Kafka's cluster ids. */
  id: string;
  secret: string;
  /** Certificates and users, if the stack was made with --secure. */
  security?: StackSecurity;
  /** Images that stand in for the usual ones, by service or product. */
  images: Record<string, string>;
  /** The local folder that is mounted for connectors in containers; absolute. */
  exchange: string;
  portsOf: (service: string) => PortOf;
  /** The names of a service's instances; its own name alone where it is not scaled. */
  instancesOf: (service: string) => string[];
}

/** The current state of one service, as the engine observes it. */
export interface Observation {
  service: string;
  /** `dead`: it was started, and ended without being told to. */
  state: 'running' | 'dead' | 'absent';
  /** It runs, with another configuration than it would be started with now. */
  outdated?: boolean;
  /** It was stopped by a signal and answers nobody until it is resumed. */
  suspended?: boolean;
  pid?: number;
  startedAt?: Date;
  /** How long the start took until it answered, in milliseconds; absent until it did. */
  startedInMs?: number;
  /** Whether it is dead and will be restarted without a command, after a delay. */
  restarting?: boolean;
  /** How often it was restarted because it ended by itself, since the last start by a command; time and reason of the last one. */
  restarts?: Restarts;
  /** How it ended, when it is dead, as far as known: `it was killed: out of memory`. */
  why?: string;
}

export interface Restarts {
  count: number;
  at: Date;
  /** In words: `it ended with exit code 20: …`, as far as known. */
  why?: string;
}

export interface Exit {
  code: number | undefined;
  signal: string | undefined;
  /** What is known beyond that: `out of memory`. */
  why?: string;
}

export interface LogLine {
  service: string;
  /** Absent for a line before the first one that carries a time. */
  time: Date | undefined;
  text: string;
}

export interface LogOptions {
  /** Only the last so many lines of each service. */
  tail?: number | undefined;
  since?: Date;
  follow: boolean;
  signal: AbortSignal;
}

/** One thing that `doctor` looked at. */
export interface Finding {
  subject: string;
  status: 'ok' | 'warning' | 'problem';
  message: string;
  /** How to fix it, most useful first. */
  fixes?: Suggestion[];
}

/** What `prepare` says while it works. */
export interface FetchProgress {
  message: string;
  /** Files or layers done so far. */
  count: number;
}

/** A program of the user's, run once on a service's own libraries. */
export interface JavaJob {
  mainClass: string;
  arguments: string[];
  /** Jars of the user's, after the service's own on the class path. */
  jars: string[];
  systemProperties: Record<string, string>;
  /** Beside the user's own environment. */
  environment: Record<string, string>;
  signal: AbortSignal;
  /** Called with each line that it prints. */
  onLine: (line: string) => void;
}

/** Delays and cuts connections of the services that are behind relays. */
export interface NetworkControl {
  faults: (stack: Stack) => Promise<NetworkFault[]>;
  /** Replaces all faults; returns when it is in effect for the services that run. */
  change: (stack: Stack, services: ServiceDefinition[], faults: NetworkFault[]) => Promise<void>;
}

/** Has the JVMs start fast that a service starts for each of the user's jobs. */
export interface JobJvms {
  /** Options for such a JVM. */
  options: (service: ServiceDefinition) => Promise<string[]>;
  /**
   * Keeps the classes that a job's JVM has loaded for the next job, in the background: once it has done some work.
   * @param job text on the JVM's command line
   * @param done a folder of logs below the service's own, and text that a line has once most classes are loaded
   */
  keepClasses: (
    stack: Stack,
    service: ServiceDefinition,
    job: string,
    done: { folder: string; says: string },
  ) => Promise<void>;
}

/** Runs services. Use cases know nothing else of Docker or processes. */
export interface Engine {
  readonly name: EngineName;
  /** Checks what this engine needs on the machine; nothing is changed or started. */
  diagnose: (stack: Stack, services: ServiceDefinition[]) => Promise<Finding[]>;
  /** Fetches what the services run from, as far as it is missing. */
  prepare: (stack: Stack, services: ServiceDefinition[], options: PrepareOptions) => Promise<void>;
  observe: (stack: Stack, services: ServiceDefinition[]) => Promise<Observation[]>;
  /** Resident memory in bytes of the services that run, by name, as far as known. May take a second, unlike `observe`. */
  memory: (stack: Stack, services: ServiceDefinition[]) => Promise<Record<string, number>>;
  /** CPU time in seconds that the services' processes have used since they started, by name, as far as known. */
  cpuSeconds?: (stack: Stack, services: ServiceDefinition[]) => Promise<Record<string, number>>;
  /** Starts a service, after `stop`, and returns when it runs; whether it answers is the probes' business. */
  start: (stack: Stack, service: ServiceDefinition, signal: AbortSignal) => Promise<void>;
  /** Resolves when the running service ends. @throws when aborted */
  exited: (stack: Stack, service: ServiceDefinition, signal: AbortSignal) => Promise<Exit>;
  /** Notes that the service answered, and after how long. */
  ready: (stack: Stack, service: ServiceDefinition, startedInMs: number) => Promise<void>;
  /**
   * Called whenever the service is ready: from now on it is restarted when it ends by itself, if its definition says so, else
   * not any more.
   */
  guard: (stack: Stack, service: ServiceDefinition) => Promise<void>;
  /**
   * Sends a signal to a running service. SIGSTOP and SIGCONT reach all of its processes; SIGKILL returns once it has ended.
   */
  signal: (stack: Stack, service: ServiceDefinition, name: NodeJS.Signals) => Promise<void>;
  /** Stops a service and everything that it started; a service that does not run is stopped already. */
  stop: (stack: Stack, service: ServiceDefinition) => Promise<void>;
  /** Has each further write of a running service to a file fail, until the service is restarted; absent where that is impossible. */
  readonly refuseWrites?: ((stack: Stack, service: ServiceDefinition) => Promise<void>) | undefined;
  /** Absent where the engine cannot make faults of the network. */
  readonly relays?: NetworkControl;
  /** Lines of the services' logs, oldest first, in lists of any length. */
  logs: (stack: Stack, services: ServiceDefinition[], options: LogOptions) => AsyncIterable<LogLine[]>;
  /** Lines of the log files in a subfolder of the service, each named by its relative path. Following includes later files. */
  logsBelow: (
    stack: Stack,
    service: ServiceDefinition,
    folder: string,
    options: LogOptions,
  ) => AsyncIterable<LogLine[]>;
  /** How many processes a service has started that have this text on their command line. */
  countChildren: (stack: Stack, service: ServiceDefinition, text: string) => Promise<number>;
  /** SIGKILL to these. @returns how many there were */
  killChildren: (stack: Stack, service: ServiceDefinition, text: string) => Promise<number>;
  /** Runs a Java program to its end on the libraries of a JVM service, in the user's working folder. */
  runJava: (stack: Stack, service: ServiceDefinition, job: JavaJob) => Promise<Exit>;
  /** Absent where images decide how a job's JVM starts. */
  readonly jobJvms?: JobJvms;
  /** Called once a whole `up` is done: work for faster starts may go on in the background. */
  settle: (stack: Stack, services: ServiceDefinition[]) => Promise<void>;
  /** What of this engine holds a port of this machine, in words; undefined if the engine does not know. */
  portHolder?: (port: number) => Promise<string | undefined>;
  /** Checks that the running services can reach each other's addresses: one finding per service. */
  proveInside?: (stack: Stack, services: ServiceDefinition[], signal: AbortSignal) => Promise<Finding[]>;
  /** Deletes the data of one service, which does not run any more. */
  discard: (stack: Stack, service: ServiceDefinition) => Promise<void>;
  /** Deletes the stack's data; nothing of it runs any more. */
  remove: (stack: Stack) => Promise<void>;
}

export interface PrepareOptions {
  offline: boolean;
  signal: AbortSignal;
  onProgress: (progress: FetchProgress) => void;
}
