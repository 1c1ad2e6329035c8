import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { messageOf, StreamkitError } from '../shared/errors.js';
import type { Store } from './types.js';

/** The certificates of a Java trust store as PEM; Node reads no store without a private key. */
export async function trustedCertificates(store: Store): Promise<string> {
  return keytool(store, ['-list', '-rfc'], {});
}

/**
 * A key store as PKCS #12 that Node reads, with its password. OpenSSL 3 reads none with the algorithms of JDK 8: keytool
 * converts those, like JKS.
 * @throws StreamkitError SIGN_IN_FAILED
 */
export async function keyStore(store: Store): Promise<{ pfx: Buffer; passphrase: string }> {
  if (store.type === 'PKCS12') {
    const passphrase = store.password ?? '';
    const pfx = await readForSignIn(store.file);
    const problem = whyUnusable({ pfx, passphrase });
    if (problem === undefined) return { pfx, passphrase };
    if (/mac verify failure/i.test(problem)) {
      throw new StreamkitError('SIGN_IN_FAILED', `The password does not open the key store ${store.file}.`);
    }
  }
  const folder = await mkdtemp(join(tmpdir(), 'streamkit-store-'));
  const target = join(folder, 'store.p12');
  const password = randomBytes(16).toString('hex');
  try {
    const into = [
      '-destkeystore',
      target,
      '-deststoretype',
      'PKCS12',
      '-deststorepass:env',
      'TARGET_PASSWORD',
    ];
    await keytool(store, ['-importkeystore', '-noprompt', ...into], { TARGET_PASSWORD: password });
    return { pfx: await readFile(target), passphrase: password };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws StreamkitError SIGN_IN_FAILED for a file that cannot be read */
export async function readForSignIn(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw new StreamkitError('SIGN_IN_FAILED', `Cannot read ${file}: ${messageOf(error)}.`, { cause: error });
  });
}

/** @throws StreamkitError SIGN_IN_FAILED for a private key that its password does not open, or of another certificate */
export function requireUsable(key: SecureContextOptions, name: string): void {
  const problem = whyUnusable(key);
  if (problem === undefined) return;
  const why = /bad decrypt|password/i.test(problem)
    ? 'its password is wrong or missing'
    : /key values mismatch/i.test(problem)
      ? 'the certificate is for another key'
      : problem;
  throw new StreamkitError('SIGN_IN_FAILED', `Cannot use the private key ${name}: ${why}.`);
}

/** OpenSSL's reason, or undefined. */
function whyUnusable(options: SecureContextOptions): string | undefined {
  try {
    createSecureContext(options);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** The JDK's tool. Passwords are passed in its environment: other users see command lines. */
async function keytool(
  { file, type, password }: Store,
  args: string[],
  environment: Record<string, string>,
): Promise<string> {
  const { execa } = await import('execa');
  const home = process.env['JAVA_HOME'];
  const program = home === undefined ? 'keytool' : join(home, 'bin', 'keytool');
  const isImport = args[0] === '-importkeystore';
  const source = isImport
    ? ['-srckeystore', file, '-srcstoretype', type, '-srcstorepass:env', 'STORE_PASSWORD']
    : [
        '-keystore',
        file,
        '-storetype',
        type,
        ...(password === undefined ? [] : ['-storepass:env', 'STORE_PASSWORD']),
      ];
  const { exitCode, stdout, stderr, code } = await execa(program, [...args, ...source], {
    reject: false,
    stdin: 'ignore',
    env: { ...environment, STORE_PASSWORD: password ?? '', LC_ALL: 'C' },
  });
  if (exitCode === 0) return stdout;
  if (code === 'ENOENT') {
    throw new StreamkitError('JAVA_MISSING', `Reading ${file} needs keytool of a JDK, which was not found.`, {
      suggestions: ['Install a JDK or set JAVA_HOME.'],
    });
  }
  const why = (stdout + stderr).split('\n').find((line) => line.includes('rror')) ?? 'keytool failed';
  throw new StreamkitError('SIGN_IN_FAILED', `Cannot read the ${type} store ${file}: ${why.trim()}.`, {});
}
