import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { messageOf, systemCode } from '../../../shared/errors.js';

/** How a daemon is spoken to that wants TLS. */
export interface Tls {
  /** The folder with ca.pem, cert.pem and key.pem. */
  folder: string;
  /** Whether the daemon has to prove who it is. */
  verify: boolean;
}

/** As Node takes it. */
export interface TlsOptions {
  ca?: Buffer;
  cert?: Buffer;
  key?: Buffer;
  rejectUnauthorized: boolean;
}

/** A daemon that is there, but cannot be used like this. */
export class Unusable extends Error {
  constructor(
    message: string,
    readonly fix: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/**
 * Reads what there is, as the docker command does: a daemon may want no certificate of ours.
 * @throws Unusable for files that are not certificates or cannot be read
 */
export async function readTls({ folder, verify }: Tls): Promise<TlsOptions> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map(async (name) => readPart(join(folder, name))),
  );
  if (!ca && !cert && !key && verify)
    throw new Unusable(`${folder} has no ca.pem, cert.pem and key.pem`, certificatesFix);
  const options: TlsOptions = {
    ...(ca ? { ca } : {}),
    ...(cert && key ? { cert, key } : {}),
    rejectUnauthorized: verify,
  };
  try {
    createSecureContext(options);
  } catch (error) {
    throw new Unusable(
      `the certificates in ${folder} cannot be used: ${reasonOf(error)}`,
      certificatesFix,
      error,
    );
  }
  return options;
}

const certificatesFix =
  "DOCKER_CERT_PATH, or the context, has to have the daemon's ca.pem, and a cert.pem and key.pem from that authority";

async function readPart(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined;
    const why = systemCode(error) === 'EACCES' ? 'permission denied' : messageOf(error);
    throw new Unusable(`${path} cannot be read: ${why}`, certificatesFix, error);
  }
}

/** What a failed handshake means, in words; any other error as it is. Pure. */
export function tlsFailure(error: unknown, { folder }: Tls, own: TlsOptions): unknown {
  const code = systemCode(error) ?? '';
  const words = messageOf(error);
  const unusable = (message: string, fix = certificatesFix) => new Unusable(message, fix, error);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return unusable(
      `the daemon's certificate is for another name: ${words}`,
      'Use a name in DOCKER_HOST that the certificate has',
    );
  if (/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(code))
    return unusable(
      `the daemon's certificate is not valid now: ${words}`,
      "Renew the daemon's certificate, and look at this machine's clock",
    );
  if (/^((DEPTH_ZERO_)?SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|CERT_)/.test(code)) {
    const authority = own.ca ? `the authority in ${folder}/ca.pem` : 'an authority that this system knows';
    return unusable(`the daemon's certificate is not from ${authority} (${words})`);
  }
  // The daemon's end of the handshake says no more than that.
  if (/alert (bad|unknown|unsupported) (certificate|ca)|alert certificate|certificate required/i.test(words))
    return unusable(
      own.cert
        ? `the daemon does not accept the certificate in ${folder}`
        : `the daemon wants a certificate, and ${folder} has no cert.pem with its key.pem`,
    );
  if (/wrong version number|packet length too long|http request/i.test(words))
    return unusable(
      'no TLS is spoken there',
      'Unset DOCKER_TLS_VERIFY and DOCKER_TLS, or use the port on which the daemon speaks TLS',
    );
  return error;
}

/** OpenSSL's own words, without where in its sources they are from. */
function reasonOf(error: unknown): string {
  const { reason } = error as { reason?: unknown };
  return typeof reason === 'string' ? reason : messageOf(error);
}
