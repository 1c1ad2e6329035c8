import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenEndpoint {
  url: string;
  /** The public key, for brokers. */
  keysUrl: string;
  close: () => void;
}

/** An OAuth token endpoint for client credentials (RFC 6749, section 4.4): tokens whose subject is the client. */
export async function startTokenEndpoint(clientId: string, secret: string): Promise<TokenEndpoint> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const token = () => {
    const now = Math.floor(Date.now() / 1000);
    const body = { sub: clientId, scope: 'kafka', iat: now, exp: now + 600 };
    const signed = `${encode({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${encode(body)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
  };
  const login = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
  const server = createServer(({ url, headers }, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url === '/keys')
      answer(200, {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
      });
    else if (headers.authorization !== login) answer(401, { error: 'invalid_client' });
    else answer(200, { access_token: token(), token_type: 'Bearer', expires_in: 600 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `${origin}/token`, keysUrl: `${origin}/keys`, close: () => server.close() };
}
