// The library below needs it to be loaded first.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const dayMs = 24 * 3_600_000;
const tenYearsMs = 3650 * dayMs;

export interface CertificateOptions {
  /** DNS names and IP addresses that clients use for a service. */
  names?: string[];
  addresses?: string[];
  /** Milliseconds from now; negative for an expired certificate. */
  validFor?: number;
}

export interface Certificates {
  authority: string;
  certificate: string;
  /** PKCS #8. */
  key: string;
}

/** A certificate authority, and a certificate of it for the services of a stack. The authority's key is not returned. */
export async function createCertificates({
  names = ['localhost'],
  addresses = ['127.0.0.1', '::1'],
  validFor = tenYearsMs,
}: CertificateOptions = {}): Promise<Certificates> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const generate = async () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const [signer, server] = await Promise.all([generate(), generate()]);
  // Clocks of containers and virtual machines may be late.
  const notBefore = new Date(Date.now() - dayMs);
  const notAfter = new Date(Date.now() + validFor);
  const common = { notBefore, notAfter, signingAlgorithm: algorithm };
  const authorityKey = await x509.SubjectKeyIdentifierExtension.create(signer.publicKey);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...common,
    serialNumber: serialNumber(),
    // A name of its own: Java finds authorities by name, and whoever uses two stacks trusts both.
    name: `CN=streamkit development CA ${authorityKey.keyId.slice(0, 12)}`,
    keys: signer,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      authorityKey,
    ],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    ...common,
    serialNumber: serialNumber(),
    subject: 'CN=streamkit',
    issuer: authority.subject,
    publicKey: server.publicKey,
    signingKey: signer.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      await x509.SubjectKeyIdentifierExtension.create(server.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(signer.publicKey),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([
        x509.ExtendedKeyUsage.serverAuth,
        x509.ExtendedKeyUsage.clientAuth,
      ]),
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        ...addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
    ],
  });
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', server.privateKey));
  return {
    authority: `${authority.toString('pem')}\n`,
    certificate: `${certificate.toString('pem')}\n`,
    key: `-----BEGIN PRIVATE KEY-----\n${(key.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----\n`,
  };
}

/** Positive, as certificates require. */
function serialNumber(): string {
  return `01${randomBytes(15).toString('hex')}`;
}
