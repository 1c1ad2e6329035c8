import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDaemon } from '../../../../src/engines/docker/daemon/daemon.js';
import { diagnoseDocker } from '../../../../src/engines/docker/diagnose.js';
import { isHere } from '../../../../src/engines/docker/daemon/elsewhere.js';
import { noDaemon } from '../../../../src/engines/docker/daemon/failure.js';
import { whyNotDocker } from '../../../../src/engines/docker/daemon/why-not.js';
import type { Prospect } from '../../../../src/engines/prospect.js';

const prospect = {
  kafkaMode: 'kraft' as const,
  services: [],
  images: {},
  offline: false,
  signal: new AbortController().signal,
  onChoice: () => undefined,
} satisfies Prospect;

/** A context of the docker command's that leads through SSH. */
let contexts: string;
beforeAll(async () => {
  contexts = await mkdtemp(join(tmpdir(), 'streamkit-elsewhere-'));
  const meta = join(contexts, 'contexts/meta', createHash('sha256').update('far').digest('hex'));
  await mkdir(meta, { recursive: true });
  const endpoint = { Host: 'ssh://me@build' };
  await writeFile(join(meta, 'meta.json'), JSON.stringify({ Endpoints: { docker: endpoint } }));
});
afterAll(async () => rm(contexts, { recursive: true }));

// 192.0.2.0/24 is no one's. None of them is connected to.
test.each([
  ['through SSH', { DOCKER_HOST: 'ssh://me@build:2222' }],
  ['through SSH, by a context', { DOCKER_CONTEXT: 'far' }],
  ['by its address', { DOCKER_HOST: 'tcp://192.0.2.1:2375' }],
  ['by its address, with TLS', { DOCKER_HOST: 'tcp://192.0.2.1:2376', DOCKER_TLS_VERIFY: '1' }],
])("another machine's daemon is refused in words: %s", async (_, environment) => {
  const search = await findDaemon({ ...environment, DOCKER_CONFIG: contexts });
  expect(search.daemon).toBeUndefined();
  const words = 'it runs on another machine; services would listen on its 127.0.0.1 and use its folders';
  const { code, message, suggestions } = noDaemon(search);
  expect(code).toBe('DOCKER_UNAVAILABLE');
  expect(message).toMatch(/^The Docker daemon at (ssh|tcp):\/\/\S+ cannot be used: /);
  expect(message).toContain(words);
  expect(suggestions[0]).toContain('unset DOCKER_HOST; docker context use default');
  const [finding] = await diagnoseDocker(search, undefined, { images: {} } as never, []);
  expect(finding?.message).toContain(words);
  expect(finding?.fixes?.[0]).toBe(suggestions[0]);
  // `auto` falls back to local processes.
  expect(await whyNotDocker({ ...environment, DOCKER_CONFIG: contexts }, prospect)).toContain(words);
});

test('this machine has several addresses, and names', async () => {
  const own = Object.values(networkInterfaces()).flatMap((found = []) => found.map(({ address }) => address));
  for (const address of ['localhost', '127.0.0.1', '127.1.2.3', '::1', '0.0.0.0', ...own])
    expect(await isHere(address), address).toBe(true);
  expect(await isHere('192.0.2.1')).toBe(false);
  expect(await isHere('2001:db8::1')).toBe(false);
});
