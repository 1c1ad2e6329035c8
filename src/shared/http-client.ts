import type { Access } from './access.js';
import { accessTo } from './access.js';

export interface HttpRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/**
 * Like `fetch` without redirects, with the access that an address needs: its own certificate authority, a client certificate,
 * an Authorization header. @throws the system's and TLS's errors
 */
export async function httpFetch(url: string, request: HttpRequest): Promise<Response> {
  const access = await accessTo(url);
  const authorization = await access?.authorization?.();
  const headers = { ...request.headers, ...(authorization !== undefined && { authorization }) };
  if (!access?.tls) return fetch(url, { ...request, headers, redirect: 'error' });
  return secureFetch(url, access.tls, { ...request, headers });
}

/** Node's `fetch` accepts no certificates; its plain client does. */
async function secureFetch(
  url: string,
  options: NonNullable<Access['tls']>,
  { method = 'GET', headers = {}, body, signal }: HttpRequest,
): Promise<Response> {
  const { request } = await import('node:https');
  const { buffer } = await import('node:stream/consumers');
  return new Promise((resolve, reject) => {
    const sent = request(url, { ...options, method, headers, signal, agent: false }, (response) => {
      const { statusCode: status = 0, statusMessage: statusText = '' } = response;
      if (status >= 300 && status < 400) {
        response.destroy();
        reject(new Error(`${url} redirects to another address`));
        return;
      }
      const kept = Object.entries(response.headers).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, String(value)]],
      );
      buffer(response).then((content) => {
        const empty = [204, 205, 304].includes(status);
        resolve(new Response(empty ? null : new Uint8Array(content), { status, statusText, headers: kept }));
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
