import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { readIfThere } from '../../src/shared/files.js';

/** Folders with ca.pem, cert.pem and key.pem, as DOCKER_CERT_PATH takes them, but for what their names say. */
export interface ClientFolders {
  fitting: string;
  /** Its ca.pem is another authority's than the daemon's. */
  otherAuthority: string;
  /** Its cert.pem is from an authority that the daemon does not know. */
  stranger: string;
  /** It has a ca.pem only. */
  bare: string;
}

export function clientFolders(folder: string): ClientFolders {
  const at = (name: string) => join(folder, 'tls', name);
  return {
    fitting: at('fitting'),
    otherAuthority: at('other-authority'),
    stranger: at('stranger'),
    bare: at('bare'),
  };
}

/** Makes certificates for a daemon with --tlsverify and for its clients. */
export async function makeCertificates(folder: string): Promise<void> {
  const { fitting, otherAuthority, stranger, bare } = clientFolders(folder);
  const tls = join(folder, 'tls');
  for (const path of [tls, fitting, stranger, bare]) await mkdir(path);
  await certificate(join(tls, 'ca'), 'authority');
  await certificate(join(tls, 'other-ca'), 'other authority');
  const by = (name: string) => ['-CA', join(tls, `${name}.pem`), '-CAkey', join(tls, `${name}-key.pem`)];
  const server = ['-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'extendedKeyUsage=serverAuth'];
  await certificate(join(tls, 'server'), 'daemon', [...by('ca'), ...server]);
  const client = ['-addext', 'extendedKeyUsage=clientAuth'];
  for (const [path, name] of [
    [fitting, 'ca'],
    [stranger, 'other-ca'],
  ] as const) {
    await certificate(join(path, 'cert'), 'client', [...by(name), ...client], join(path, 'key'));
    await cp(join(tls, 'ca.pem'), join(path, 'ca.pem'));
  }
  await cp(join(tls, 'ca.pem'), join(bare, 'ca.pem'));
  await cp(fitting, otherAuthority, { recursive: true });
  await cp(join(tls, 'other-ca.pem'), join(otherAuthority, 'ca.pem'));
}

async function certificate(path: string, name: string, more: string[] = [], key = `${path}-key`) {
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const files = ['-keyout', `${key}.pem`, '-out', `${path}.pem`];
  await execa('openssl', ['req', '-x509', ...kind, '-subj', `/CN=${name}`, ...files, ...more]);
}

/** What a daemon is started with that has certificates in its folder; nothing for another one. */
export async function tlsOptions(folder: string): Promise<string[]> {
  const at = (name: string) => join(folder, 'tls', name);
  const host = await readIfThere(at('host'));
  if (host === undefined) return [];
  const files = [`--tlscacert=${at('ca.pem')}`, `--tlscert=${at('server.pem')}`];
  return ['--host', host, '--tlsverify', ...files, `--tlskey=${at('server-key.pem')}`];
}
