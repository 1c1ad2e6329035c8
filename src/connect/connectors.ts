import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import type { ConnectorConfig } from './connector-file.js';
import { ConnectError, request } from './rest.js';

export interface Plugin {
  class: string;
  type: string;
  version: string;
}

const connectStates = ['RUNNING', 'PAUSED', 'STOPPED', 'FAILED', 'UNASSIGNED', 'RESTARTING'] as const;

export type ConnectState = (typeof connectStates)[number];

/** A connector with its tasks, as the worker reports it. */
export interface ConnectorStatus {
  name: string;
  type: string;
  connector: { state: ConnectState; trace?: string };
  tasks: { id: number; state: ConnectState; trace?: string }[];
}

const part = z.looseObject({ state: z.enum(connectStates), trace: z.optional(z.string()) });
const statusShape = z.looseObject({
  name: z.string(),
  type: z.string(),
  connector: part,
  tasks: z.array(z.extend(part, { id: z.int() })),
}) as unknown as z.ZodMiniType<ConnectorStatus>;
const pluginsShape = z.array(z.looseObject({ class: z.string(), type: z.string(), version: z.string() }));
const validationShape = z.object({
  configs: z.array(z.object({ value: z.object({ name: z.string(), errors: z.array(z.string()) }) })),
});

const pollMs = 100;

/** After a restart, the worker reports the old state until it has read the new one from its status topic. */
const staleStatusMs = 3000;

/** The installed connector plugins. */
export async function listPlugins(url: string): Promise<Plugin[]> {
  return request(url, pluginsShape, 'GET', '/connector-plugins?connectorsOnly=true');
}

