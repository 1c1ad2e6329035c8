import { types } from 'node:util';
import type { Suggestion } from './suggestion.js';

/** Error codes for users and scripts; each code has one exit code. */
export const exitCodes = {
  INTERNAL: 1,
  USAGE: 2,
  CONFIG_INVALID: 2,
  CONTEXT_READ_ONLY: 2,
  NODE_UNFIT: 3,
  JAVA_MISSING: 3,
  JAVA_UNFIT: 3,
  MAVEN_MISSING: 3,
  DOWNLOAD_FAILED: 3,
  OFFLINE: 3,
  PORT_TAKEN: 3,
  DISK_FULL: 3,
  DOCKER_UNAVAILABLE: 3,
  DOCKER_REFUSED: 3,
  IMAGE_UNAVAILABLE: 3,
  NAME_TAKEN: 3,
  STACK_BUSY: 3,
  NO_FREE_SLOT: 3,
  STACK_DAMAGED: 3,
  STACK_NEWER: 3,
  FILE_UNUSABLE: 3,
  ROOT_REFUSED: 3,
  SYSTEM_REFUSED: 3,
  SERVICE_DIED: 4,
  SERVICE_NOT_READY: 4,
  SERVICE_UNREACHABLE: 4,
  SIGN_IN_FAILED: 4,
  NOT_AUTHORIZED: 4,
  RECORDS_DAMAGED: 4,
  SMOKE_FAILED: 5,
  EXPECTATION_FAILED: 5,
  APPLY_REFUSED: 5,
  BUILD_FAILED: 5,
  JOB_FAILED: 5,
  COMMAND_FAILED: 5,
  NOT_FOUND: 6,
  ALREADY_EXISTS: 6,
  INTERRUPTED: 130,
} as const;

export type ErrorCode = keyof typeof exitCodes;

export interface ErrorDetails {
  /** The service that failed. */
  service?: string;
  /** What to do next, most useful first. */
  suggestions?: Suggestion[];
  /** Lines that show the cause, such as the last lines of a log. */
  evidence?: string[];
  cause?: unknown;
}

/** The error type that users see: what failed, why, and what to do next. */
export class StreamkitError extends Error {
  readonly service: string | undefined;
  readonly suggestions: Suggestion[];
  readonly evidence: string[];

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'StreamkitError';
    this.service = details.service;
    this.suggestions = details.suggestions ?? [];
    this.evidence = details.evidence ?? [];
  }

  get exitCode(): number {
    return exitCodes[this.code];
  }
}

/**
 * Also for errors of Node in a test runner that gives tests their own classes, such as Jest, where `instanceof` fails; and for
 * those of libraries that inherit from Error in the old way, which are not native.
 */
export function isError(error: unknown): error is Error {
  return error instanceof Error || types.isNativeError(error);
}

/** The `code` of a Node system error (ENOENT, EADDRINUSE, …), or undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  if (!isError(error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

export function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
