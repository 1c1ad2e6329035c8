import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import type { ConnectorConfig } from './connector-file.js';
import { connectorStatus, shortTrace, type ConnectorStatus } from './connector-status.js';
import { ConnectError, nameIsTaken, request } from './rest.js';
import { refused } from './validate.js';

const pollMs = 100;

/** How long a worker may report the state from before a restart, until it has read the new one back from its topic. */
const staleStatusMs = 5000;

/** A running connector that has no tasks by then has none to give. */
const withoutTasksMs = 3000;

/** How long tasks may wait for a worker; a rebalance takes a few seconds. */
const settleLimitMs = 120_000;

const settledStates = ['RUNNING', 'PAUSED', 'STOPPED'];

/** What happened to a connector, and how it is since. */
export interface ConnectorChange {
  status: ConnectorStatus;
  /** `created` or `updated`. */
  change: 'created' | 'updated';
}

/**
 * Creates a connector, or with `update` changes an existing one, and waits until it has settled: it runs, is paused or
 * stopped, and so are its tasks. A connector without tasks (nothing matches its settings) has settled as well.
 * @throws StreamkitError ALREADY_EXISTS; SERVICE_DIED when it or a task of it fails at once; SERVICE_NOT_READY
 */
export async function createConnector(
  url: string,
  connector: ConnectorConfig,
  { update, signal }: { update: boolean; signal: AbortSignal },
): Promise<ConnectorChange> {
  const { name, config } = connector;
  const before = update ? await connectorStatus(url, name) : undefined;
  try {
    if (before) await request(url, z.unknown(), 'PUT', pathOf(name, 'config'), config);
    else await request(url, z.unknown(), 'POST', '/connectors', connector);
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    if (error.status === 409 && nameIsTaken(error.reason)) throw exists(name);
    throw refused(name, error);
  }
  if (!before) return { status: await settled(url, name, 'was created', signal), change: 'created' };
  // A task whose own settings stay the same is not restarted by an update.
  await request(url, z.unknown(), 'POST', pathOf(name, 'restart?includeTasks=true&onlyFailed=true'));
  const staleUntil = Date.now() + staleStatusMs;
  return { status: await settled(url, name, 'was updated', signal, staleUntil), change: 'updated' };
}

export async function pauseConnector(url: string, name: string): Promise<void> {
  await request(url, z.unknown(), 'PUT', pathOf(name, 'pause'));
}

export async function resumeConnector(url: string, name: string): Promise<void> {
  await request(url, z.unknown(), 'PUT', pathOf(name, 'resume'));
}

/** Stops a connector and waits until it has no tasks left: its offsets can be changed then. */
export async function stopConnector(url: string, name: string, signal: AbortSignal): Promise<void> {
  await request(url, z.unknown(), 'PUT', pathOf(name, 'stop'));
  const deadline = Date.now() + settleLimitMs;
  for (;;) {
    const status = await connectorStatus(url, name);
    if (status?.connector.state === 'STOPPED' && status.tasks.length === 0) return;
    if (Date.now() > deadline) throw notSettled(name, 'was told to stop', status);
    await delay(pollMs, undefined, { signal });
  }
}

/**
 * Restarts a connector and all its tasks, or one task alone, and waits until they run.
 * @throws StreamkitError NOT_FOUND for a task that it does not have, SERVICE_DIED when it or a task of it fails again
 */
export async function restartConnector(
  url: string,
  name: string,
  { task, signal }: { task?: number | undefined; signal: AbortSignal },
): Promise<ConnectorStatus> {
  const path = task === undefined ? 'restart?includeTasks=true' : `tasks/${task}/restart`;
  await request(url, z.unknown(), 'POST', pathOf(name, path)).catch((error: unknown) => {
    if (!(error instanceof ConnectError) || error.status !== 404 || task === undefined) throw error;
    throw new StreamkitError('NOT_FOUND', `Connector ${name} does not have a task ${task}.`, {
      service: 'connect',
      suggestions: [suggest('Show its tasks', 'connector', 'status', name)],
      cause: error,
    });
  });
  return settled(url, name, 'was restarted', signal, Date.now() + staleStatusMs);
}

export async function deleteConnector(url: string, name: string): Promise<void> {
  await request(url, z.unknown(), 'DELETE', pathOf(name));
}

export function pathOf(name: string, rest?: string): string {
  return `/connectors/${encodeURIComponent(name)}${rest === undefined ? '' : `/${rest}`}`;
}

/** Waits until nothing of a connector is still being placed. @param staleUntil a failure before then may be an old one */
async function settled(
  url: string,
  name: string,
  what: string,
  signal: AbortSignal,
  staleUntil = 0,
): Promise<ConnectorStatus> {
  const started = Date.now();
  let seenOtherwise = false;
  let withoutTasksSince: number | undefined;
  for (;;) {
    signal.throwIfAborted();
    const status = await connectorStatus(url, name);
    const parts = status ? [status.connector, ...status.tasks] : [];
    const failed = parts.find(({ state }) => state === 'FAILED');
    seenOtherwise ||= failed === undefined;
    if (failed && (seenOtherwise || Date.now() > staleUntil))
      throw failedAtOnce(name, what, failed.trace ?? '');
    if (status && !failed && parts.every(({ state }) => settledStates.includes(state))) {
      if (status.tasks.length > 0 || status.connector.state === 'STOPPED') return status;
      withoutTasksSince ??= Date.now();
      if (Date.now() - withoutTasksSince > withoutTasksMs) return status;
    } else withoutTasksSince = undefined;
    if (Date.now() - started > settleLimitMs) throw notSettled(name, what, status);
    await delay(pollMs, undefined, { signal });
  }
}

function exists(name: string): StreamkitError {
  return new StreamkitError('ALREADY_EXISTS', `Connector ${name} already exists.`, {
    service: 'connect',
    suggestions: ['Add --update to change it.', suggest('Delete it', 'connector', 'delete', name)],
  });
}

function failedAtOnce(name: string, what: string, trace: string): StreamkitError {
  return new StreamkitError('SERVICE_DIED', `Connector ${name} ${what}, but failed at once.`, {
    service: 'connect',
    evidence: shortTrace(trace),
    suggestions: [
      suggest('Restart it once the cause is fixed', 'connector', 'restart', name),
      suggest('Delete it', 'connector', 'delete', name),
    ],
  });
}

function notSettled(name: string, what: string, status: ConnectorStatus | undefined): StreamkitError {
  const state = status?.connector.state ?? 'unknown';
  return new StreamkitError(
    'SERVICE_NOT_READY',
    `Connector ${name} ${what}, but has not settled after ${settleLimitMs / 1000} s (state: ${state}).`,
    {
      service: 'connect',
      suggestions: [
        suggest('Watch it', 'connector', 'status', name),
        suggest('Show what the worker logs', 'logs', 'connect', '--tail', '50'),
      ],
    },
  );
}
