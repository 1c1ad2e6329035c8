import { connect } from 'node:net';
import type { Address } from '../services/types.js';

/** The body of {hello: 1, $db: "admin"} as BSON. */
const hello = Buffer.concat([
  int32(31),
  field(0x10, 'hello'),
  int32(1),
  field(0x02, '$db'),
  int32(6),
  text('admin'),
  Buffer.of(0),
]);

const opMsg = 2013;

/** MongoDB is ready when it answers `hello` as a server that accepts writes. */
export async function probeMongo({ host, port }: Address, signal: AbortSignal): Promise<void> {
  const answer = await ask({ host, port }, signal);
  const name = answer.indexOf(field(0x08, 'isWritablePrimary'));
  const writable = name >= 0 && answer[name + 'isWritablePrimary'.length + 2] === 1;
  if (!writable) throw new Error('it does not accept writes');
}

/** Sends one message. @returns the answer, with its header */
async function ask(address: Address, signal: AbortSignal): Promise<Buffer> {
  const body = Buffer.concat([int32(0), Buffer.of(0), hello]);
  const message = Buffer.concat([int32(16 + body.length), int32(1), int32(0), int32(opMsg), body]);
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect({ ...address, signal });
    socket.on('connect', () => socket.write(message));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 16 || received.length < received.readInt32LE(0)) return;
      resolve(received);
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      reject(new Error('the connection was closed'));
    });
  });
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function field(type: number, name: string): Buffer {
  return Buffer.concat([Buffer.of(type), text(name)]);
}
