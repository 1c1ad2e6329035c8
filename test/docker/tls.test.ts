import { createHash } from 'node:crypto';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { clientFolders } from './certificates.js';
import { docker, dockerHome } from './docker-home.js';

const { folder = '', tlsHost = '' } = docker;

/** The daemon of the machine has no such port. */
describe.skipIf(tlsHost === '')('a daemon that wants TLS', async () => {
  const home = await dockerHome();
  const clients = clientFolders(folder);
  const env = (certificates: string) => ({
    DOCKER_HOST: tlsHost,
    DOCKER_TLS_VERIFY: '1',
    DOCKER_CERT_PATH: certificates,
  });
  const context = { DOCKER_HOST: '', DOCKER_CONFIG: join(home.dir, 'docker') };

  beforeAll(async () => {
    const id = createHash('sha256').update('walled').digest('hex');
    const meta = join(context.DOCKER_CONFIG, 'contexts/meta', id);
    await mkdir(meta, { recursive: true });
    const endpoint = { Host: tlsHost, SkipTLSVerify: false };
    await writeFile(
      join(meta, 'meta.json'),
      JSON.stringify({ Name: 'walled', Endpoints: { docker: endpoint } }),
    );
    await writeFile(join(context.DOCKER_CONFIG, 'config.json'), JSON.stringify({ currentContext: 'walled' }));
    await cp(clients.fitting, join(context.DOCKER_CONFIG, 'contexts/tls', id, 'docker'), { recursive: true });
  });

  test('runs a stack, by a context and by DOCKER_HOST', async () => {
    const up = await home.run(['up', 'kafka'], context);
    expect(up.exitCode, up.stderr).toBe(0);
    const smoke = await home.run(['smoke', 'kafka-basics'], env(clients.fitting));
    expect(smoke.exitCode, smoke.stdout).toBe(0);
    const logs = await home.run(['logs', 'kafka', '--grep', 'started'], env(clients.fitting));
    expect(logs.stdout).toMatch(/KafkaServer id=1\] started/);
    const doctor = await home.run(['doctor', '--deep'], context);
    expect(doctor.stdout).toContain(`context walled ${tlsHost}: answers`);
    expect(doctor.stdout).toMatch(/ok +kafka from a container/);
    const down = await home.run(['down', '--data', '--yes'], env(clients.fitting));
    expect(down.exitCode, down.stderr).toBe(0);
    expect(await home.leftovers()).toEqual([]);
  });

  test('is not asked who it is where the docker command does not ask, either', async () => {
    const { stdout } = await home.run(['doctor'], {
      ...env(clients.otherAuthority),
      DOCKER_TLS_VERIFY: '',
      DOCKER_TLS: '1',
    });
    expect(stdout).toContain(`DOCKER_HOST ${tlsHost}: answers`);
  });

  test.each([
    [
      'from another authority',
      env(clients.otherAuthority),
      "the daemon's certificate is not from the authority in",
    ],
    ['without our certificate', env(clients.bare), 'the daemon wants a certificate, and'],
    ['with one it does not know', env(clients.stranger), 'the daemon does not accept the certificate in'],
    ['without any', env(join(folder, 'none')), 'has no ca.pem, cert.pem and key.pem'],
    ['asked without TLS', { DOCKER_HOST: tlsHost }, 'TLS is spoken there'],
    [
      'by another name',
      { ...env(clients.fitting), DOCKER_HOST: tlsHost.replace('127.0.0.1', 'localhost') },
      'is for another name',
    ],
  ])('%s: what is wrong is told in words', async (_, environment, words) => {
    const up = await home.run(['up', 'zookeeper'], environment);
    expect(up.stderr).toContain(`The Docker daemon at ${environment.DOCKER_HOST} cannot be used: `);
    expect(up.stderr).toContain(words);
    expect(up.exitCode).toBe(3);
    const doctor = await home.run(['doctor'], environment);
    expect(doctor.stdout).toContain(words);
    expect(doctor.stdout).toMatch(/→ .*(DOCKER_CERT_PATH|DOCKER_HOST)/);
    expect(doctor.exitCode).toBe(3);
  });
});
