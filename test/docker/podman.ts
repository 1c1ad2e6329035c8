import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { connect } from '../../src/engines/docker/daemon/connect.js';
import { onPath } from '../../src/engines/local/library/installed.js';
import { isThere } from '../../src/shared/files.js';
import { guard, NoDaemon, startProgram } from './daemon.js';
import { standInsOn, type DockerForTests } from './setup.js';

export interface Podman extends DockerForTests {
  /** Podman before 5.0 cannot change the restart policy of a container. */
  restarts: boolean;
  folder: string;
  end: () => Promise<void>;
}

/** Limits that root may set even without CAP_SYS_RESOURCE, as in a container. */
const settings = '[containers]\ndefault_ulimits = ["nofile=16384:16384", "nproc=16384:16384"]\n';

/**
 * Podman's service with storage of its own, and stand-ins on it.
 * @throws NoDaemon where it is not installed, or runs nothing
 */
export async function openPodman(names: string[]): Promise<Podman> {
  if (process.getuid?.() !== 0) throw new NoDaemon('only root can start it with published ports and names');
  const helpers = ['netavark', 'aardvark-dns'].map((name) => `/usr/lib/podman/${name}`);
  for (const path of [(await onPath(['podman'])) ?? 'podman', ...helpers])
    if (!(await isThere(path)))
      throw new NoDaemon(`${path} is not installed (Debian: podman, netavark, aardvark-dns)`);
  const folder = await mkdtemp(join(tmpdir(), 'streamkit-podman-'));
  const end = guard(folder);
  try {
    const host = `unix://${folder}/podman.sock`;
    const env = { CONTAINERS_CONF: `${folder}/containers.conf` };
    await writeFile(env.CONTAINERS_CONF, settings);
    const options = await optionsOf(folder);
    const command = ['env', `CONTAINERS_CONF=${env.CONTAINERS_CONF}`, 'podman', ...options].join(' ');
    // Its service leaves containers and networks as they are when it ends.
    await writeFile(
      `${folder}/before-end`,
      `${command} rm --all --force --time 0; ${command} network prune --force`,
    );
    const service = ['system', 'service', '--time', '0', host];
    const pid = await startProgram(folder, 'podman', host, [...options, ...service], env);
    await writeFile(`${folder}/pid`, String(pid));
    const { stdout } = await execa('podman', ['--version']);
    const restarts = Number(/ (\d+)\./.exec(stdout)?.[1]) >= 5;
    const images = await standInsOn(await connect({ source: 'tests', host }), names);
    return { host, folder, images, restarts, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function optionsOf(folder: string): Promise<string[]> {
  const folders = ['--root', `${folder}/data`, '--runroot', `${folder}/run`, '--tmpdir', `${folder}/tmp`];
  const network = ['--network-backend', 'netavark', '--network-config-dir', `${folder}/networks`];
  // No systemd is needed then; and of the two runtimes, only runc takes every mixture of control groups.
  const control = ['--cgroup-manager', 'cgroupfs', '--events-backend', 'file'];
  const runtime = (await onPath(['runc'])) === undefined ? [] : ['--runtime', 'runc'];
  return [...folders, ...network, ...control, ...runtime];
}
