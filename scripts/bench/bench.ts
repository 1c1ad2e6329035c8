// Measures streamkit as whole processes beside its peers, and writes docs/benchmark.md with a picture.
// npm run bench: the rows that are quick; npm run bench ROW…: these; npm run bench -- --all: every one.
import { loadavg } from 'node:os';
import { Lab } from './lab.js';
import { keepResults } from './report.js';
import { rows } from './rows.js';

const asked = process.argv.slice(2).filter((argument) => argument !== '--all');
const all = process.argv.includes('--all');
const unknown = asked.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no row ${unknown.join(', ')}: there are ${rows.map(({ name }) => name).join(', ')}.`,
  );
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
      await keepResults(name, load, await measure(lab));
    } catch (error) {
      console.error(`${name} failed: ${String(error)}`);
      process.exitCode = 1;
    }
  }
} finally {
  await lab.close();
}
