import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/** An answer with another status than 2xx. */
export class HBaseRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * One request to the REST API of HBase. @param body sent as JSON
 * @returns the response's JSON; undefined where it has none
 * @throws HBaseRefusal, network errors
 */
export async function callHBase(
  method: string,
  url: string,
  signal?: AbortSignal,
  body?: unknown,
): Promise<unknown> {
  const sent = body === undefined ? '' : JSON.stringify(body);
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(sent),
  };
  return new Promise((resolve, reject) => {
    request(url, { method, headers, agent: false, ...(signal && { signal }) }, (response) => {
      const { statusCode = 0 } = response;
      text(response).then((answer) => {
        if (statusCode < 200 || statusCode > 299) reject(new HBaseRefusal(statusCode, answer));
        else resolve(answer === '' ? undefined : (JSON.parse(answer) as unknown));
      }, reject);
    })
      .on('error', reject)
      .end(sent);
  });
}

/** The path of a request; names can have any characters. */
export function hbasePath(...parts: string[]): string {
  return parts.map((part) => `/${encodeURIComponent(part)}`).join('');
}
