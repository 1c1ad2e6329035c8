import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { sep } from 'node:path';
import type { LocalService } from '../../services/types.js';
import type { Finding } from '../engine.js';

/** What of the machine is looked at; given by tests. */
export interface Machine {
  host: string;
  resolve: (host: string) => Promise<unknown>;
  user: () => unknown;
  /** Linux: the text of /proc/mounts. */
  mounts: () => Promise<string>;
}

const thisMachine: Machine = {
  host: hostname(),
  resolve: async (host) => lookup(host),
  user: userInfo,
  mounts: async () => readFile('/proc/mounts', 'utf8').catch(() => ''),
};

/** What services fail of that is not ours. Findings for what is wrong only. */
export async function machineFindings(
  services: LocalService[],
  folders: string[],
  machine = thisMachine,
): Promise<Finding[]> {
  const findings = [
    await hostFinding(machine),
    userFinding(machine, services),
    ...(await mountFindings(machine, folders)),
  ];
  return findings.filter((finding) => finding !== undefined);
}

/** Java asks for the address of the name of the machine. */
async function hostFinding({ host, resolve }: Machine): Promise<Finding | undefined> {
  try {
    await resolve(host);
    return undefined;
  } catch {
    return {
      subject: 'host name',
      status: 'warning',
      message: `${host}, the name of this machine, has no address: services that look it up fail or wait`,
      fixes: [`Add it to /etc/hosts: echo "127.0.1.1 ${host}" | sudo tee -a /etc/hosts`],
    };
  }
}

/** Hadoop logs in as the user of the system, and ends with "invalid null input: name" without one. */
function userFinding({ user }: Machine, services: LocalService[]): Finding | undefined {
  try {
    user();
    return undefined;
  } catch {
    const uid = String(process.getuid?.());
    const hadoop = services.filter(({ name }) => ['hdfs', 'httpfs', 'hive'].includes(name));
    return {
      subject: 'user',
      status: hadoop.length > 0 ? 'problem' : 'warning',
      message: `user id ${uid} has no name (no entry in /etc/passwd): HDFS and Hive cannot start`,
      fixes: [`As root: useradd --uid ${uid} --no-create-home streamkit, or run as another user.`],
    };
  }
}

/** Programs are unpacked into the cache, and native libraries into the folders of services. */
async function mountFindings({ mounts }: Machine, folders: string[]): Promise<Finding[]> {
  const table = mountTable(await mounts());
  return folders.flatMap((folder): Finding[] => {
    const holder = table.filter(({ path }) => isBelow(folder, path)).at(-1);
    if (!holder?.options.includes('noexec')) return [];
    return [
      {
        subject: 'noexec',
        status: 'problem',
        message: `${folder} is on a file system (${holder.path}) from which no program may be run`,
        fixes: [
          `Set STREAMKIT_HOME to a folder on another file system, or allow it: sudo mount -o remount,exec ${holder.path}`,
        ],
      },
    ];
  });
}

/** In the order of the length of paths: the last one that contains a file is the one that it is on. */
function mountTable(text: string): { path: string; options: string[] }[] {
  return text
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([, path, , options]) =>
      path !== undefined && options !== undefined
        ? [{ path: path.replaceAll('\\040', ' '), options: options.split(',') }]
        : [],
    )
    .toSorted((a, b) => a.path.length - b.path.length);
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
