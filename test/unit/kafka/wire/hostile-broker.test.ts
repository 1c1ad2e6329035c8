import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { consume } from '../../../../src/kafka/consume/consume.js';
import { listGroups } from '../../../../src/kafka/groups/groups.js';
import { produce } from '../../../../src/kafka/produce/produce.js';

let server: Server | undefined;
afterEach(() => server?.close());

/** A server that answers each request so. */
async function serve(answer: (socket: Socket, request: Buffer) => void): Promise<string> {
  const listening = (server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (request) => {
      answer(socket, request);
    });
  }));
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

/** A response of Kafka: its length, the number of its request, and a body. */
function response(request: Buffer, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 4);
  request.copy(head, 4, 8, 12);
  return Buffer.concat([head, body]);
}

const kinds: [string, (socket: Socket, request: Buffer) => void][] = [
  ['that is another kind of server', (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['with a response too short for its head', (socket) => socket.write(Buffer.from([0, 0, 0, 2, 0, 0]))],
  ['with a body that is cut off', (socket, request) => socket.write(response(request, Buffer.alloc(1)))],
  ['with false counts', (socket, request) => socket.write(response(request, Buffer.alloc(200, 0x7f)))],
  ['that supports nothing', (socket, request) => socket.write(response(request, Buffer.alloc(10)))],
];

it.each(kinds)('a broker %s is reported as unreachable', async (_, answer) => {
  const broker = await serve(answer);
  const signal = new AbortController().signal;
  const reading = consume(broker, {
    topics: ['orders'],
    range: { from: { kind: 'start', plus: 0 } },
    exit: true,
    readCommitted: false,
    signal,
  });
  const records = [[{ key: null, value: Buffer.from('a') }]];
  const expected = { code: 'SERVICE_UNREACHABLE' };
  await expect(reading.next()).rejects.toMatchObject(expected);
  await expect(listGroups(broker)).rejects.toMatchObject(expected);
  await expect(produce(broker, { topic: 'orders', records, signal })).rejects.toMatchObject(expected);
});
