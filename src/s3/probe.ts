import { get } from 'node:http';
import { signed, type S3Account } from './sign.js';

/** An S3 server is ready when it lists the buckets of this stack's account; another stack's has another password. */
export async function probeS3(endpoint: string, account: S3Account, signal: AbortSignal): Promise<void> {
  const url = new URL('/', endpoint);
  const headers = signed({ method: 'GET', url, time: new Date() }, account);
  const status = await new Promise<number>((resolve, reject) => {
    get(url, { signal, agent: false, headers }, (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
  if (status !== 200) throw new Error(`${endpoint} answered ${status}`);
}
