import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Relay {
  port: number;
  /** The API keys of the requests that clients sent, in their order. */
  requests: number[];
  close: () => void;
}

/**
 * A TCP relay to a Kafka broker far away: what either side sends arrives later.
 * @param target port of the broker's listener that advertises the relay
 * @param latencyMs for a request and its response together
 */
export async function startRelay(target: () => number, latencyMs: number): Promise<Relay> {
  const requests: number[] = [];
  const server = createServer((client) => {
    const broker = connect(target(), 'localhost');
    pass(client, broker, latencyMs / 2, requestCounter(requests));
    pass(broker, client, latencyMs / 2, () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { port: (server.address() as AddressInfo).port, requests, close: () => server.close() };
}

function pass(from: Socket, to: Socket, delayMs: number, look: (data: Buffer) => void): void {
  const later = (work: () => void) => setTimeout(work, delayMs);
  from
    .on('data', (data: Buffer) => {
      look(data);
      later(() => to.write(data));
    })
    .on('close', () => later(() => to.destroy()))
    .on('error', () => to.destroy());
}

/** A request has four bytes of length, then the API key. */
function requestCounter(requests: number[]) {
  let pending = Buffer.alloc(0);
  return (data: Buffer) => {
    pending = Buffer.concat([pending, data]);
    while (pending.length >= 6 && pending.length >= 4 + pending.readUInt32BE(0)) {
      requests.push(pending.readInt16BE(4));
      pending = pending.subarray(4 + pending.readUInt32BE(0));
    }
  };
}
