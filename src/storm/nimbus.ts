import { didYouMean } from '../shared/closest.js';
import { StreamkitError, systemCode } from '../shared/errors.js';
import type { Address } from '../services/types.js';
import type { Session } from '../stack/session.js';
import { runningStack } from '../stack/endpoint.js';
import { call, StormFault } from './call.js';
import { clusterInfo, type Cluster, type TopologySummary } from './cluster.js';
import type { Arguments, Struct } from './thrift.js';

/** Nimbus of a stack; what it cannot do, or its silence, comes as an error in words. */
export interface Nimbus {
  cluster: () => Promise<Cluster>;
  call: (method: string, args: Arguments) => Promise<Struct>;
}

/** @throws StreamkitError SERVICE_UNREACHABLE when the stack has no Storm, or it does not answer */
export function nimbusOf(session: Session): Nimbus {
  const port = runningStack(session, 'nimbus').portsOf('nimbus')('thrift');
  const address = { host: '127.0.0.1', port };
  const inWords = async <Result>(work: Promise<Result>) => {
    try {
      return await work;
    } catch (error) {
      session.signal.throwIfAborted();
      throw failureOf(error, address);
    }
  };
  return {
    cluster: async () => inWords(clusterInfo(address, session.signal)),
    call: async (method, args) => inWords(call(address, method, args, session.signal)),
  };
}

/** @throws StreamkitError NOT_FOUND that names the topologies there are */
export async function findTopology(nimbus: Nimbus, name: string): Promise<TopologySummary> {
  const { topologies } = await nimbus.cluster();
  const found = topologies.find((topology) => topology.name === name);
  if (found) return found;
  const names = topologies.map((topology) => topology.name);
  throw new StreamkitError('NOT_FOUND', `There is no topology named "${name}" on the cluster.`, {
    suggestions:
      names.length > 0 ? didYouMean(name, names, 'Topologies') : ['streamkit topology submit JAR runs one'],
  });
}

function failureOf(error: unknown, { host, port }: Address): unknown {
  if (error instanceof StormFault)
    return new StreamkitError('SERVICE_UNREACHABLE', `Nimbus refused: ${error.message}`, {
      service: 'nimbus',
      suggestions: ['streamkit logs nimbus --tail 20'],
      cause: error,
    });
  if (systemCode(error) === undefined) return error;
  return new StreamkitError('SERVICE_UNREACHABLE', `No Nimbus answers at ${host}:${port}.`, {
    service: 'nimbus',
    suggestions: ['streamkit up storm', 'streamkit status'],
    cause: error,
  });
}
