import { readFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';

/** In bytes. */
export interface MachineMemory {
  free: number;
  total: number;
  /** The total is a limit of the control group that we run in, as in a container, and not the machine's memory. */
  limited: boolean;
}

type Read = (path: string) => Promise<string | undefined>;

/** Where control groups are usually mounted, with the files of their version. */
const versions = [
  {
    controller: /^0::(.*)$/m,
    mounts: ['/sys/fs/cgroup', '/sys/fs/cgroup/unified'],
    files: { limit: 'memory.max', used: 'memory.current', cache: /^inactive_file (\d+)$/m },
  },
  {
    controller: /^\d+:(?:[\w,]+,)?memory(?:,[\w,]+)?:(.*)$/m,
    mounts: ['/sys/fs/cgroup/memory'],
    files: {
      limit: 'memory.limit_in_bytes',
      used: 'memory.usage_in_bytes',
      cache: /^total_inactive_file (\d+)$/m,
    },
  },
];

/** The memory that services can use here: the machine's, or what a limit of our control group leaves of it. */
export async function machineMemory(
  machine = { free: freemem(), total: totalmem() },
  read: Read = async (path) => readFile(path, 'utf8').catch(() => undefined),
): Promise<MachineMemory> {
  const groups = (await read('/proc/self/cgroup')) ?? '';
  let found: MachineMemory = { ...machine, limited: false };
  for (const { controller, mounts, files } of versions) {
    const path = controller.exec(groups)?.[1];
    if (path === undefined) continue;
    for (const dir of mounts.flatMap((mount) => withParents(path).map((group) => join(mount, group)))) {
      // Not limited: "max", or a number that is larger than any memory.
      const limit = Number(await read(join(dir, files.limit)));
      if (!(limit > 0 && limit < machine.total)) continue;
      const used = Number(await read(join(dir, files.used)));
      // The page cache can be given back at any time.
      const cache = Number(files.cache.exec((await read(join(dir, 'memory.stat'))) ?? '')?.[1] ?? 0);
      const free = Math.max(0, Math.min(found.free, limit - (used - cache)));
      found = { free, total: Math.min(found.total, limit), limited: true };
    }
  }
  return found;
}

/** A group and all that contain it: each may have a limit. In a container the path may be that of the host. */
function withParents(path: string): string[] {
  return path === '/' || path === '' ? ['/'] : [path, ...withParents(dirname(path))];
}
