import { createPrivateKey } from 'node:crypto';

/** Object identifiers, encoded. */
const oid = {
  data: '2a864886f70d010701',
  shroudedKeyBag: '2a864886f70d010c0a0102',
  certificateBag: '2a864886f70d010c0a0103',
  x509Certificate: '2a864886f70d01091601',
  localKeyId: '2a864886f70d010915',
  /** Java's: without it, Java does not trust a certificate of a store. Its value stands for every use. */
  trustedKeyUsage: '6086480186f966adca7b0101',
  anyExtendedKeyUsage: '551d2500',
};

/**
 * A key with its certificate and the certificate's authority as PKCS #12 (RFC 7292), which Java's HTTP servers read.
 * @param key PEM (PKCS #8) @param certificates PEM, the key's own first
 */
export function keyStore(key: string, certificates: string[], password: string): Buffer {
  const id = [attribute(oid.localKeyId, octets(Buffer.from([1])))];
  const encrypted = createPrivateKey(key).export({
    type: 'pkcs8',
    format: 'der',
    cipher: 'aes-256-cbc',
    passphrase: password,
  });
  return store([
    bag(oid.shroudedKeyBag, encrypted, id),
    ...certificates.map((one, index) => certificateBag(one, index === 0 ? id : [])),
  ]);
}

/** Authorities that a Java program trusts. It has nothing to hide: it is read without a password. @param certificates PEM */
export function trustStore(certificates: string[]): Buffer {
  const trusted = [attribute(oid.trustedKeyUsage, identifier(oid.anyExtendedKeyUsage))];
  return store(certificates.map((one) => certificateBag(one, trusted)));
}

/** Without a code that proves its integrity, which readers do not insist on. */
function store(bags: Buffer[]): Buffer {
  const contents = sequence(content(sequence(...bags)));
  return sequence(tagged(0x02, Buffer.from([3])), content(contents));
}

function content(data: Buffer): Buffer {
  return sequence(identifier(oid.data), explicit(octets(data)));
}

function certificateBag(pem: string, attributes: Buffer[]): Buffer {
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
  const value = sequence(identifier(oid.x509Certificate), explicit(octets(der)));
  return bag(oid.certificateBag, value, attributes);
}

function bag(type: string, value: Buffer, attributes: Buffer[]): Buffer {
  const set = attributes.length === 0 ? [] : [tagged(0x31, ...attributes)];
  return sequence(identifier(type), explicit(value), ...set);
}

function attribute(type: string, value: Buffer): Buffer {
  return sequence(identifier(type), tagged(0x31, value));
}

const identifier = (hex: string) => tagged(0x06, Buffer.from(hex, 'hex'));
const octets = (bytes: Buffer) => tagged(0x04, bytes);
const sequence = (...parts: Buffer[]) => tagged(0x30, ...parts);
const explicit = (value: Buffer) => tagged(0xa0, value);

/** An ASN.1 value in DER: tag, length, content. */
function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  if (value.length < 0x80) return Buffer.concat([Buffer.from([tag, value.length]), value]);
  const hex = value.length.toString(16);
  const length = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, value]);
}
