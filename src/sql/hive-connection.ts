import type { HiveClient } from 'hive-driver';
import { messageOf, StreamkitError } from '../shared/errors.js';
import type { Address } from '../services/types.js';
import { hiveMessage } from './hive.js';

/** HIVE_CLI_SERVICE_PROTOCOL_V10 of TCLIService.thrift, that of Hive 3 and 4. */
const protocolV10 = 9;

export interface HiveConnection {
  session: Awaited<ReturnType<HiveClient['openSession']>>;
  /** What a call answers; rejects also when the connection breaks, of which the driver tells no call. */
  guard: <Answer>(call: Promise<Answer>) => Promise<Answer>;
  close: () => void;
}

/** What the driver's transport is built on; it declares none of its types. */
interface Socket {
  on: (event: string, listener: (error?: Error) => void) => void;
  destroy: () => void;
}

/** The driver's generated code, which it declares no types of. */
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
        suggestions: ['streamkit status'],
        cause: error,
      });
    });
    return {
      session,
      guard,
      close() {
        signal?.removeEventListener('abort', stop);
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
  // The driver's StatusError: the server's answer to a statement. It is no Error.
  if (typeof error === 'object' && error !== null && 'name' in error && error.name === 'Status Error') {
    const { message } = error as { message?: string };
    return new StreamkitError('USAGE', `Hive: ${hiveMessage(message ?? '')}`, { cause: error });
  }
  return new StreamkitError(
    'SERVICE_UNREACHABLE',
    `No HiveServer2 answers at ${host}:${port}: ${messageOf(error)}`,
    {
      service: 'hive',
      suggestions: ['streamkit up hive', 'streamkit status'],
      cause: error,
    },
  );
}
