// Installs and builds streamkit in a fresh clone. Meanwhile Maven downloads what a first stack, `up schema-registry`, runs on:
// both take about as long, and the network is free while npm unpacks. Needs no package, since none is there yet.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = JSON.parse(readFileSync(new URL('first-modules.json', import.meta.url), 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'streamkit-setup-'));
process.on('exit', () => {
  rmSync(scratch, { recursive: true, force: true });
});

const maven = spawn(
  'mvn',
  [
    '--batch-mode',
    '--strict-checksums',
    ...['--file', join('jvm', 'pom.xml'), '--projects', modules.join(',')],
    // The goal is that of the local engine, so that its own plugin is there as well.
    ...['dependency:build-classpath', `-Dmdep.outputFile=${scratch}/\${project.artifactId}`],
  ],
  { cwd: root, stdio: 'ignore' },
);
const downloaded = endOf(maven);

const steps = [
  ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
  ['run', 'build'],
];
for (const args of steps) {
  process.exitCode = await endOf(spawn('npm', args, { cwd: root, stdio: 'inherit' }));
  if (process.exitCode !== 0) break;
}

if (process.exitCode !== 0) maven.kill();
else console.log('\nInstalled. Waiting for the downloads of a first stack …');
// Two runs of Maven at a time could damage its repository: `up` runs it next.
if ((await downloaded) !== 0 && process.exitCode === 0)
  console.log('They are not complete: `streamkit up` tries again, and says why.');

/** @returns the exit code; 127 for a program that is not there */
function endOf(child) {
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}
