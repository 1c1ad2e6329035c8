import { expect, test } from 'vitest';
import { signed } from '../../../src/s3/sign.js';

const account = { id: 'streamkit', secret: 'secret', region: 'us-east-1' };
const time = new Date('2026-01-31T12:00:00.500Z');
const sign = (url: string, secret = account.secret) =>
  signed({ method: 'GET', url: new URL(url, 'http://127.0.0.1:9000'), time }, { ...account, secret });

test('a signature names the account, the day and the signed headers', () => {
  expect(sign('/')).toMatchObject({ host: '127.0.0.1:9000', 'x-amz-date': '20260131T120000Z' });
  expect(sign('/')['authorization']).toMatch(
    /^AWS4-HMAC-SHA256 Credential=streamkit\/20260131\/us-east-1\/s3\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
  );
});

test('it does not depend on the order of the query, and does on path, query and password', () => {
  const signatureOf = (...args: Parameters<typeof sign>) => sign(...args)['authorization'];
  expect(signatureOf('/b?a=1&c=2')).toBe(signatureOf('/b?c=2&a=1'));
  const all = [
    signatureOf('/b'),
    signatureOf('/c'),
    signatureOf('/b?a=1'),
    signatureOf('/b?a=2'),
    signatureOf('/b', 'other'),
  ];
  expect(new Set(all).size).toBe(5);
});
