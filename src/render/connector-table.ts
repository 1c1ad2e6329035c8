import type { ChalkInstance } from 'chalk';
import type { ConnectorStatus, ConnectState } from '../connect/connectors.js';
import { table } from './table.js';

export function connectorTable(connectors: ConnectorStatus[], theme: ChalkInstance): string {
  const coloured = (state: ConnectState) => {
    if (state === 'RUNNING') return theme.green(state);
    return state === 'FAILED' ? theme.red(state) : theme.yellow(state);
  };
  const rows = connectors.map(({ name, type, connector, tasks }) => [
    name,
    type,
    coloured(connector.state),
    tasks.map(({ id, state }) => `${id} ${coloured(state)}`).join(', ') || 'none',
  ]);
  return table(['connector', 'type', 'state', 'tasks'], rows);
}

/** For each part that failed: why, in short, and what starts it again. */
export function connectorFailures(
  connectors: ConnectorStatus[],
  shorten: (trace: string) => string[],
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
    return failures.length === 0 ? [] : [...failures, `  → streamkit connector restart ${name}`];
  });
}
