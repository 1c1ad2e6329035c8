import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { candidates, findDaemon } from '../../src/engines/docker/daemon.js';

export interface Daemon {
  /** As DOCKER_HOST takes it. */
  host: string;
  /** The folder of a daemon that is ours alone: it may be stopped and started; none for the machine's own. */
  folder?: string;
}

/** The machine's daemon, else one of our own, started as root on Debian. @returns in words why there is none */
export async function openDaemon(): Promise<Daemon | string> {
  const { daemon } = await findDaemon(process.env);
  if (daemon) return { host: daemon.host };
  if ((await candidates(process.env))[0]?.source === 'DOCKER_HOST') return 'no daemon answers at DOCKER_HOST';
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'no daemon answers, and one can be started only as root on Linux';
  const packages = { dockerd: 'docker.io', debootstrap: 'debootstrap', iptables: 'iptables' };
  const missing: string[] = [];
  for (const [program, name] of Object.entries(packages))
    if (!(await isInstalled(program))) missing.push(name);
  if (missing.length > 0) {
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing];
    await execa('apt-get', ['update', '-qq'], { reject: false });
    const { exitCode } = await execa('apt-get', install, {
      reject: false,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (exitCode !== 0) return `no daemon answers, and apt-get did not install ${missing.join(', ')}`;
  }
  const own = { folder: await mkdtemp(join(tmpdir(), 'streamkit-dockerd-')) };
  const host = `unix://${own.folder}/docker.sock`;
  await startDaemon(own.folder);
  return { ...own, host };
}

/**
 * Starts our daemon in a session of its own, and waits until it answers.
 * @param network three numbers of addresses that it may use
 */
export async function startDaemon(folder: string, network = '172.31.250'): Promise<void> {
  const host = `unix://${folder}/docker.sock`;
  const child = execa(
    'dockerd',
    [
      ...['--host', host, '--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`],
      ...['--pidfile', `${folder}/pid`, '--bip', `${network}.1/25`],
      ...['--default-address-pool', `base=${network}.128/25,size=28`],
    ],
    {
      detached: true,
      stdio: ['ignore', { file: `${folder}/log` }, { file: `${folder}/log` }],
      reject: false,
    },
  );
  child.unref();
  const deadline = Date.now() + 60_000;
  while (!(await findDaemon({ DOCKER_HOST: host })).daemon) {
    if (Date.now() > deadline)
      throw new Error(`dockerd did not answer: ${await readFile(`${folder}/log`, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Ends our daemon by its pid, and waits until it is gone. */
export async function stopDaemon(folder: string): Promise<void> {
  const pid = Number(await readFile(`${folder}/pid`, 'utf8'));
  process.kill(pid, 'SIGTERM');
  while (
    await access(`/proc/${pid}`).then(
      () => true,
      () => false,
    )
  )
    await new Promise((resolve) => setTimeout(resolve, 100));
}

export async function deleteDaemon(folder: string): Promise<void> {
  await stopDaemon(folder);
  await deleteAddressRules();
  await rm(folder, { recursive: true, force: true });
}

/** A daemon leaves its default network's rule, which would rewrite the addresses of later networks in the same range. */
async function deleteAddressRules(): Promise<void> {
  const { stdout } = await execa('iptables', ['-t', 'nat', '-S', 'POSTROUTING']);
  const own = stdout.split('\n').filter((rule) => /^-A POSTROUTING -s 172\.31\.25[02]\./.test(rule));
  for (const rule of own) await execa('iptables', ['-t', 'nat', ...rule.replace('-A', '-D').split(' ')]);
}

async function isInstalled(program: string): Promise<boolean> {
  const { exitCode } = await execa('sh', ['-c', `command -v ${program}`], { reject: false });
  return exitCode === 0;
}
