// Measures streamkit and its references as whole processes, and writes docs/benchmark.md with a chart.
// npm run bench: the quick rows; npm run bench ROW…: these rows; npm run bench -- --all: all rows;
// npm run bench -- --render: only render the stored results again.
import { loadavg } from 'node:os';
import { Lab } from './lab.js';
import { renderStored, storeResults } from './report.js';
import { rows } from './rows.js';

if (process.argv.includes('--render')) {
  await renderStored();
  process.exit();
}
const asked = process.argv.slice(2).filter((argument) => argument !== '--all');
const all = process.argv.includes('--all');
const unknown = asked.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) {
  console.error(`Unknown row: ${unknown.join(', ')}. Rows: ${rows.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = rows.filter(({ name, slow }) =>
  asked.length > 0 ? asked.includes(name) : all || slow !== true,
);

const lab = await Lab.open();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void Lab.closeAll().finally(() => process.exit(130)));
try {
  for (const { name, measure } of chosen) {
    const load = loadavg()[0] ?? 0;
    console.log(`${name} …`);
    try {
      await storeResults(name, load, await measure(lab));
    } catch (error) {
      console.error(`${name} failed: ${String(error)}`);
      process.exitCode = 1;
    }
  }
} finally {
  await lab.close();
}
