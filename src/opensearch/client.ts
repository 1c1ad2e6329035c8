import { request } from 'node:http';
import { json } from 'node:stream/consumers';

/** One request to the REST API. @param body sent as JSON @returns the response's JSON @throws for another status than 2xx */
export async function openSearchCall(
  method: string,
  url: string,
  signal?: AbortSignal,
  body?: unknown,
): Promise<unknown> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    request(url, { method, headers, agent: false, ...(signal && { signal }) }, (response) => {
      const { statusCode = 0 } = response;
      json(response).then((answer) => {
        if (statusCode >= 200 && statusCode < 300) resolve(answer);
        else
          reject(new Error(`${method} ${url}: status ${statusCode} ${JSON.stringify(answer).slice(0, 200)}`));
      }, reject);
    })
      .on('error', reject)
      .end(text);
  });
}
