import type { Access } from './access.js';
import { accessTo } from './access.js';
import { interruption } from './interruption.js';

export interface HttpRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | FormData;
  /** For the whole answer, its body included. */
  timeoutMs: number;
  signal?: AbortSignal;
}

/**
 * Like `fetch` without redirects, with the access that an address needs: its own certificate authority, a client certificate,
 * an Authorization header. The answer is read to its end.
 * @throws the system's and TLS's errors; the signal's reason, or that of the command's interruption
 */
export async function httpFetch(
  url: string,
  { timeoutMs, signal, ...request }: HttpRequest,
): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => {
    stop.abort(new Error(`no answer within ${timeoutMs / 1000} s`));
  }, timeoutMs);
  const stops = [signal, interruption()].filter((one) => one !== undefined);
  const listeners = stops.map((by) => {
    const listener = () => {
      stop.abort(by.reason);
    };
    if (by.aborted) listener();
    else by.addEventListener('abort', listener, { once: true });
    return () => {
      by.removeEventListener('abort', listener);
    };
  });
  try {
    return await answered(url, request, stop.signal);
  } finally {
    clearTimeout(timer);
    for (const forget of listeners) forget();
  }
}

type Sent = Omit<HttpRequest, 'timeoutMs' | 'signal'>;

async function answered(url: string, request: Sent, signal: AbortSignal): Promise<Response> {
  const access = await accessTo(url);
  const authorization = await access?.authorization?.();
  const headers = { ...request.headers, ...(authorization !== undefined && { authorization }) };
  if (access?.tls) return secureFetch(url, access.tls, { ...request, headers }, signal);
  const response = await fetch(url, { ...request, headers, signal, redirect: 'error' });
  const { status, statusText } = response;
  const content = await response.arrayBuffer();
  return new Response(isEmpty(status) ? null : content, { status, statusText, headers: response.headers });
}

function isEmpty(status: number): boolean {
  return [204, 205, 304].includes(status);
}

/** Node's `fetch` accepts no certificates; its plain client does. */
async function secureFetch(
  url: string,
  options: NonNullable<Access['tls']>,
  { method = 'GET', headers = {}, body }: Sent,
  signal: AbortSignal,
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
        const whole = isEmpty(status) ? null : new Uint8Array(content);
        resolve(new Response(whole, { status, statusText, headers: kept }));
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
