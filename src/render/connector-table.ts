import type { ChalkInstance } from 'chalk';
import type { ConnectorStatus, ConnectState } from '../connect/connectors.js';
import { table } from './table.js';

export function connectorTable(connectors: ConnectorStatus[], theme: ChalkInstance): string {
  const colored = (state: ConnectState) => {
    if (state === 'RUNNING') return theme.green(state);
    return state === 'FAILED' ? theme.red(state) : theme.yellow(state);
  };
  const rows = connectors.map(({ name, type, connector, tasks }) => [
    name,
    type,
    colored(connector.state),
    tasks.map(({ id, state }) => `${id} ${colored(state)}`).join(', ') || 'none',
  ]);
  return table(['connector', 'type', 'state', 'tasks'], rows);
}

/**
 * The failed connectors and tasks, each with its cause.
 * @param shorten reduces a stack trace to its important lines
 * @param fix what to do about a connector, as one line
 */
export function connectorFailures(
  connectors: ConnectorStatus[],
  shorten: (trace: string) => string[],
  fix: (connector: string) => string,
): string[] {
  return connectors.flatMap(({ name, connector, tasks }) => {
    const parts = [
      { part: 'connector', ...connector },
      ...tasks.map((task) => ({ part: `task ${task.id}`, ...task })),
    ];
    const failures = parts
      .filter(({ state }) => state === 'FAILED')
      .flatMap(({ part, trace = '' }) => [
        '',
        `${name}, ${part}:`,
        ...shorten(trace).map((line) => `  | ${line}`),
      ]);
    return failures.length === 0 ? [] : [...failures, `  → ${fix(name)}`];
  });
}
