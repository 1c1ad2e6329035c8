import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { elsewhere, isHere } from './elsewhere.js';
import { defaultPort, placeOf } from './place.js';
import { readTls, tlsFailure, Unusable, type Tls } from './tls.js';

/** A place where a daemon may listen, and who says so. */
export interface Candidate {
  /** `DOCKER_HOST`, `context colima`, or the usual place it is. */
  source: string;
  /** `unix:///…`, `tcp://…`, `npipe://…`; or `ssh://…`, which is refused. */
  host: string;
  /** Where the daemon wants TLS. */
  tls?: Tls;
}

const limitMs = 3000;

/**
 * Resolves when a Docker API answers there. Without dockerode: loading it costs more than asking.
 * @throws Unusable where a daemon is, but wants to be spoken to in another way, or is another machine's
 */
export async function ping({ host, tls }: Candidate): Promise<void> {
  const place = placeOf(host);
  if (!place)
    throw new Unusable(
      `${host} is not the address of a daemon`,
      'Addresses look like unix:///PATH or tcp://HOST:PORT',
    );
  const path = '/_ping';
  if (place.kind === 'socket') return ask(httpRequest, { socketPath: place.path, path });
  // Nobody goes through SSH to a daemon of this machine.
  if (place.kind === 'ssh' || !(await isHere(place.hostname))) throw elsewhere();
  const at = { hostname: place.hostname, port: place.port ?? defaultPort(tls), path };
  if (tls === undefined) return ask(httpRequest, at);
  const own = await readTls(tls);
  try {
    await ask(httpsRequest, { ...at, ...own });
  } catch (error) {
    throw tlsFailure(error, tls, own);
  }
}

async function ask(request: typeof httpRequest, options: RequestOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, timeout: limitMs }, (response) => {
      text(response).then((answer) => {
        if (response.statusCode === 200) resolve();
        else reject(refusal(response.statusCode, answer));
      }, reject);
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${limitMs / 1000} s`)));
    asked.on('error', reject);
    asked.end();
  });
}

function refusal(status: number | undefined, answer: string): Error {
  if (status === 400 && answer.includes('HTTPS server'))
    return new Unusable(
      'TLS is spoken there',
      'Set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem',
    );
  return new Error(`it answered with status ${status ?? '?'}, as no Docker does`);
}
