import type { HiveClient } from 'hive-driver';
import { messageOf, StreamkitError } from '../shared/errors.js';
import type { Address } from '../services/types.js';
import { suggest } from '../shared/suggestion.js';
import { statementFailed } from './hive-failure.js';

/** HIVE_CLI_SERVICE_PROTOCOL_V10 of TCLIService.thrift, the version of Hive 3 and 4. */
const protocolV10 = 9;

export interface HiveConnection {
  session: Awaited<ReturnType<HiveClient['openSession']>>;
  /** Resolves as the call does; rejects also when the connection breaks, which the driver reports to no call. */
  guard: <Answer>(call: Promise<Answer>) => Promise<Answer>;
  close: () => Promise<void>;
}

/** The driver's transport; the driver does not declare its type. */
interface Socket {
  on: (event: string, listener: (error?: Error) => void) => void;
  destroy: () => void;
}

/** The driver's generated code, without types of its own. */
interface GeneratedThrift {
  TCLIService: object;
  TCLIService_types: ConstructorParameters<typeof HiveClient>[1];
}

/**
 * Connects as JDBC clients do (SASL PLAIN, any name) and opens a session.
 * @throws StreamkitError SERVICE_UNREACHABLE
 */
export async function connectHive(address: Address, signal?: AbortSignal): Promise<HiveConnection> {
  const driver = await import('./hive-driver.js');
  const thrift: GeneratedThrift = driver.thrift;
  const client = new driver.HiveClient(thrift.TCLIService, thrift.TCLIService_types);
  let socket: Socket | undefined;
  let lose: (reason: unknown) => void = () => undefined;
  const lost = new Promise<never>((_, reject) => (lose = reject));
  lost.catch(() => undefined);
  const plain = new driver.auth.PlainTcpAuthentication({ username: 'streamkit', password: 'streamkit' });
  const authentication = {
    authenticate(transport: Parameters<typeof plain.authenticate>[0]) {
      const done = plain.authenticate(transport);
      socket = transport.getTransport() as Socket;
      socket.on('error', lose);
      socket.on('close', () => {
        lose(new Error('the connection was closed'));
      });
      return done;
    },
  };
  const close = () => {
    socket?.destroy();
  };
  const stop = () => {
    lose(signal?.reason);
    close();
  };
  signal?.addEventListener('abort', stop, { once: true });
  const guard = async <Answer>(call: Promise<Answer>): Promise<Answer> => {
    call.catch(() => undefined);
    try {
      return await Promise.race([call, lost]);
    } catch (error) {
      signal?.throwIfAborted();
      throw failureOf(error, address);
    }
  };
  try {
    client.on('error', lose);
    await guard(
      client.connect({ ...address, options: {} }, new driver.connections.TcpConnection(), authentication),
    );
    const protocol = { client_protocol: protocolV10 };
    const session = await guard(
      client.openSession({ ...protocol, username: 'streamkit', password: 'streamkit' }),
    ).catch((error: unknown) => {
      throw new StreamkitError('SERVICE_UNREACHABLE', messageOf(error), {
        service: 'hive',
        suggestions: [suggest('See what runs', 'status')],
        cause: error,
      });
    });
    return {
      session,
      guard,
      async close() {
        signal?.removeEventListener('abort', stop);
        // Without it the server logs a warning and keeps the session until it notices; a lost one has nothing to close.
        await guard(session.close()).catch(() => undefined);
        close();
      },
    };
  } catch (error) {
    signal?.removeEventListener('abort', stop);
    close();
    throw error;
  }
}

function failureOf(error: unknown, { host, port }: Address): unknown {
  if (error instanceof StreamkitError) return error;
  // The driver's StatusError, a refused statement. It is not an Error.
  if (typeof error === 'object' && error !== null && 'name' in error && error.name === 'Status Error') {
    const { message } = error as { message?: string };
    return statementFailed(message ?? '', error);
  }
  return new StreamkitError(
    'SERVICE_UNREACHABLE',
    `HiveServer2 is not reachable at ${host}:${port}: ${messageOf(error)}`,
    {
      service: 'hive',
      suggestions: [suggest('Start it', 'up', 'hive'), suggest('See what runs', 'status')],
      cause: error,
    },
  );
}
