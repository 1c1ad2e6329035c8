import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { accessTo, type Access } from '../../shared/access.js';
import { messageOf, systemCode } from '../../shared/errors.js';
import { exchangeOver } from './exchange.js';

/** One step of connecting to a broker. */
export interface SignInStep {
  broker: string;
  step: 'name resolution' | 'TCP' | 'TLS' | 'SASL' | 'Kafka';
  ok: boolean;
  /** What was found, or why it failed. */
  message: string;
}

const limitMs = 10_000;

/**
 * Connects to each broker step by step, until a step fails. What the credentials themselves are worth is not tried here.
 * @param brokers comma-separated
 */
export async function signInSteps(brokers: string): Promise<SignInStep[]> {
  const access = (await accessTo(brokers)) ?? {};
  const all: SignInStep[] = [];
  for (const broker of brokers.split(',')) all.push(...(await stepsOf(broker, access)));
  return all;
}

async function stepsOf(broker: string, { tls, sasl }: Access): Promise<SignInStep[]> {
  const [, host = '', digits = '9092'] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(broker) ?? [];
  const port = Number(digits);
  const steps: SignInStep[] = [];
  let socket: Socket | undefined;
  const attempt = async (step: SignInStep['step'], work: () => Promise<string>): Promise<void> => {
    try {
      steps.push({ broker, step, ok: true, message: await work() });
    } catch (error) {
      steps.push({ broker, step, ok: false, message: messageOf(error) });
      throw error;
    }
  };
  try {
    await attempt('name resolution', async () => resolved(host));
    await attempt('TCP', async () => {
      socket = await opened(connect({ host, port, timeout: limitMs }), 'connect');
      return `connected to ${socket.remoteAddress ?? host} port ${port}`;
    });
    if (tls) {
      await attempt('TLS', async () => {
        const secured = await handshake(socket, host, tls);
        socket = secured;
        return verifiedCertificate(secured, host, tls);
      });
    }
    if (sasl) {
      await attempt('SASL', async () => offered(socket, sasl.mechanism, tls !== undefined));
    }
  } catch {
    // The step that failed is the result.
  } finally {
    socket?.destroy();
  }
  return steps;
}

async function resolved(host: string): Promise<string> {
  if (isIP(host) !== 0) return `${host} is an address`;
  try {
    const found = await lookup(host, { all: true });
    return `${host} is ${found.map(({ address }) => address).join(', ')}`;
  } catch (error) {
    throw new Error(`the name ${host} cannot be resolved (${systemCode(error) ?? messageOf(error)})`, {
      cause: error,
    });
  }
}

async function opened<Kind extends Socket>(socket: Kind, event: 'connect' | 'secureConnect'): Promise<Kind> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket
      .once(event, () => {
        resolve(socket);
      })
      .once('timeout', () => {
        fail(new Error(`no response within ${limitMs / 1000} s`));
      })
      .once('close', () => {
        reject(new Error('the server closed the connection'));
      })
      .on('error', fail);
  });
}

/** Without verification, so that the certificate can be looked at. */
async function handshake(
  socket: Socket | undefined,
  host: string,
  tls: ConnectionOptions,
): Promise<TLSSocket> {
  if (!socket) throw new Error('not connected');
  const servername = isIP(host) === 0 ? { servername: host } : {};
  try {
    return await opened(
      connectTls({ ...servername, ...tls, socket, rejectUnauthorized: false }),
      'secureConnect',
    );
  } catch (error) {
    const foreign = ['ERR_SSL_WRONG_VERSION_NUMBER', 'ECONNRESET', 'EPROTO'].includes(
      systemCode(error) ?? '',
    );
    if (foreign) throw new Error('the listener does not speak TLS', { cause: error });
    throw error;
  }
}

const reasons: Record<string, string> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed and not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate authority is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate authority is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate authority is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate authority is not trusted',
  CERT_SIGNATURE_FAILURE: 'it was not signed by the trusted certificate authority of this name',
  CERT_REVOKED: 'it was revoked',
};

/** @throws Error that names the certificate and says why it is refused */
export function verifiedCertificate(socket: TLSSocket, host: string, tls: ConnectionOptions): string {
  const certificate = socket.getPeerCertificate();
  const names = (one: { CN?: string | string[]; O?: string | string[] } | undefined) =>
    String(one?.CN ?? one?.O ?? 'unknown');
  const what = `certificate ${names(certificate.subject)} (issued by ${names(certificate.issuer)}, valid until ${certificate.valid_to})`;
  if (tls.rejectUnauthorized === false) return `${what}, not verified`;
  if (!socket.authorized) {
    const code = String(socket.authorizationError);
    // A name that does not fit is reported here as well.
    const why = reasons[code] ?? (code.startsWith('ERR_TLS_CERT_ALTNAME') ? undefined : code);
    if (why !== undefined) throw new Error(`${what} is refused: ${why}`);
  }
  const mismatch = (tls.checkServerIdentity ?? checkServerIdentity)(host, certificate);
  if (mismatch)
    throw new Error(
      `${what} is refused: it is not for ${host}, but for ${certificate.subjectaltname ?? 'no name'}`,
    );
  return what;
}

/** Asks the broker for a mechanism. @throws Error with the mechanisms that it offers */
async function offered(socket: Socket | undefined, mechanism: string, secured: boolean): Promise<string> {
  if (!socket) throw new Error('not connected');
  const { default: request } = await import('kafkajs/src/protocol/requests/saslHandshake/v1/request.js');
  const { default: response } = await import('kafkajs/src/protocol/requests/saslHandshake/v1/response.js');
  const name = mechanism.toUpperCase();
  let body: Buffer;
  try {
    body = await exchangeOver(socket, request({ mechanism: name }));
  } catch (error) {
    const hint = secured ? '' : '; it may expect TLS';
    throw new Error(`the broker did not answer (${messageOf(error)})${hint}`, { cause: error });
  }
  const { enabledMechanisms } = await response.decode(body);
  if (enabledMechanisms.includes(name)) return `the broker offers ${enabledMechanisms.join(', ')}`;
  throw new Error(
    `the broker does not offer ${name}; it offers ${enabledMechanisms.join(', ') || 'nothing'}`,
  );
}
