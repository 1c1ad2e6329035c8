import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Encoder from 'kafkajs/src/protocol/encoder.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { probeKafka } from '../../../../src/kafka/wire/probe.js';

const never = new AbortController().signal;
let dataDir: string;
let server: Server | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'streamkit-probe-'));
  await writeFile(join(dataDir, 'meta.properties'), 'version=0\ncluster.id=ours\n');
});
afterEach(async () => {
  server?.close();
  await rm(dataDir, { recursive: true });
});

/** Metadata, version 4, of one broker, as a real one is for too short a time to test with. */
function metadata(topics: Record<string, number>): (port: number) => Buffer {
  return (port) => answerOf(topics, port);
}

function answerOf(topics: Record<string, number>, port: number): Buffer {
  const body = new Encoder().writeInt32(1).writeInt32(0);
  body.writeInt32(1).writeInt32(1).writeString('127.0.0.1').writeInt32(port).writeString(null);
  body.writeString('ours').writeInt32(1).writeInt32(Object.keys(topics).length);
  for (const [name, errorCode] of Object.entries(topics))
    body.writeInt16(errorCode).writeString(name).writeBoolean(false).writeInt32(0);
  return new Encoder().writeBytes(body.buffer).buffer;
}

/** Asks a broker that gives this answer. @returns what it was asked for */
async function probe(answer: (port: number) => Buffer): Promise<string> {
  let asked = '';
  server = createServer((socket) => {
    socket.once('data', (data) => {
      asked = data.toString('latin1');
      socket.end(answer((server?.address() as AddressInfo).port));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await probeKafka({ address: { host: '127.0.0.1', port }, dataDir }, never);
  return asked;
}

const endsWith = (before: number[], text: string, after: number[]) => (asked: string) =>
  asked.endsWith(String.fromCharCode(...before) + text + String.fromCharCode(...after));

test('a broker that does not know the topics on its disk yet is not ready', async () => {
  for (const name of ['orders-0', 'orders-1', 'gone-0.0123-delete']) await mkdir(join(dataDir, name));
  await expect(probe(metadata({ orders: 3 }))).rejects.toThrow('does not know its topics yet');
  server?.close();
  // The one topic, and no leave to make it.
  expect(await probe(metadata({ orders: 0 }))).toSatisfy(endsWith([0, 0, 0, 1, 0, 6], 'orders', [0]));
});

test('a broker that sees only others has not joined its cluster yet', async () => {
  await expect(probe(() => answerOf({}, 1))).rejects.toThrow('has not joined its cluster yet');
});

test('a new broker has none, and is asked for none', async () => {
  await mkdir(join(dataDir, '__cluster_metadata-0'));
  expect(await probe(metadata({}))).toSatisfy(endsWith([0, 0, 0, 0], '', [0]));
});

test('what is not a broker is reported as such', async () => {
  await expect(probe(() => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))).rejects.toThrow(
    'is not a broker',
  );
});
