import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { probeMongo } from '../../../src/health/probe-mongodb.js';

/** A server that answers the request with {isWritablePrimary: WRITABLE}, in two packets. */
async function serverThatIs(writable: boolean, requests: Buffer[]) {
  const name = Buffer.from('\x08isWritablePrimary\0');
  const answer = Buffer.concat([Buffer.alloc(25), name, Buffer.of(writable ? 1 : 0), Buffer.of(0)]);
  answer.writeInt32LE(answer.length, 0);
  const server = createServer((socket) => {
    socket.on('data', (request: Buffer) => {
      requests.push(request);
      socket.write(answer.subarray(0, 20));
      setImmediate(() => socket.write(answer.subarray(20)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

test('a server that accepts writes is ready', async () => {
  const requests: Buffer[] = [];
  await probeMongo(await serverThatIs(true, requests), new AbortController().signal);
  // Header, flags and kind of the section, then {hello: 1, $db: "admin"} as BSON.
  const [request = Buffer.alloc(0)] = requests;
  expect(request.readInt32LE(0)).toBe(request.length);
  expect(request.readInt32LE(12)).toBe(2013);
  expect(request.subarray(21).toString('latin1')).toBe(
    '\x20\0\0\0\x10hello\0\x01\0\0\0\x02$db\0\x06\0\0\0admin\0\0'.replace(
      '\x20',
      String.fromCharCode(request.length - 21),
    ),
  );
});

test('one that does not is not', async () => {
  await expect(probeMongo(await serverThatIs(false, []), new AbortController().signal)).rejects.toThrow(
    'writes',
  );
});
