import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Address } from '../services/types.js';

/** ZooKeeper's `srvr` answers `Mode: standalone` once it serves; before that `This ZooKeeper instance is not …`. */
export async function probeZookeeper(address: Address, signal: AbortSignal): Promise<void> {
  const answer = await ask(address, 'srvr', signal);
  if (!answer.includes('Mode: ')) throw new Error(`it answered: ${answer.split('\n')[0] ?? ''}`);
}

/** `leader`, `follower` or `standalone`. @throws when the server does not serve */
export async function zookeeperMode(address: Address, signal: AbortSignal): Promise<string> {
  const [, mode] = /^Mode: (\w+)/m.exec(await ask(address, 'srvr', signal)) ?? [];
  if (mode === undefined) throw new Error('it does not serve');
  return mode;
}

/**
 * By Node's plain client: `fetch` takes longer to load than the rest of `status`.
 * @param caFile PEM file of the certificate authority of an https service
 */
export async function probeHttp(url: string, signal: AbortSignal, caFile?: string): Promise<void> {
  const { get } = caFile === undefined ? await import('node:http') : await import('node:https');
  const trust = caFile === undefined ? {} : { ca: await readFile(caFile) };
  const status = await new Promise<number>((resolve, reject) => {
    get(url, { signal, agent: false, ...trust }, (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
  if (status < 200 || status > 299) throw new Error(`${url} answered ${status}`);
}

/** The JSON of an HTTP answer, by Node's plain client. @throws for another status than 2xx, or another content than JSON */
export async function getJson(url: string, signal: AbortSignal): Promise<unknown> {
  const { get } = await import('node:http');
  const { json } = await import('node:stream/consumers');
  return new Promise((resolve, reject) => {
    get(url, { signal, agent: false }, (response) => {
      const { statusCode = 0 } = response;
      if (statusCode >= 200 && statusCode <= 299) {
        json(response).then(resolve, reject);
        return;
      }
      response.destroy();
      reject(new Error(`${url} answered ${statusCode}`));
    }).on('error', reject);
  });
}

/** Sends one line over TCP and returns all that comes back until the other side closes. */
async function ask({ host, port }: Address, text: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ host, port, signal });
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write(text));
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(answer);
    });
  });
}
