import * as z from 'zod/mini';
import { messageOf, StreamkitError } from '../shared/errors.js';
import { httpFetch } from '../shared/http-client.js';
import { secretValue } from './secret.js';
import type { ClusterSasl } from './types.js';

type ClientCredentials = Extract<ClusterSasl, { tokenUrl: string }>;

const answer = z.object({ access_token: z.string(), expires_in: z.optional(z.number()) });
/** Renewed this long before it expires. */
const earlyMs = 30_000;

/** Tokens for client credentials (RFC 6749, section 4.4); one is used until it is about to expire. */
export function tokenSource(credentials: ClientCredentials): () => Promise<string> {
  let known: { token: string; until: number } | undefined;
  return async () => {
    if (known && known.until > Date.now()) return known.token;
    const { access_token: token, expires_in: seconds = 60 } = await requestToken(credentials);
    known = { token, until: Date.now() + seconds * 1000 - earlyMs };
    return token;
  };
}

async function requestToken({ tokenUrl, clientId, clientSecret, scope }: ClientCredentials) {
  const secret = await secretValue(clientSecret, `the secret of client ${clientId}`);
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString(
    'base64',
  );
  let response: Response;
  try {
    response = await httpFetch(tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        ...(scope !== undefined && { scope }),
      }).toString(),
      timeoutMs: 15_000,
    });
  } catch (error) {
    if (error instanceof StreamkitError) throw error;
    throw refused(tokenUrl, messageOf(error instanceof Error && error.cause ? error.cause : error), error);
  }
  if (!response.ok) throw refused(tokenUrl, `status ${response.status}`, undefined);
  const read = answer.safeParse(await response.json().catch(() => undefined));
  if (!read.success) throw refused(tokenUrl, 'the response contains no access_token', read.error);
  return read.data;
}

function refused(url: string, why: string, cause: unknown): StreamkitError {
  return new StreamkitError('SIGN_IN_FAILED', `Token endpoint ${url}: no token: ${why}.`, { cause });
}
