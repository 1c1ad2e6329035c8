import { grantAccess, type Access } from '../../shared/access.js';
import type { Address } from '../../services/types.js';
import { connectionOf } from './broker-connection.js';
import { closeCluster, openCluster, seedBroker } from './cluster.js';
import { metadataRequest } from './single-request.js';

/** The metadata that the broker at this address has of some topics, over an authenticated connection. */
export async function securedMetadata(
  { host, port }: Address,
  access: () => Promise<Access>,
  topics: string[],
) {
  const { default: response } = await import('kafkajs/src/protocol/requests/metadata/v4/response.js');
  const broker = `${host}:${port}`;
  grantAccess(broker, access);
  const cluster = await openCluster(broker, []);
  try {
    const connection = await connectionOf(seedBroker(cluster));
    const body = await connection.send({
      request: await metadataRequest(topics),
      response: { decode: (data: Buffer) => data, parse: (data: Buffer) => data },
    });
    return await response.decode(body);
  } finally {
    await closeCluster(cluster);
  }
}
