import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { findJava } from '../../src/engines/local/java/java.js';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();
const dir = await mkdtemp(join(tmpdir(), 'streamkit-package-'));
afterAll(async () => rm(dir, { recursive: true }));
let tarball = '';

test('the package holds what is needed to run, and nothing else', { timeout: 600_000 }, async () => {
  // Packing compiles the classes of all modules. Here one of plain jars and one of an archive stand for them.
  await execa('npm', ['run', 'classes', 'connect', 'schema-registry']);
  const { stdout } = await execa('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', dir]);
  const [{ files, filename, unpackedSize }] = JSON.parse(stdout) as [
    { files: { path: string }[]; filename: string; unpackedSize: number },
  ];
  tarball = join(dir, filename);
  const needed =
    /^(README\.md|LICENSE|CHANGELOG\.md|package\.json|oclif\.manifest\.json|bin\/run\.js|dist\/(.*\.c?js|testing\/\w+\.d\.ts|licenses\.txt|console\/(index\.html|style-\w+\.css))|jvm\/(pom\.xml|classes\/[\w-]+\.jar|[\w-]+\/(pom\.xml|src\/.*))|schemas\/streamkit\.schema\.json|templates\/.*)$/;
  expect(files.map(({ path }) => path).filter((path) => !needed.test(path))).toEqual([]);
  expect(files.some(({ path }) => path.includes('/target/'))).toBe(false);
  for (const module of ['connect', 'schema-registry'])
    expect(files.some(({ path }) => path.startsWith(`jvm/classes/${module}-`))).toBe(true);
  expect(unpackedSize).toBeLessThan(5_900_000);
});

test(
  'it installs in an empty folder, and works from there without a Java compiler',
  { timeout: 600_000 },
  async () => {
    const options = ['--prefix', dir, '--no-audit', '--no-fund', '--prefer-offline', '--omit=dev'];
    await execa('npm', ['install', ...options, tarball], { cwd: dir });
    const jre = await javaWithoutCompiler();
    const run = async (...args: string[]) => {
      const { stdout, stderr, exitCode } = await execa(join(dir, 'node_modules/.bin/streamkit'), args, {
        cwd: dir,
        env: { ...home.env, JAVA_HOME: jre, NO_COLOR: '1', CI: '' },
        reject: false,
      });
      expect(exitCode, `streamkit ${args.join(' ')}\n${stdout}\n${stderr}`).toBe(0);
      return stdout;
    };
    expect(await run('--version')).toMatch(/^streamkit\/\d+\.\d+\.\d+/);
    await run('up', 'connect', '--ports', 'auto');
    expect(await run('connector', 'plugins')).toContain('FileStreamSource');
    expect(await run('topic', 'create', 'from-the-package')).toContain('Created the topic');
    await run('produce', 'from-the-package', 'one', '--compression', 'zstd');
    expect(await run('consume', 'from-the-package', '--from-beginning', '--exit')).toBe('one');
    await run('scaffold', 'storm-mysql', 'project');
    await run('smoke', 'kafka-basics', '--stack', 'smoke', '--ports', 'auto');
    await run('down', '--data', '--yes');
  },
);

/** The JDK's own runtime, as a JRE has it: `java` is its only program. */
async function javaWithoutCompiler(): Promise<string> {
  const jdk = await findJava();
  const jre = join(dir, 'jre');
  await mkdir(join(jre, 'bin'), { recursive: true });
  for (const name of await readdir(jdk.home))
    if (name !== 'bin') await symlink(join(jdk.home, name), join(jre, name));
  await symlink(jdk.java, join(jre, 'bin/java'));
  return jre;
}
