import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { ownHome } from '../support/own-home.js';

const home = await ownHome();
const elsewhere = await mkdtemp(join(tmpdir(), 'streamkit-offline-'));
afterAll(async () => rm(elsewhere, { recursive: true }));

/** A cache of the test's own, which nothing has been fetched into. */
const cache = { STREAMKIT_CACHE: join(elsewhere, 'cache') };

test('fetch gets all that up --offline needs, and a second one has nothing to do', async () => {
  const first = await home.run(['fetch', 'schema-registry', '--json'], cache);
  expect(first.exitCode, first.stdout).toBe(0);
  expect(JSON.parse(first.stdout)).toMatchObject({ services: ['zookeeper', 'kafka', 'schema-registry'] });
  const again = await home.run(['fetch', 'schema-registry'], cache);
  expect(again).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^Already downloaded/) as string,
  });
});

test('up --offline tries no connection to anywhere', async () => {
  // Every way out leads to this listener: proxies of the environment, of the JVM, and a mirror of Maven's.
  const seen: string[] = [];
  const listener = createServer((socket) => {
    seen.push(String(socket.remotePort));
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const settings = join(elsewhere, 'settings.xml');
  await writeFile(
    settings,
    `<settings><mirrors><mirror><id>m</id><mirrorOf>*</mirrorOf><url>${url}</url></mirror></mirrors></settings>`,
  );
  const proxies = `-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=${port} -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=${port}`;
  const { exitCode, stderr } = await home.run(['up', 'schema-registry', '--offline', '--ports', 'auto'], {
    ...cache,
    http_proxy: url,
    https_proxy: url,
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    ALL_PROXY: url,
    NODE_USE_ENV_PROXY: '1',
    NO_PROXY: '127.0.0.1',
    MAVEN_ARGS: `--settings ${settings}`,
    MAVEN_OPTS: proxies,
  });
  listener.close();
  expect(exitCode, stderr).toBe(0);
  expect(seen).toEqual([]);
  expect(await home.run(['down'], cache)).toMatchObject({ exitCode: 0 });
});

const unshare = await execa('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up'], { reject: false });

test.runIf(unshare.exitCode === 0)('up --offline works where there is no network at all', async () => {
  const command =
    'ip link set lo up && "$0" bin/run.js up kafka --offline && "$0" bin/run.js topic create t && "$0" bin/run.js down';
  const { exitCode, all } = await execa('unshare', ['--net', 'sh', '-c', command, process.execPath], {
    env: { ...home.env, ...cache },
    reject: false,
    all: true,
  });
  expect(exitCode, all).toBe(0);
});

test('up --offline with something missing tells how to get it, and starts nothing', async () => {
  await mkdir(join(elsewhere, 'repository'));
  const { exitCode, stderr } = await home.run(
    ['up', 'kafka', '--offline', '--stack', 'bare', '--ports', 'auto'],
    {
      STREAMKIT_CACHE: join(elsewhere, 'empty'),
      MAVEN_OPTS: `-Dmaven.repo.local=${join(elsewhere, 'repository')}`,
    },
  );
  expect(exitCode).toBe(3);
  expect(stderr).toContain('streamkit fetch');
});
