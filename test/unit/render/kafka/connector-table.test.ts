import { expect, test } from 'vitest';
import { connectorTable } from '../../../../src/render/kafka/connector-table.js';
import { themeFor } from '../../../../src/render/theme.js';

const tasks = (...states: string[]) => states.map((state, id) => ({ id, state, worker_id: 'w' }));
const row = (...states: string[]) =>
  connectorTable(
    [
      {
        name: 'shop',
        type: 'source',
        connector: { state: 'RUNNING', worker_id: 'w' },
        tasks: tasks(...states),
      },
    ] as unknown as Parameters<typeof connectorTable>[0],
    themeFor(false),
  ).split('\n')[1];

test('tasks are counted by state; those that do not run are named', () => {
  expect(row('RUNNING')).toMatch(/RUNNING +1 RUNNING$/);
  expect(row('RUNNING', 'FAILED', 'RUNNING', 'FAILED')).toMatch(/2 RUNNING, 2 FAILED \(task 1, 3\)$/);
  expect(row()).toMatch(/none$/);
});
