import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { onPath } from '../../../../src/engines/local/library/installed.js';
import { createCertificates } from '../../../../src/stack/security/create-certificates.js';
import { keyStore, trustStore } from '../../../../src/stack/security/pkcs12.js';

const dir = await mkdtemp(join(tmpdir(), 'streamkit-stores-'));
afterAll(async () => rm(dir, { recursive: true }));

const list = async (name: string, store: Buffer, password: string) => {
  const file = join(dir, name);
  await writeFile(file, store);
  const flags = ['-list', '-v', '-storetype', 'PKCS12', '-keystore', file];
  return (await execa('keytool', flags, { input: `${password}\n`, all: true })).all;
};

test.runIf((await onPath(['keytool'])) !== undefined)(
  'Java reads the key and trusts the authorities',
  async () => {
    const { key, certificate, authority } = await createCertificates({ names: ['kafka', 'kafka-2'] });
    const keys = await list('keys', keyStore(key, [certificate, authority], 'secret'), 'secret');
    expect(keys).toContain('Entry type: PrivateKeyEntry');
    expect(keys).toContain('Certificate chain length: 2');
    expect(keys).toContain('DNSName: kafka-2');
    const other = await createCertificates();
    const trusted = await list('trusted', trustStore([authority, other.authority]), '');
    expect(trusted.match(/Entry type: trustedCertEntry/g)).toHaveLength(2);
  },
);
