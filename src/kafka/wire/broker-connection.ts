import type { Socket } from 'node:net';
import type { Broker } from 'kafkajs';

/** A connection of kafkajs, for requests of our own. */
export interface BrokerConnection {
  /** @throws what `parse` throws, and kafkajs's connection and timeout errors */
  send: <Result>(exchange: {
    request: unknown;
    response: { decode: (data: Buffer) => Result; parse: (result: Result) => Result };
  }) => Promise<Result>;
  socket: Socket;
}

/** kafkajs's Broker, with the connection that its types do not show. */
interface ConnectedBroker extends Broker {
  connectionPool: { getConnection: () => Promise<BrokerConnection> };
}

export async function connectionOf(broker: Broker): Promise<BrokerConnection> {
  return (broker as ConnectedBroker).connectionPool.getConnection();
}
