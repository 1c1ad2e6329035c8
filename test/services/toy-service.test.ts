import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownHome } from '../support/own-home.js';

// The steps of CONTRIBUTING.md, followed on a copy of the sources: what a new service must touch besides its own files.
const home = await ownHome();
const fixture = resolve('test/fixtures/toy-service');
const checkout = await mkdtemp(join(tmpdir(), 'streamkit-toy-'));
const copied = ['src', 'jvm', 'bin', 'schemas', 'package.json', 'tsconfig.json'];
/** The files that several services share, and the lines that the toy adds to them. */
const registered: Record<string, [after: string, line: string][]> = {
  'src/services/catalogue.ts': [
    ["import { stormUi } from './storm-ui.js';\n", "import { toy } from './toy.js';\n"],
    ['    ...[postgres, s3, opensearch, cassandra, hbase, mongodb],\n', '    toy,\n'],
  ],
  'jvm/pom.xml': [['    <module>storm</module>\n', '    <module>toy</module>\n']],
};

beforeAll(async () => {
  for (const path of copied) await cp(path, join(checkout, path), { recursive: true });
  await symlink(resolve('node_modules'), join(checkout, 'node_modules'));
  await cp(fixture, checkout, { recursive: true });
  for (const [path, lines] of Object.entries(registered)) {
    let text = await readFile(join(checkout, path), 'utf8');
    for (const [after, line] of lines) {
      expect(text, path).toContain(after);
      text = text.replace(after, after + line);
    }
    await writeFile(join(checkout, path), text);
  }
});

afterAll(async () => rm(checkout, { recursive: true }));

/** Runs a command of the copy, from its sources. */
async function toy(...args: string[]) {
  const { all, stdout, exitCode } = await execa(join(checkout, 'bin/dev.js'), args, {
    env: { ...home.env, NO_COLOR: '1', CI: '' },
    all: true,
    reject: false,
    stdin: 'ignore',
  });
  expect(exitCode, `streamkit ${args.join(' ')}\n${all}`).toBe(0);
  return stdout;
}

test('a service is added with its own files and a line each in the files that CONTRIBUTING.md names', async () => {
  const contributing = await readFile('CONTRIBUTING.md', 'utf8');
  const [, steps = ''] = /## Add a service\n([^]*?)\n## /.exec(contributing) ?? [];
  for (const path of Object.keys(registered)) expect(steps).toContain(`\`${path}\``);
  const changed: string[] = [];
  for (const folder of ['src', 'jvm']) {
    const entries = await readdir(join(checkout, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const path = relative(checkout, join(entry.parentPath, entry.name));
      const before = await readFile(path, 'utf8').catch(() => undefined);
      if (before !== (await readFile(join(checkout, path), 'utf8'))) changed.push(path);
    }
  }
  const own = await readdir(fixture, { recursive: true, withFileTypes: true });
  const ownFiles = own
    .filter((entry) => entry.isFile())
    .map((entry) => relative(fixture, join(entry.parentPath, entry.name)));
  expect(changed.sort()).toEqual([...ownFiles, ...Object.keys(registered)].sort());
});

test('the sources with the service pass the type check', async () => {
  const { compilerOptions } = JSON.parse(await readFile('tsconfig.json', 'utf8')) as {
    compilerOptions: object;
  };
  const options = { ...compilerOptions, incremental: false, tsBuildInfoFile: undefined };
  const config = JSON.stringify({ compilerOptions: options, include: ['src/services', 'src/**/*.d.ts'] });
  await writeFile(join(checkout, 'tsconfig.json'), config);
  const { all, exitCode } = await execa(process.execPath, [resolve('node_modules/typescript/bin/tsc')], {
    cwd: checkout,
    all: true,
    reject: false,
  });
  expect(exitCode, all).toBe(0);
});

test('every command knows the service: it starts, is killed, starts again, and stops', async () => {
  await toy('up', 'toy', '--ports', 'auto');
  const url = /TOY_URL='(\S+)'/.exec(await toy('env'))?.[1] ?? '';
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(url)).text()).toBe('toy');
  expect(await toy('status')).toMatch(/^toy +up/m);
  process.kill((await home.ledger('toy')).process.pid, 'SIGKILL');
  await expect.poll(async () => toy('status').catch(String)).toMatch(/^toy +failed/m);
  await toy('up', 'toy');
  expect(await (await fetch(url)).text()).toBe('toy');
  await toy('down', '--data', '--yes');
  await expect(fetch(url)).rejects.toThrow();
});
