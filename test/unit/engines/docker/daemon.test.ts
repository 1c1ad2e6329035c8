import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { candidates, findDaemon } from '../../../../src/engines/docker/daemon/daemon.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'streamkit-daemon-'));
  const id = createHash('sha256').update('colima').digest('hex');
  await mkdir(join(dir, 'contexts/meta', id), { recursive: true });
  const meta = { Name: 'colima', Endpoints: { docker: { Host: 'unix:///home/me/.colima/docker.sock' } } };
  await writeFile(join(dir, 'contexts/meta', id, 'meta.json'), JSON.stringify(meta));
  await writeFile(join(dir, 'config.json'), JSON.stringify({ currentContext: 'colima' }));
});
afterAll(async () => rm(dir, { recursive: true }));

const colima = { source: 'context colima', host: 'unix:///home/me/.colima/docker.sock' };

test('DOCKER_HOST alone counts where it is set', async () => {
  const found = await candidates({ DOCKER_HOST: 'tcp://10.0.0.1:2375', DOCKER_CONFIG: dir });
  expect(found).toEqual([{ source: 'DOCKER_HOST', host: 'tcp://10.0.0.1:2375' }]);
});

test('so does DOCKER_CONTEXT', async () => {
  expect(await candidates({ DOCKER_CONTEXT: 'colima', DOCKER_CONFIG: dir })).toEqual([colima]);
  const [missing] = await candidates({ DOCKER_CONTEXT: 'none', DOCKER_CONFIG: dir });
  expect(missing).toMatchObject({ source: 'context none', host: '' });
});

test('TLS is what the environment, or the context, says', async () => {
  const tls = async (environment: NodeJS.ProcessEnv) => (await candidates(environment))[0]?.tls;
  const host = { DOCKER_HOST: 'tcp://10.0.0.1:2376', DOCKER_CONFIG: dir };
  expect(await tls({ ...host, DOCKER_TLS_VERIFY: '1' })).toEqual({ folder: dir, verify: true });
  expect(await tls({ ...host, DOCKER_TLS: '1', DOCKER_CERT_PATH: '/c' })).toEqual({
    folder: '/c',
    verify: false,
  });
  expect(await tls({ ...host, DOCKER_CERT_PATH: '/c' })).toBeUndefined();
  const id = createHash('sha256').update('walled').digest('hex');
  await mkdir(join(dir, 'contexts/meta', id));
  const endpoint = { Host: 'tcp://10.0.0.1:2376', SkipTLSVerify: true };
  await writeFile(
    join(dir, 'contexts/meta', id, 'meta.json'),
    JSON.stringify({ Endpoints: { docker: endpoint } }),
  );
  const folder = join(dir, 'contexts/tls', id, 'docker');
  expect(await tls({ DOCKER_CONTEXT: 'walled', DOCKER_CONFIG: dir })).toEqual({ folder, verify: false });
});

test('else the current context comes first, then the usual sockets, rootless and Podman', async () => {
  const found = await candidates({ DOCKER_CONFIG: dir, XDG_RUNTIME_DIR: '/run/user/1' });
  expect(found[0]).toEqual(colima);
  expect(found.map(({ host }) => host)).toEqual(
    expect.arrayContaining([
      'unix:///var/run/docker.sock',
      'unix:///run/user/1/docker.sock',
      'unix:///run/user/1/podman/podman.sock',
      'unix:///run/podman/podman.sock',
    ]),
  );
});

test('a damaged file of the docker command is as good as none', async () => {
  const damaged = await mkdtemp(join(dir, 'damaged-'));
  await writeFile(join(damaged, 'config.json'), '{"curr');
  expect((await candidates({ DOCKER_CONFIG: damaged }))[0]?.source).toBe('usual socket');
});

test('each candidate that does not answer has its reason', async () => {
  const reason = async (host: string, environment = {}) =>
    (await findDaemon({ DOCKER_HOST: host, ...environment })).attempts[0]?.failure;
  expect(await reason('fd://')).toBe('fd:// is not the address of a daemon');
  expect(await reason('unix:///nonexistent/docker.sock')).toBe('no such socket');
  const path = join(dir, 'other.sock');
  const server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((done) => server.listen(path, done));
  expect(await reason(`unix://${path}`)).toBe('it answered with status 404, as no Docker does');
  await new Promise((done) => server.close(done));
  const plain = createServer();
  await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
  const port = (plain.address() as AddressInfo).port;
  const tls = { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: dir };
  expect(await reason(`tcp://127.0.0.1:${port}`, { ...tls, DOCKER_TLS_VERIFY: '', DOCKER_TLS: '1' })).toBe(
    'no TLS is spoken there',
  );
  await new Promise((done) => plain.close(done));
  for (const name of ['cert.pem', 'key.pem']) await writeFile(join(dir, name), 'no certificate');
  expect(await reason(`tcp://127.0.0.1:${port}`, tls)).toBe(
    `the certificates in ${dir} cannot be used: no start line`,
  );
  await writeFile(path, '');
  await chmod(path, 0o600);
  expect(await reason(`unix://${path}`)).toBe('nothing listens there');
});
