import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { candidates, findDaemon } from '../../src/engines/docker/daemon/daemon.js';
import { onPath } from '../../src/engines/local/library/installed.js';
import { isThere } from '../../src/shared/files.js';
import { makeCertificates, tlsOptions } from './certificates.js';

export interface Daemon {
  /** As DOCKER_HOST takes it. */
  host: string;
  /** The folder of a daemon that the tests started and may stop; undefined for the daemon of the machine. */
  folder?: string;
  /** Where our own wants TLS, as DOCKER_HOST takes it. */
  tlsHost?: string;
  /** Ends our own with all that it runs. */
  end: () => Promise<void>;
}

/** Why there is no daemon to test on. */
export class NoDaemon extends Error {}

/** The machine's daemon, else one of our own, started as root on Debian. @throws NoDaemon */
export async function openDaemon(): Promise<Daemon> {
  if (process.platform !== 'linux')
    throw new NoDaemon("the stand-ins for the official images are made of a Linux machine's own programs");
  const { daemon } = await findDaemon(process.env);
  // Podman has tests of its own.
  if (daemon && daemon.source !== 'Podman') return { host: daemon.host, end: async () => undefined };
  if ((await candidates(process.env))[0]?.source === 'DOCKER_HOST')
    throw new NoDaemon('no daemon answers at DOCKER_HOST');
  if (process.getuid?.() !== 0)
    throw new NoDaemon('no daemon answers, and one of our own can be started only as root');
  for (const program of ['dockerd', 'iptables', 'openssl'])
    if ((await onPath([program])) === undefined)
      throw new NoDaemon(
        `no daemon answers, and ${program} is not installed (Debian: docker.io, iptables, openssl)`,
      );
  const folder = await mkdtemp(join(tmpdir(), 'streamkit-dockerd-'));
  const end = guard(folder);
  try {
    await deleteRulesOfLostBridges();
    // What the daemon changes there is taken back at its end.
    await writeFile(`${folder}/links`, (await readdir('/sys/class/net')).join('\n'));
    const { stdout: rules } = await execa('iptables-save', { reject: false });
    await writeFile(`${folder}/rules`, `${rules}\n`);
    await makeCertificates(folder);
    const tlsHost = `tcp://127.0.0.1:${await freePort()}`;
    await writeFile(`${folder}/tls/host`, tlsHost);
    await startDaemon(folder);
    return { host: `unix://${folder}/docker.sock`, folder, tlsHost, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Addresses that are rarely anyone else's; no default network, which all daemons of a machine would share. */
const pool = '172.31.250.0/24';
const networks = ['--bridge=none', '--default-address-pool', `base=${pool},size=28`];

/**
 * Deletes what a daemon that was killed has left: rules for bridges that no longer exist. They would rewrite the addresses
 * between containers of a new network in the same range, so that a NameNode sees its DataNode at the gateway's address.
 */
async function deleteRulesOfLostBridges(): Promise<void> {
  const bridges = await readdir('/sys/class/net');
  const { stdout } = await execa('iptables', ['-t', 'nat', '-S', 'POSTROUTING']);
  for (const rule of stdout.split('\n')) {
    const [, subnet, bridge] =
      /^-A POSTROUTING -s (\S+) ! -o (br-[0-9a-f]{12}) -j MASQUERADE$/.exec(rule) ?? [];
    if (!bridge || bridges.includes(bridge) || !subnet?.startsWith(pool.slice(0, pool.lastIndexOf('.'))))
      continue;
    await execa('iptables', ['-t', 'nat', ...rule.replace('-A', '-D').split(' ')]);
  }
}

/**
 * Starts a daemon in a session of its own, and waits until it answers.
 * @param options beside the usual ones
 * @throws NoDaemon with its own last words
 */
export async function startDaemon(folder: string, options: string[] = []): Promise<void> {
  const host = `unix://${folder}/docker.sock`;
  await startProgram(folder, 'dockerd', host, [
    ...['--host', host, '--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`],
    ...['--pidfile', `${folder}/pid`, ...networks, ...options],
    ...(await tlsOptions(folder)),
  ]);
}

/**
 * Starts a program that serves Docker's API, in a session of its own, and waits until it answers.
 * @returns its pid
 * @throws NoDaemon with its own last words
 */
export async function startProgram(
  folder: string,
  program: string,
  host: string,
  options: string[],
  env: Record<string, string> = {},
): Promise<number | undefined> {
  const log = { file: `${folder}/log` };
  const stdio = ['ignore', log, log] as const;
  const file = (await onPath([program])) ?? program;
  const child = execa(file, options, { detached: true, stdio, env, reject: false });
  child.unref();
  const deadline = Date.now() + 60_000;
  while (!(await findDaemon({ DOCKER_HOST: host })).daemon) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new NoDaemon(`${program} did not start: ${await lastWords(folder)}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return child.pid;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Ends a daemon by its pid, and waits until it is gone. */
export async function stopDaemon(folder: string): Promise<void> {
  const pid = Number(await readFile(`${folder}/pid`, 'utf8'));
  process.kill(pid, 'SIGTERM');
  while (await isThere(`/proc/${pid}`)) await new Promise((done) => setTimeout(done, 100));
}

/** Has a daemon ended when this process is, however that happens. @returns ends it now, and waits until nothing of it is left */
export function guard(folder: string): () => Promise<void> {
  const script = resolve('test/docker/end-daemon.sh');
  const child = spawn('bash', [script, folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const gone = new Promise<void>((done) => {
    child.once('exit', () => {
      done();
    });
  });
  return async () => {
    child.stdin.end();
    await gone;
  };
}

/** The command lines of processes that belong to a daemon. */
export async function processesOfDaemon(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map(async (pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.map((line) => line.replaceAll('\0', ' ')).filter((line) => line.includes(folder));
}

async function lastWords(folder: string): Promise<string> {
  const lines = (await readFile(`${folder}/log`, 'utf8').catch(() => '')).trim().split('\n');
  return lines.findLast((line) => /fail|error|fatal/i.test(line)) ?? lines.at(-1) ?? '';
}
