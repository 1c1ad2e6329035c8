import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCertificates } from '../../../../src/stack/security/create-certificates.js';

test('two stacks have two authorities, which a client that trusts both can tell apart by name', async () => {
  const [one, other] = await Promise.all([createCertificates(), createCertificates()]);
  const issuers = [one, other].map(({ authority }) => new X509Certificate(authority));
  const certificate = new X509Certificate(one.certificate);
  expect(issuers.map((issuer) => certificate.checkIssued(issuer))).toEqual([true, false]);
  expect(issuers[0]?.subject).not.toBe(issuers[1]?.subject);
});
