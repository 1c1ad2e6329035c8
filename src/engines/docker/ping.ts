import { readFile } from 'node:fs/promises';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import type { Candidate } from './daemon.js';
import { connect } from './connect.js';

const limitMs = 3000;

/** Resolves when a Docker API answers there. Without dockerode where that can be: loading it costs more than asking. */
export async function ping(candidate: Candidate): Promise<void> {
  const { protocol, host, pathname } = new URL(candidate.host);
  if (protocol === 'ssh:') {
    await (await connect(candidate)).ping();
    return;
  }
  const path = '/_ping';
  if (protocol !== 'tcp:') return ask(httpRequest, { socketPath: pathname, path });
  const [hostname = '', port] = host.split(':');
  const at = { hostname, port, path };
  if (candidate.certificates === undefined) return ask(httpRequest, at);
  return ask(httpsRequest, { ...at, ...(await readCertificates(candidate.certificates)) });
}

export async function readCertificates(folder: string): Promise<{ ca: Buffer; cert: Buffer; key: Buffer }> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map(async (name) => readFile(join(folder, name))),
  );
  if (!ca || !cert || !key) throw new Error(`${folder} has no certificates`);
  return { ca, cert, key };
}

async function ask(request: typeof httpRequest, options: RequestOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, timeout: limitMs }, (response) => {
      response.resume();
      if (response.statusCode === 200) resolve();
      else reject(new Error(`it answered with status ${response.statusCode ?? '?'}, as no Docker does`));
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${limitMs / 1000} s`)));
    asked.on('error', reject);
    asked.end();
  });
}
