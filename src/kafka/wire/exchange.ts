import type { Socket } from 'node:net';

/** More than any response to the requests that are sent this way. */
const responseLimit = 16 * 1024 * 1024;

export interface PlainRequest {
  apiKey: number;
  apiVersion: number;
  encode: () => Promise<unknown>;
}

/**
 * One request over a connected socket, by kafkajs's codec alone. A response has four bytes of length, four that identify the
 * request, and the body, which is returned.
 */
export async function exchangeOver(socket: Socket, request: PlainRequest): Promise<Buffer> {
  const { default: frame } = await import('kafkajs/src/protocol/request.js');
  const { buffer } = await frame({ correlationId: 1, clientId: 'streamkit', request });
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const end = (work: () => void) => {
      socket.removeAllListeners('data');
      work();
    };
    socket
      .on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        if (received.length < 4) return;
        const length = received.readUInt32BE(0);
        if (length > responseLimit)
          end(() => {
            reject(new Error('it is not a Kafka broker'));
          });
        else if (received.length >= 4 + length)
          end(() => {
            resolve(received.subarray(8, 4 + length));
          });
      })
      .once('timeout', () => {
        reject(new Error('it did not respond in time'));
      })
      .once('close', () => {
        reject(new Error('it closed the connection'));
      });
    socket.write(buffer);
  });
}
