import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod/mini';
import { request } from '../../../src/connect/rest.js';

/** A worker that gives these answers, one after another. */
async function worker(...answers: { status: number; message: string }[]): Promise<string> {
  const server = createServer((_, response) => {
    const { status, message } = answers.shift() ?? { status: 200, message: 'done' };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error_code: status, message }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const noLeader = {
  status: 500,
  message: 'IO Error trying to forward REST request: java.net.ConnectException: Connection refused',
};
/** What workers of Kafka 3.9 say while they rebalance. */
const conflicts = [
  'Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)',
  'Cannot complete request because of a conflicting operation (e.g. worker rebalance)',
  'Cannot complete request momentarily due to no known leader URL, likely because a rebalance was underway.',
].map((message) => ({ status: 409, message }));

test('a request waits for workers that rebalance, and for another leader', async () => {
  const url = await worker(noLeader, ...conflicts, noLeader);
  expect(await request(url, z.unknown(), 'PUT', '/connectors/a/restart')).toMatchObject({ message: 'done' });
});

test.each([
  { status: 409, message: 'Connector a already exists' },
  { status: 500, message: 'IO Error trying to forward REST request: java.util.concurrent.TimeoutException' },
])('any other error is final, as the request may have been carried out: $message', async (answer) => {
  const url = await worker(answer);
  await expect(request(url, z.unknown(), 'POST', '/connectors')).rejects.toThrow(answer.message);
});
