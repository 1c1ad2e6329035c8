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
    taskCounts(tasks)
      .map(({ count, state, ids }) => `${count} ${colored(state)}${ids}`)
      .join(', ') || 'none',
  ]);
  return table(['connector', 'type', 'state', 'tasks'], rows);
}

/** How many tasks are in each state, and which ones where they do not run. */
function taskCounts(tasks: ConnectorStatus['tasks']) {
  const states = [...new Set(tasks.map(({ state }) => state))];
  return states.map((state) => {
    const ids = tasks.filter((task) => task.state === state).map(({ id }) => id);
    return { state, count: ids.length, ids: state === 'RUNNING' ? '' : ` (task ${ids.join(', ')})` };
  });
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
