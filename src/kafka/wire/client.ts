import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { Kafka, SASLOptions } from 'kafkajs';
import { accessTo, type SaslAccess } from '../../shared/access.js';

/**
 * A kafkajs client; it logs nothing, since commands report what matters. Records are not read or written by it.
 * @param brokers an address, or several, comma-separated
 * @param requestTimeoutMs how long to wait for each response
 */
export async function kafkaClient(brokers: string, requestTimeoutMs = 30_000): Promise<Kafka> {
  const { default: kafkajs } = await import('kafkajs');
  await adjustKafkajs();
  const { tls, sasl } = (await accessTo(brokers)) ?? {};
  const connections: Connections = { open: new Set(), closed: false };
  const kafka = new kafkajs.Kafka({
    clientId: 'streamkit',
    brokers: brokers.split(','),
    logLevel: kafkajs.logLevel.NOTHING,
    ...(tls && { ssl: tls }),
    ...(sasl && { sasl: saslOptions(sasl) }),
    socketFactory: ({ host, port, onConnect }) =>
      counted(connections, guarded(openSocket({ host, port }, tls, onConnect))),
    connectionTimeout: 5000,
    requestTimeout: requestTimeoutMs,
    retry: { retries: 3, initialRetryTime: 100, maxRetryTime: 2000 },
  });
  connectionsOf.set(kafka, connections);
  return kafka;
}

interface Connections {
  open: Set<Socket>;
  closed: boolean;
}

const connectionsOf = new WeakMap<Kafka, Connections>();

function counted(connections: Connections, socket: Socket): Socket {
  connections.open.add(socket);
  socket.once('close', () => connections.open.delete(socket));
  // kafkajs goes on connecting after it was told to disconnect.
  if (connections.closed) socket.destroy(clientClosed());
  return socket;
}

/** Ends all connections, also those on which kafkajs still waits for a response: they would keep the program alive. */
export function endConnections(kafka: Kafka): void {
  const connections = connectionsOf.get(kafka);
  if (!connections) return;
  connections.closed = true;
  // kafkajs notices the end of a connection by an error only, and would check its requests for timeouts for ever.
  for (const socket of connections.open) socket.destroy(clientClosed());
}

function clientClosed(): Error {
  return new Error('the client is closed');
}

/** kafkajs leaves Nagle's algorithm on, which delays the end of each large request by 40 ms. */
function openSocket(
  to: { host: string; port: number },
  tls: ConnectionOptions | undefined,
  onConnect: () => void,
): Socket {
  if (!tls) return connect({ ...to, noDelay: true, keepAlive: true }, onConnect);
  const servername = isIP(to.host) === 0 ? { servername: to.host } : {};
  const socket = connectTls({ ...servername, ...tls, ...to }, onConnect);
  return socket.setNoDelay(true).setKeepAlive(true);
}

function saslOptions(sasl: SaslAccess): SASLOptions {
  if (sasl.mechanism !== 'oauthbearer') return sasl;
  const { mechanism, token } = sasl;
  return { mechanism, oauthBearerProvider: async () => ({ value: await token() }) };
}

/** No broker sends as much at once; the first bytes of HTTP, read as a length, are more. */
const longestResponse = 1024 ** 3;

/**
 * Ends a connection to something else than a Kafka broker. kafkajs would wait for as many bytes as the first four claim, and
 * throws where nobody can catch it when a response is too short.
 */
function guarded(socket: Socket): Socket {
  const on = socket.on.bind(socket) as (event: string, listener: (data: Buffer) => void) => Socket;
  let isFirst = true;
  const guard = (listener: (data: Buffer) => void) => (data: Buffer) => {
    try {
      if (isFirst && data.length >= 4 && data.readUInt32BE(0) > longestResponse) {
        throw new Error('the response is not one of a Kafka broker');
      }
      isFirst = false;
      listener(data);
    } catch (error) {
      socket.destroy(error as Error);
    }
  };
  const listen = (event: string, listener: (data: Buffer) => void) =>
    on(event, event === 'data' ? guard(listener) : listener);
  socket.on = listen as Socket['on'];
  // kafkajs ends a broken connection again and again, and each time Node would wait for it to be open.
  const unref = socket.unref.bind(socket);
  socket.unref = () => (socket.destroyed ? socket : unref());
  return socket;
}

let adjusted: Promise<unknown> | undefined;

async function adjustKafkajs(): Promise<void> {
  adjusted ??= Promise.all([avoidTimersInThePast(), acceptPartitionsWithoutLeader()]);
  await adjusted;
}

/**
 * kafkajs refuses the metadata of all topics, and so every command, while one partition has no leader. The others can be
 * used: a partition without a leader has -1 for its leader.
 */
async function acceptPartitionsWithoutLeader(): Promise<void> {
  // The version that all brokers since Kafka 2.1 negotiate.
  const { default: response } = await import('kafkajs/src/protocol/requests/metadata/v6/response.js');
  const { parse } = response;
  response.parse = async (metadata) => {
    for (const { partitionMetadata } of metadata.topicMetadata) {
      for (const partition of partitionMetadata)
        if (partition.leader === -1) partition.partitionErrorCode = 0;
    }
    return parse(metadata);
  };
}

/** kafkajs sets a timer for "never throttled" (-1) after each request; Node from 22.5 on warns of it on stderr. */
async function avoidTimersInThePast(): Promise<void> {
  const { default: RequestQueue } = await import('kafkajs/src/network/requestQueue/index.js');
  const { scheduleCheckPendingRequests } = RequestQueue.prototype;
  RequestQueue.prototype.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) scheduleCheckPendingRequests.call(this);
  };
}
