import type { Suggestion } from '../shared/suggestion.js';
import type { StackSecurity } from './settings/security.js';

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

/** Why a service dies at start, or never becomes ready: a cause that does not pass, and that the user can remove. */
export interface KnownDeath {
  /** Matches one of the last lines of the log. */
  log: RegExp;
  /** A phrase. */
  why: string;
  fixes: Suggestion[];
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

/** What users see of a service, whatever runs it. */
export interface ServiceFace {
  title: string;
  version: string;
  /** Dependencies, which are included when this service is named. */
  needs: string[];
  ports: PortDefinition[];
  /** Addresses as clients write them, by name; the first one is the one a client wants. */
  endpoints: (port: PortOf) => Record<string, string>;
  readiness: (context: RecipeContext) => Probe;
  deaths?: KnownDeath[];
}
