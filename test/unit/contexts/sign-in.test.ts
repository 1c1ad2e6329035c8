import { createServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { signInSteps } from '../../../src/kafka/wire/sign-in.js';
import { grantAccess } from '../../../src/shared/access.js';
import {
  createCertificates,
  type CertificateOptions,
} from '../../../src/stack/security/create-certificates.js';

const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** A TLS server on 127.0.0.1 with a certificate of its own authority, which is returned. */
async function serve(options: CertificateOptions) {
  const { authority, certificate, key } = await createCertificates(options);
  const server = createServer({ cert: certificate, key }, (socket) => socket.on('error', () => undefined));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { authority, port: (server.address() as AddressInfo).port };
}

async function failure(host: string, port: number, ca: string) {
  const broker = `${host}:${port}`;
  grantAccess(broker, async () => Promise.resolve({ tls: { ca } }), 'test');
  return (await signInSteps(broker)).find(({ ok }) => !ok);
}

test('a valid certificate passes; it is named', async () => {
  const { authority, port } = await serve({});
  const broker = `localhost:${port}`;
  grantAccess(broker, async () => Promise.resolve({ tls: { ca: authority } }), 'test');
  const steps = await signInSteps(broker);
  expect(steps.map(({ step, ok }) => [step, ok])).toEqual([
    ['name resolution', true],
    ['TCP', true],
    ['TLS', true],
  ]);
  expect(steps[2]?.message).toContain('certificate streamkit (issued by streamkit development CA');
});

test('an expired certificate is named', async () => {
  const { authority, port } = await serve({ validFor: -1000 });
  const failed = await failure('127.0.0.1', port, authority);
  expect(failed).toMatchObject({ step: 'TLS' });
  expect(failed?.message).toMatch(/certificate streamkit .* is refused: it has expired/);
});

test('a certificate for another name says which names it has', async () => {
  const { authority, port } = await serve({ names: ['kafka.example'], addresses: [] });
  const failed = await failure('127.0.0.1', port, authority);
  expect(failed?.message).toContain('is refused: it is not for 127.0.0.1, but for DNS:kafka.example');
});

test('the authority of another stack', async () => {
  const { port } = await serve({});
  const { authority } = await createCertificates({});
  const failed = await failure('127.0.0.1', port, authority);
  expect(failed?.message).toContain('is refused: its certificate authority is not trusted');
});

test('a closed port and a name that does not exist', async () => {
  expect(await failure('127.0.0.1', 1, '')).toMatchObject({ step: 'TCP', ok: false });
  expect(await failure('no-such-host.invalid', 9092, '')).toMatchObject({
    step: 'name resolution',
    ok: false,
  });
});
