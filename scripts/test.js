// Runs the tests that need nothing but Node, a JDK and Maven, as two runs of vitest side by side: tests on real services wait
// more than they compute. Each run writes its report to test-results/, and the last line counts both. Arguments, such as the
// name of a file, go to both; one of them may then have nothing to run, and nothing is counted.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';

const runs = { core: ['unit', 'e2e'], services: ['services', 'faults'] };
const report = (name) => `test-results/${name}.json`;
const given = process.argv.slice(2);

mkdirSync('test-results', { recursive: true });
for (const name of Object.keys(runs)) rmSync(report(name), { force: true });

process.on('SIGINT', () => undefined);

const codes = Object.entries(runs).map(([name, projects]) => {
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      ...(given.length > 0 ? ['--passWithNoTests'] : []),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report(name)}`,
      ...given,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  // A terminal sends its Ctrl-C to both runs as well, and a second one would end them before they stop their services.
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((done) => child.on('close', (code) => done(code ?? 1)));
});

const failed = (await Promise.all(codes)).some((code) => code !== 0);
const counted =
  given.length > 0
    ? undefined
    : spawnSync(process.execPath, ['scripts/count-tests.js', ...Object.keys(runs).map(report)], {
        stdio: 'inherit',
      }).status;
process.exitCode = failed ? 1 : counted;
