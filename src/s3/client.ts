import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { signed, type S3Account } from './sign.js';

/** One bucket of an S3 server, addressed by path. Errors name what was asked and the server's answer. */
export interface S3Bucket {
  /** The keys of all objects, sorted; at most 1000. */
  keys: () => Promise<string[]>;
  read: (key: string) => Promise<string>;
  /** Deletes its objects, and the bucket. */
  remove: () => Promise<void>;
}

export function s3Bucket(endpoint: string, account: S3Account, name: string, signal?: AbortSignal): S3Bucket {
  const call = async (method: string, key = '', query = '') => {
    const path = [name, ...key.split('/')].map(encodeURIComponent).join('/');
    return s3Call({ method, url: new URL(`/${path}${query}`, endpoint), account, signal });
  };
  const keys = async () => {
    const listing = await call('GET', '', '?list-type=2');
    return [...listing.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => unescaped(key)).sort();
  };
  return {
    keys,
    read: async (key) => call('GET', key),
    async remove() {
      for (const key of await keys()) await call('DELETE', key);
      await call('DELETE');
    },
  };
}

interface S3Call {
  method: string;
  url: URL;
  account: S3Account;
  signal?: AbortSignal | undefined;
}

async function s3Call({ method, url, account, signal }: S3Call): Promise<string> {
  const headers = { ...signed({ method, url, time: new Date() }, account), 'content-length': 0 };
  const { status, body } = await new Promise<{ status: number; body: string }>((resolve, reject) => {
    request(url, { method, headers, ...(signal && { signal }), agent: false }, (response) => {
      text(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, body });
      }, reject);
    })
      .on('error', reject)
      .end();
  });
  if (status >= 200 && status < 300) return body;
  throw new Error(
    `${method} ${url.pathname}: status ${status} ${/<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? ''}`,
  );
}

function unescaped(xml: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return xml.replace(/&(lt|gt|quot|apos|amp);/g, (all, name: string) => entities[name] ?? all);
}