/** All connectors, by name. */
export async function connectorStatuses(url: string): Promise<ConnectorStatus[]> {
  const all = await request(
    url,
    z.record(z.string(), z.object({ status: statusShape })),
    'GET',
    '/connectors?expand=status',
  );
  return Object.values(all)
    .map(({ status }) => status)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @throws StreamkitError NOT_FOUND with a did-you-mean for the first name that does not exist */
export async function requireConnectors(url: string, names: string[]): Promise<ConnectorStatus[]> {
  const all = await connectorStatuses(url);
  return names.map((name) => {
    const found = all.find((status) => status.name === name);
    if (found) return found;
    const known = all.map((status) => status.name);
    throw new StreamkitError('NOT_FOUND', `Connector ${name} does not exist.`, {
      service: 'connect',
      suggestions: [
        ...didYouMean(name, known, known.length > 0 ? 'Connectors' : undefined),
        ...(known.length > 0 ? [] : [suggest('Create one', 'connector', 'create', 'FILE')]),
      ],
    });
  });
}

/**
 * Validates a connector's configuration with the validator of its plugin.
 * @throws StreamkitError NOT_FOUND for an unknown class, USAGE that names each invalid field
 */
export async function validateConnector(url: string, { name, config }: ConnectorConfig): Promise<void> {
  const plugins = (await listPlugins(url)).map((plugin) => plugin.class);
  const asked = config['connector.class'] ?? '';
  const plugin = plugins.find((known) => isSameClass(known, asked));
  if (plugin === undefined) throw unknownClass(asked, plugins);
  const checked = await request(
    url,
    validationShape,
    'PUT',
    `/connector-plugins/${plugin}/config/validate`,
    // The worker compares this name with the one in the path, so a short name must be resolved here.
    { ...config, 'connector.class': plugin },
  ).catch((error: unknown) => {
    throw error instanceof ConnectError ? refused(name, error) : error;
  });
  const wrong = checked.configs.filter(({ value }) => value.errors.length > 0);
  if (wrong.length === 0) return;
  throw new StreamkitError('USAGE', `The configuration of connector ${name} is invalid.`, {
    service: 'connect',
    evidence: wrong.map(({ value }) => `${value.name}: ${value.errors.join('; ')}`),
    suggestions: ['Fix these settings and create the connector again. Nothing was created.'],
  });
}

/**
 * Creates a connector, or updates an existing one if `update` is set, and waits until it and its tasks run.
 * @throws StreamkitError ALREADY_EXISTS; SERVICE_DIED if it or one of its tasks fails at once
 */
export async function createConnector(
  url: string,
  connector: ConnectorConfig,
  { update, signal }: { update: boolean; signal: AbortSignal },
): Promise<ConnectorStatus> {
  const { name, config } = connector;
  try {
    if (update)
      await request(url, z.unknown(), 'PUT', `/connectors/${encodeURIComponent(name)}/config`, config);
    else await request(url, z.unknown(), 'POST', '/connectors', connector);
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    if (error.status === 409) {
      throw new StreamkitError('ALREADY_EXISTS', `Connector ${name} already exists.`, {
        service: 'connect',
        suggestions: ['Add --update to change it.', suggest('Delete it', 'connector', 'delete', name)],
      });
    }
    throw refused(name, error);
  }
  return settled(url, name, 'failed right after it was created', signal);
}

export async function pauseConnector(url: string, name: string): Promise<void> {
  await request(url, z.unknown(), 'PUT', `/connectors/${encodeURIComponent(name)}/pause`);
}

export async function resumeConnector(url: string, name: string): Promise<void> {
  await request(url, z.unknown(), 'PUT', `/connectors/${encodeURIComponent(name)}/resume`);
}

/**
 * Restarts a connector and all its tasks, and waits until they run.
 * @throws StreamkitError SERVICE_DIED if it or one of its tasks fails again
 */
export async function restartConnector(
  url: string,
  name: string,
  signal: AbortSignal,
): Promise<ConnectorStatus> {
  await request(
    url,
    z.unknown(),
    'POST',
    `/connectors/${encodeURIComponent(name)}/restart?includeTasks=true`,
  );
  return settled(url, name, 'failed right after it was restarted', signal, Date.now() + staleStatusMs);
}

export async function deleteConnector(url: string, name: string): Promise<void> {
  await request(url, z.unknown(), 'DELETE', `/connectors/${encodeURIComponent(name)}`);
}

/** The lines of a Java stack trace that name the cause: the first line and the last "Caused by". */
export function shortTrace(trace: string): string[] {
  const lines = trace.split('\n').map((line) => line.trim());
  const causes = lines.filter((line) => line.startsWith('Caused by: '));
  return [lines[0] ?? '', ...causes.slice(-1)];
}

/** Waits until the connector has tasks and all of them have settled. @param staleUntil until then (ms), a failure may be an old one */
async function settled(
  url: string,
  name: string,
  what: string,
  signal: AbortSignal,
  staleUntil = 0,
): Promise<ConnectorStatus> {
  let healthyBefore = false;
  for (;;) {
    signal.throwIfAborted();
    const status = (await connectorStatuses(url)).find((one) => one.name === name);
    const parts = status ? [status.connector, ...status.tasks] : [];
    const failed = parts.find(({ state }) => state === 'FAILED');
    healthyBefore ||= failed === undefined;
    if (failed && (healthyBefore || Date.now() > staleUntil))
      throw failedAtOnce(name, what, failed.trace ?? '');
    if (
      status &&
      status.tasks.length > 0 &&
      parts.every(({ state }) => state === 'RUNNING' || state === 'PAUSED')
    ) {
      return status;
    }
    await delay(pollMs, undefined, { signal });
  }
}

function failedAtOnce(name: string, what: string, trace: string): StreamkitError {
  return new StreamkitError('SERVICE_DIED', `Connector ${name} ${what}.`, {
    service: 'connect',
    evidence: shortTrace(trace),
    suggestions: [
      suggest('Restart it after fixing the cause', 'connector', 'restart', name),
      suggest('Delete it', 'connector', 'delete', name),
    ],
  });
}

function refused(name: string, { reason }: ConnectError): StreamkitError {
  return new StreamkitError('USAGE', `Kafka Connect rejected connector ${name}: ${reason}`, {
    service: 'connect',
  });
}

/** Connect accepts a class by its full name, its simple name, or its simple name without "Connector". */
function isSameClass(known: string, asked: string): boolean {
  const simple = known.slice(known.lastIndexOf('.') + 1);
  return [known, simple, simple.replace(/Connector$/, '')].includes(asked);
}

function unknownClass(asked: string, plugins: string[]): StreamkitError {
  return new StreamkitError('NOT_FOUND', `Connector class ${asked} is not installed.`, {
    service: 'connect',
    suggestions: [
      ...didYouMean(asked, plugins, 'Installed classes'),
      suggest('Install its plugin', 'connector', 'install', 'FILE'),
    ],
  });
}
