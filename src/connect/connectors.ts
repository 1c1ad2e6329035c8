import { setTimeout as delay } from 'node:timers/promises';
import { closest } from '../closest.js';
import { StreamkitError } from '../errors.js';
import type { ConnectorConfig } from './connector-file.js';
import { ConnectError, request } from './rest.js';

export interface Plugin {
  class: string;
  type: string;
  version: string;
}

export type ConnectState = 'RUNNING' | 'PAUSED' | 'STOPPED' | 'FAILED' | 'UNASSIGNED' | 'RESTARTING';

/** A connector with its tasks, as the worker tells it. */
export interface ConnectorStatus {
  name: string;
  type: string;
  connector: { state: ConnectState; trace?: string };
  tasks: { id: number; state: ConnectState; trace?: string }[];
}

const pollMs = 100;

/** The connectors that the workers can run. */
export async function listPlugins(url: string): Promise<Plugin[]> {
  return request(url, 'GET', '/connector-plugins?connectorsOnly=true');
}

/** All connectors, by name. */
export async function connectorStatuses(url: string): Promise<ConnectorStatus[]> {
  const all = await request<Record<string, { status: ConnectorStatus }>>(
    url,
    'GET',
    '/connectors?expand=status',
  );
  return Object.values(all)
    .map(({ status }) => status)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @throws StreamkitError NOT_FOUND with a did-you-mean for the first name that is no connector */
export async function requireConnectors(url: string, names: string[]): Promise<ConnectorStatus[]> {
  const all = await connectorStatuses(url);
  return names.map((name) => {
    const found = all.find((status) => status.name === name);
    if (found) return found;
    const known = all.map((status) => status.name);
    throw new StreamkitError('NOT_FOUND', `There is no connector named "${name}".`, {
      service: 'connect',
      suggestions: [
        ...closest(name, known).map((near) => `Did you mean ${near}?`),
        known.length === 0
          ? 'No connector exists yet: streamkit connector create FILE'
          : `Connectors: ${known.join(', ')}`,
      ],
    });
  });
}

/**
 * Checks a connector's configuration by the connector's own rules.
 * @throws StreamkitError NOT_FOUND for a class that no plugin has, USAGE naming each wrong field
 */
export async function validateConnector(url: string, { name, config }: ConnectorConfig): Promise<void> {
  const plugins = (await listPlugins(url)).map((plugin) => plugin.class);
  const asked = config['connector.class'] ?? '';
  const plugin = plugins.find((known) => isSameClass(known, asked));
  if (plugin === undefined) throw unknownClass(asked, plugins);
  const checked = await request<{ configs: { value: { name: string; errors: string[] } }[] }>(
    url,
    'PUT',
    `/connector-plugins/${plugin}/config/validate`,
    // Short names are ours to resolve: the worker compares this one with the path's.
    { ...config, 'connector.class': plugin },
  ).catch((error: unknown) => {
    throw error instanceof ConnectError ? refused(name, error) : error;
  });
  const wrong = checked.configs.filter(({ value }) => value.errors.length > 0);
  if (wrong.length === 0) return;
  throw new StreamkitError('USAGE', `The connector ${name} is not configured as its plugin wants it.`, {
    service: 'connect',
    evidence: wrong.map(({ value }) => `${value.name}: ${value.errors.join('; ')}`),
    suggestions: ['Mend these settings and create it again; nothing was created.'],
  });
}

/**
 * Creates a connector, or with `update` changes one that is there, and waits until it and its tasks run.
 * @throws StreamkitError ALREADY_EXISTS; SERVICE_DIED when it or a task of it fails at once
 */
export async function createConnector(
  url: string,
  connector: ConnectorConfig,
  { update, signal }: { update: boolean; signal: AbortSignal },
): Promise<ConnectorStatus> {
  const { name, config } = connector;
  try {
    if (update) await request(url, 'PUT', `/connectors/${encodeURIComponent(name)}/config`, config);
    else await request(url, 'POST', '/connectors', connector);
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    if (error.status === 409) {
      throw new StreamkitError('ALREADY_EXISTS', `The connector ${name} exists already.`, {
        service: 'connect',
        suggestions: ['Add --update to change it.', `streamkit connector delete ${name}`],
      });
    }
    throw refused(name, error);
  }
  return settled(url, name, signal);
}

export async function pauseConnector(url: string, name: string): Promise<void> {
  await request(url, 'PUT', `/connectors/${encodeURIComponent(name)}/pause`);
}

export async function resumeConnector(url: string, name: string): Promise<void> {
  await request(url, 'PUT', `/connectors/${encodeURIComponent(name)}/resume`);
}

/** Starts a connector and all its tasks anew, and waits until they run. */
export async function restartConnector(
  url: string,
  name: string,
  signal: AbortSignal,
): Promise<ConnectorStatus> {
  await request(url, 'POST', `/connectors/${encodeURIComponent(name)}/restart?includeTasks=true`);
  return settled(url, name, signal);
}

export async function deleteConnector(url: string, name: string): Promise<void> {
  await request(url, 'DELETE', `/connectors/${encodeURIComponent(name)}`);
}

/** The part of a Java stack trace that says why: its first line and its last cause. */
export function shortTrace(trace: string): string[] {
  const lines = trace.split('\n').map((line) => line.trim());
  const causes = lines.filter((line) => line.startsWith('Caused by: '));
  return [lines[0] ?? '', ...causes.slice(-1)];
}

/** Waits until a connector has tasks and none of it is still being placed. */
async function settled(url: string, name: string, signal: AbortSignal): Promise<ConnectorStatus> {
  for (;;) {
    signal.throwIfAborted();
    const status = (await connectorStatuses(url)).find((one) => one.name === name);
    const parts = status ? [status.connector, ...status.tasks] : [];
    const failed = parts.find(({ state }) => state === 'FAILED');
    if (failed) throw failedAtOnce(name, failed.trace ?? '');
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

function failedAtOnce(name: string, trace: string): StreamkitError {
  return new StreamkitError('SERVICE_DIED', `The connector ${name} was created, and failed at once.`, {
    service: 'connect',
    evidence: shortTrace(trace),
    suggestions: [
      `When the cause is mended: streamkit connector restart ${name}`,
      `streamkit connector delete ${name}`,
    ],
  });
}

function refused(name: string, { message }: ConnectError): StreamkitError {
  return new StreamkitError('USAGE', `The connector ${name} was refused: ${message}`, { service: 'connect' });
}

/** Connect takes a class by its full name, its simple name, or that without "Connector". */
function isSameClass(known: string, asked: string): boolean {
  const simple = known.slice(known.lastIndexOf('.') + 1);
  return [known, simple, simple.replace(/Connector$/, '')].includes(asked);
}

function unknownClass(asked: string, plugins: string[]): StreamkitError {
  const near = closest(asked, plugins).map((name) => `Did you mean ${name}?`);
  return new StreamkitError('NOT_FOUND', `No plugin has the connector class ${asked}.`, {
    service: 'connect',
    suggestions: [
      ...near,
      `There are: ${plugins.join(', ')}`,
      'streamkit connector install FILE adds one from a jar, an archive or a folder',
    ],
  });
}
