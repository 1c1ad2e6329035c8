import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { tokenSource } from '../../../src/contexts/oauth.js';
import { secretValue } from '../../../src/contexts/secret.js';

const requests: { authorization: string | undefined; body: string }[] = [];
const server = createServer((request, response) => {
  void text(request).then((body) => {
    requests.push({ authorization: request.headers.authorization, body });
    const denied = body.includes('denied');
    response.writeHead(denied ? 401 : 200, { 'content-type': 'application/json' });
    response.end(denied ? '{}' : '{"access_token":"t1","expires_in":3600}');
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const tokenUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
afterAll(() => {
  server.close();
});
const credentials = { mechanism: 'oauthbearer' as const, tokenUrl, clientId: 'app', clientSecret: 's' };

test('a token is requested once, with the credentials in the header, and used until it expires', async () => {
  const token = tokenSource({ ...credentials, scope: 'kafka' });
  expect([await token(), await token()]).toEqual(['t1', 't1']);
  expect(requests).toEqual([
    {
      authorization: `Basic ${Buffer.from('app:s').toString('base64')}`,
      body: 'grant_type=client_credentials&scope=kafka',
    },
  ]);
});

test('a refusal names the endpoint and no secret', async () => {
  const refused = tokenSource({ ...credentials, scope: 'denied' })();
  await expect(refused).rejects.toThrow(`Token endpoint ${tokenUrl}: no token: status 401.`);
});

test('secrets come from the environment, a file, or a command that may print JSON with a token', async () => {
  process.env['CONTEXT_TEST_SECRET'] = 'from-environment';
  expect(await secretValue({ environment: 'CONTEXT_TEST_SECRET' }, 'it')).toBe('from-environment');
  expect(await secretValue({ command: [process.execPath, '-p', '"secret"'] }, 'it')).toBe('secret');
  const script = 'JSON.stringify({ token: "abc", extensions: {} })';
  expect(await secretValue({ command: [process.execPath, '-p', script] }, 'it')).toBe('abc');
  await expect(secretValue({ environment: 'CONTEXT_NO_SUCH' }, 'the password of x')).rejects.toThrow(
    'Cannot read the password of x: the environment variable CONTEXT_NO_SUCH is not set.',
  );
});
