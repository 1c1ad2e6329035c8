import { basename, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeWhole } from '../../../shared/files.js';
import { markerAt } from '../../ports.js';
import { markerVariable } from '../process/process-table.js';
import { appliedFile, readNetwork } from './faults.js';
import { Relay, type Route } from './relay.js';

// The process that `startRelay` starts. It carries the marker of its service and ends with it.

const pollMs = 25;
const dir = process.env[markerVariable] ?? '';
const stackDir = dirname(dir);
const relay = new Relay(basename(dir), async (remote, local) => {
  const marker = (await markerAt(remote, local)) ?? '';
  return dirname(marker) === stackDir ? basename(marker) : undefined;
});

let applied: string | undefined;
await applyChanges();
await relay.listen(JSON.parse(process.argv[2] ?? '[]') as Route[]);
await report();
for (;;) {
  await delay(pollMs);
  if (await applyChanges()) await report();
}

async function applyChanges(): Promise<boolean> {
  const { change, faults } = await readNetwork(stackDir);
  if (change === applied) return false;
  await relay.apply(faults);
  applied = change;
  return true;
}

async function report(): Promise<void> {
  await writeWhole(appliedFile(dir), JSON.stringify({ applied }));
}
