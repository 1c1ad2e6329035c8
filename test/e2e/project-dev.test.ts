import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { startStreamkit, streamkit } from '../support/cli.js';

const env = inject('home');
const cwd = await mkdtemp(join(tmpdir(), 'streamkit-project-dev-'));
afterAll(async () => rm(cwd, { recursive: true }));

async function write(name: string, text: string) {
  await mkdir(dirname(join(cwd, name)), { recursive: true });
  await writeFile(join(cwd, name), text);
}

const app = (version: string) => `
  import { writeFileSync } from 'node:fs';
  writeFileSync('app.pid', String(process.pid));
  console.log('${version} ' + process.env.KAFKA_BOOTSTRAP_SERVERS);
  process.on('SIGTERM', () => { console.log('${version} ends'); process.exit(); });
  setInterval(() => {}, 1000);
`;
// A build that copies, and fails where the source does not parse.
const build = `
  import { execFileSync } from 'node:child_process';
  import { copyFileSync } from 'node:fs';
  execFileSync(process.execPath, ['--check', 'src/app.mjs'], { stdio: 'inherit' });
  copyFileSync('src/app.mjs', 'app.mjs');
`;
const project = `
topics:
  dev-orders:
programs:
  app: { run: node app.mjs, build: node build.mjs, watch: [src] }
`;

test('dev restarts a program when its sources change, keeps it when the build fails, and stops only what it started', async () => {
  await write('streamkit.yml', project);
  await write('build.mjs', build);
  await write('src/app.mjs', app('one'));
  const dev = startStreamkit(['dev'], { env, cwd });
  let shown = '';
  dev.stdout?.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  dev.stderr?.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const count = (text: string) => shown.split(text).length - 1;
  await expect.poll(() => shown).toMatch(/app \| one 127\.0\.0\.1:\d+/);
  await expect.poll(() => count('Watching for changes')).toBe(1);

  await write('src/app.mjs', app('two'));
  await expect.poll(() => shown).toMatch(/one ends[^]*app \| two 127\.0\.0\.1:\d+/);
  await expect.poll(() => count('Watching for changes')).toBe(2);

  const pid = await readFile(join(cwd, 'app.pid'), 'utf8');
  await write('src/app.mjs', 'const broken = ;');
  await expect.poll(() => shown).toContain('BUILD_FAILED');
  expect(shown).toContain('SyntaxError');
  process.kill(Number(pid), 0);

  await write('streamkit.yml', project.replace('topics:', 'topics:\n  dev-more:'));
  await expect.poll(() => shown).toContain('create topic dev-more');

  await write('streamkit.yml', 'topics: [');
  await expect.poll(() => shown).toContain('streamkit.yml:1:');
  process.kill(Number(pid), 0);

  dev.kill('SIGINT');
  expect((await dev).exitCode).toBe(130);
  expect(() => process.kill(Number(pid), 0)).toThrow();
  const list = await streamkit(['topic', 'list'], { env });
  expect(list.stdout).toContain('dev-orders');
  await streamkit(['topic', 'delete', 'dev-orders', 'dev-more', '--yes'], { env });
});

test('dev without a streamkit.yml names init', async () => {
  const { exitCode, stderr } = await streamkit(['dev'], { env, cwd: tmpdir() });
  expect(exitCode).toBe(6);
  expect(stderr).toContain('streamkit init');
});
