import { createHash, createHmac } from 'node:crypto';

export interface S3Account {
  id: string;
  secret: string;
  region: string;
}

export interface S3Request {
  method: string;
  url: URL;
  time: Date;
}

const signedHeaders = 'host;x-amz-content-sha256;x-amz-date';
/** On loopback there is no need to read a body twice to sign it. */
const payload = 'UNSIGNED-PAYLOAD';

/**
 * The headers of a request to S3, signed with version 4 of Amazon's signatures. Pure.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function signed({ method, url, time }: S3Request, account: S3Account): Record<string, string> {
  const stamp = time.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = stamp.slice(0, 8);
  const headers = { host: url.host, 'x-amz-content-sha256': payload, 'x-amz-date': stamp };
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = [method, url.pathname, query(url), lines.join(''), signedHeaders, payload].join('\n');
  const scope = `${day}/${account.region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', stamp, scope, hex(canonical)].join('\n');
  const key = [day, account.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (above, part) => hmac(above, part),
    `AWS4${account.secret}`,
  );
  const signature = createHmac('sha256', key).update(text).digest('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${account.id}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  };
}

/** Sorted by name, and encoded as RFC 3986 says. */
function query({ searchParams }: URL): string {
  const encoded = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return [...searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
}

function hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
