import type { ChalkInstance } from 'chalk';
import type { ConnectorStatus, ConnectState } from '../../connect/connector-status.js';
import { suggest, type Suggestion } from '../../shared/suggestion.js';
import { table } from '../table.js';

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

/** For each failed connector or task: why, in short, and how to restart it. */
export function connectorFailures(
  connectors: ConnectorStatus[],
  shorten: (trace: string) => string[],
  fix: (suggestion: Suggestion) => string,
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
    return failures.length === 0
      ? []
      : [...failures, `  → ${fix(suggest('Restart it', 'connector', 'restart', name))}`];
  });
}
