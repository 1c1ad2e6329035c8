import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { signed } from '../../src/s3/sign.js';

/** A request of an S3 client. @returns status and body */
export async function s3Request(
  method: string,
  url: URL,
  secret: string,
  body = '',
): Promise<[number, string]> {
  const account = { id: 'streamkit', secret, region: 'us-east-1' };
  const headers = { ...signed({ method, url, time: new Date() }, account), 'content-length': body.length };
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      text(response).then((answer) => {
        resolve([response.statusCode ?? 0, answer]);
      }, reject);
    })
      .on('error', reject)
      .end(body);
  });
}
