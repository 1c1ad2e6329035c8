import { expect, test } from 'vitest';
import type { Snapshot } from '../../../src/console/watch/types.js';
import { themeFor } from '../../../src/render/theme.js';
import { topScreen } from '../../../src/render/top.js';

const topology = {
  id: 'words-1',
  status: 'ACTIVE',
  uptimeSeconds: 1,
  workers: 1,
  failedRate: 0,
  reads: [],
  writes: [],
  errors: [],
};
const job = { tasks: { running: 1, total: 1 }, writes: [], stores: [] };

const snapshot: Snapshot = {
  stack: {
    name: 'default',
    readOnly: false,
    version: '0',
    engine: 'local',
    kafkaMode: 'kraft',
    exists: true,
  },
  services: [],
  topics: [],
  groups: [],
  connectors: [],
  topologies: [{ ...topology, name: 'words', ackedRate: 12.34 }],
  streamJobs: [
    {
      ...job,
      processor: 'flink',
      name: 'sums',
      id: 'f1',
      state: 'RUNNING',
      ended: false,
      reads: [
        { topic: 'a', rate: 100, lag: 2 },
        { topic: 'b', rate: 50, lag: 3 },
      ],
    },
    {
      ...job,
      processor: 'spark',
      name: 'counts',
      id: 's1',
      state: 'RUNNING',
      ended: false,
      reads: [{ topic: 'a' }],
    },
    { ...job, processor: 'flink', name: 'gone', id: 'f0', state: 'CANCELED', ended: true, reads: [] },
  ],
  flow: { nodes: [], edges: [] },
  attention: [],
  problems: {},
};
const screen = (rows: number, shown = snapshot) =>
  topScreen(shown, themeFor(false), { rows, columns: 100 }).split('\n');

test('jobs of all processors are listed, the busiest first; what is not known is a dash', () => {
  const lines = screen(60);
  const head = lines.findIndex((line) => line.startsWith('JOB'));
  expect(lines.slice(head, head + 5).map((line) => line.split(/ +/))).toEqual([
    ['JOB', 'ON', 'STATE', 'RECORDS/S', 'LAG'],
    ['sums', 'flink', 'RUNNING', '150', '5'],
    ['words', 'storm', 'ACTIVE', '12.3', '-'],
    ['counts', 'spark', 'RUNNING', '-', '-'],
    [''],
  ]);
});

test('without jobs their list is left out, and a small terminal is never overrun', () => {
  expect(screen(60, { ...snapshot, topologies: [], streamJobs: [] }).join('\n')).not.toContain('JOB');
  expect(screen(10).length).toBeLessThan(10);
});
