import { chmod, mkdir } from 'node:fs/promises';
import { isThere, writeWhole } from '../../shared/files.js';
import { catalogue } from '../../services/catalogue.js';
import { instanceNames } from '../../services/instances.js';
import { propertiesFile } from '../../services/settings/properties.js';
import {
  clientPropertiesFile,
  kafkaClientSettings,
  type StackSecurity,
} from '../../services/settings/security.js';

/** client.properties of an ordinary user and of the super user, for Kafka's tools and for programs. Addresses may change. */
export async function writeClientProperties(security: StackSecurity, brokers: string): Promise<void> {
  for (const [name, who] of [
    ['client', security.app],
    ['admin', security.admin],
  ] as const) {
    const text = propertiesFile({ 'bootstrap.servers': brokers, ...kafkaClientSettings(security, who) });
    await writeWhole(clientPropertiesFile(security, name), text, 0o600);
  }
}

/** This machine's, and those of the containers of all instances that a stack may have. Pure. */
export function certificateNames(): string[] {
  const secured = catalogue('kraft').filter((service) => service.secured);
  return ['localhost', ...secured.flatMap(({ name, scalable }) => instanceNames(name, scalable?.max ?? 1))];
}

/**
 * Creates the certificate authority of a secured stack and the certificate of its services, unless they exist. The
 * authority's key is not kept: nobody else can sign with it.
 */
export async function writeSecurity(security: StackSecurity): Promise<void> {
  // Written last: an interrupted creation is repeated as a whole.
  if (await isThere(security.serverStore)) return;
  const { createCertificates } = await import('./create-certificates.js');
  const { authority, certificate, key } = await createCertificates({ names: certificateNames() });
  await mkdir(security.folder, { recursive: true, mode: 0o700 });
  await chmod(security.folder, 0o700);
  await writeWhole(security.caFile, authority, 0o600);
  await writeWhole(security.certificateFile, certificate, 0o600);
  await writeWhole(security.keyFile, key, 0o600);
  const { keyStore, trustStore } = await import('./pkcs12.js');
  await writeWhole(
    security.keyStore,
    keyStore(key, [certificate, authority], security.keyStorePassword),
    0o600,
  );
  // The public authorities of Node are Mozilla's.
  const { rootCertificates } = await import('node:tls');
  await writeWhole(security.trustStore, trustStore([authority, ...rootCertificates]), 0o600);
  await writeWhole(security.serverStore, key + certificate + authority, 0o600);
}
