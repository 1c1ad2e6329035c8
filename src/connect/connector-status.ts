import type * as z from 'zod/mini';
import { didYouMean } from '../shared/closest.js';
import { StreamkitError } from '../shared/errors.js';
import { suggest } from '../shared/suggestion.js';
import { statusesShape, type statusShape } from './answers.js';
import { request } from './rest.js';

/** RUNNING, PAUSED, STOPPED, FAILED, UNASSIGNED or RESTARTING; newer versions of Connect may add others. */
export type ConnectState = string;

interface PartStatus {
  state: ConnectState;
  /** The Java stack trace of a failed one. */
  trace?: string;
  /** The worker that runs it, as `host:port`. */
  worker?: string;
}

/** A connector with its tasks, as the worker reports it. */
export interface ConnectorStatus {
  name: string;
  /** `source`, `sink` or `unknown`. */
  type: string;
  connector: PartStatus;
  tasks: (PartStatus & { id: number })[];
}

/** All connectors, by name. */
export async function connectorStatuses(url: string): Promise<ConnectorStatus[]> {
  const all = await request(url, statusesShape, 'GET', '/connectors?expand=status');
  return Object.values(all)
    .flatMap(({ status }) => (status ? [statusOf(status)] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The status of one connector, or undefined where it does not exist (yet). */
export async function connectorStatus(url: string, name: string): Promise<ConnectorStatus | undefined> {
  return (await connectorStatuses(url)).find((status) => status.name === name);
}

/** @throws StreamkitError NOT_FOUND with a did-you-mean for the first name without a connector */
export async function requireConnectors(url: string, names: string[]): Promise<ConnectorStatus[]> {
  const all = await connectorStatuses(url);
  return names.map((name) => {
    const found = all.find((status) => status.name === name);
    if (found) return found;
    const known = all.map((status) => status.name);
    throw new StreamkitError('NOT_FOUND', `Connector ${name} does not exist.`, {
      service: 'connect',
      suggestions:
        known.length > 0
          ? didYouMean(name, known, 'Connectors')
          : [suggest('Create the first one', 'connector', 'create', 'FILE')],
    });
  });
}

/** The part of a Java stack trace that says why: its first line and its last causes, since any of them can be the reason. */
export function shortTrace(trace: string): string[] {
  const lines = trace.split('\n').map((line) => line.trim());
  const causes = lines.filter((line) => line.startsWith('Caused by: '));
  return [lines[0] ?? '', ...causes.slice(-3)];
}

function statusOf({ name, type, connector, tasks }: z.infer<typeof statusShape>): ConnectorStatus {
  return {
    name,
    type: type ?? 'unknown',
    connector: partOf(connector),
    tasks: (tasks ?? []).map((task) => ({ id: task.id, ...partOf(task) })),
  };
}

function partOf({ state, trace, worker_id: worker }: z.infer<typeof statusShape>['connector']): PartStatus {
  return { state, ...(trace ? { trace } : {}), ...(worker ? { worker } : {}) };
}
