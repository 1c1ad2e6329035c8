import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Refusal {
  status: 401 | 403 | 421;
  message: string;
}

/**
 * Whether a request may be answered at all; checked before anything else is read of it. A name that resolves to 127.0.0.1
 * (DNS rebinding) fails by its Host, a page of another origin by its Origin or Sec-Fetch-Site. Pure.
 * @returns undefined for a request that may pass
 */
export function refusalOf(
  request: { headers: IncomingHttpHeaders; path: string },
  port: number,
  token: string,
): Refusal | undefined {
  const { headers, path } = request;
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  const host = headers.host ?? '';
  if (!hosts.includes(host)) {
    return { status: 421, message: 'This server answers to 127.0.0.1, localhost and [::1] only.' };
  }
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, message: 'Requests of other origins are refused.' };
  }
  if (!needsToken(path)) return undefined;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') {
    return { status: 403, message: 'Requests of other sites are refused.' };
  }
  return bearerIs(headers.authorization, token)
    ? undefined
    : {
        status: 401,
        message: 'The token is missing or wrong: open the address that the console printed when it started.',
      };
}

/** The page itself holds no data; everything else does. */
export function needsToken(path: string): boolean {
  return path.startsWith('/api/') || path === '/metrics';
}

/** Compared as digests, so that neither the time nor the length tells anything. */
function bearerIs(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** On every answer. No Access-Control-Allow header, ever: no other origin reads anything. */
export const securityHeaders = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;
