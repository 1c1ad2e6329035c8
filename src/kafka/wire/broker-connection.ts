import type { Socket } from 'node:net';
import type { Broker } from 'kafkajs';

/** A connection of kafkajs, for requests of our own. */
export interface BrokerConnection {
  /** @throws what `parse` throws, and kafkajs's connection and timeout errors */
  send: <Result>(exchange: {
    request: unknown;
    response: { decode: (data: Buffer) => Result; parse: (result: Result) => Result };
    /** In ms; ignored where it is shorter than the connection's own limit. */
    requestTimeout?: number;
  }) => Promise<Result>;
  socket: Socket;
}

/** kafkajs's Broker, with the connections that its types do not show. */
interface ConnectedBroker extends Broker {
  connectionPool: { getConnection: (index: number) => Promise<BrokerConnection> };
}

/** Which of kafkajs's two connections to a broker: a Fetch keeps its connection busy while it waits for records. */
const connectionIndex = { requests: 0, fetches: 1 } as const;

export async function connectionOf(
  broker: Broker,
  kind: keyof typeof connectionIndex = 'requests',
): Promise<BrokerConnection> {
  return (broker as ConnectedBroker).connectionPool.getConnection(connectionIndex[kind]);
}
