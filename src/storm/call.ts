import { connect, type Socket } from 'node:net';
import type { Address } from '../services/types.js';
import { decodeReply, encodeCall, type Arguments, type Struct } from './thrift.js';

/** The daemon replied with an exception: one that the method declares, or one about the call itself. */
export class StormFault extends Error {
  /** @param field id of the declared exception in the method's result; undefined for an error about the call itself */
  constructor(
    message: string,
    readonly field: number | undefined,
  ) {
    super(message);
    this.name = 'StormFault';
  }
}

/**
 * Calls a method of a Storm daemon on a connection of its own.
 * @returns the result struct: its field 0 is the value
 * @throws StormFault for an exception of the daemon, the system's error when it cannot be reached
 */
export async function call(
  address: Address,
  method: string,
  args: Arguments,
  signal: AbortSignal,
): Promise<Struct> {
  signal.throwIfAborted();
  const socket = connect({ ...address, noDelay: true });
  const stop = () => {
    socket.destroy(signal.reason as Error);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    socket.write(encodeCall(method, args));
    const reply = decodeReply(await frame(socket));
    if (reply.kind === 'exception') throw new StormFault(reply.message, undefined);
    for (const [field, fault] of reply.struct.fields) {
      if (field === 0 || typeof fault !== 'object' || !('text' in fault)) continue;
      throw new StormFault(fault.text(1), field);
    }
    return reply.struct;
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
}

/** One frame: a length of four bytes, then that many bytes. */
async function frame(socket: Socket): Promise<Buffer> {
  let received = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    received = Buffer.concat([received, chunk]);
    if (received.length < 4) continue;
    const end = 4 + received.readUInt32BE(0);
    if (received.length >= end) return received.subarray(4, end);
  }
  throw new Error('the connection was closed before a reply came');
}
