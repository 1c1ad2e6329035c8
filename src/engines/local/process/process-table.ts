import { readdir, readFile, readlink } from 'node:fs/promises';
import { platform } from 'node:os';

/** A process that cannot be mistaken for a later one with a recycled pid, not even after a reboot. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque; equal only for the same process of the same boot. */
  startTime: string;
}

/** Every process that we start carries this variable, and so do its children; its value says whose it is. */
export const markerVariable = 'STREAMKIT_SERVICE_DIR';

const linux = platform() === 'linux';

/** The identity of a running process, or undefined when there is none (a zombie counts as gone). */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const startTime = linux ? await linuxStartTime(pid) : await psStartTime(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

export async function isAlive(process: ProcessIdentity): Promise<boolean> {
  return (await identify(process.pid))?.startTime === process.startTime;
}

/** Processes that carry the marker, by its value; only those of this user can be seen. */
export async function markedProcesses(): Promise<{ marker: string; process: ProcessIdentity }[]> {
  const marked = linux ? await linuxMarked() : await psMarked();
  const identified = await Promise.all(
    marked.map(async ({ pid, marker }) => ({ marker, process: await identify(pid) })),
  );
  return identified.flatMap(({ marker, process }) => (process ? [{ marker, process }] : []));
}

/** Resident memory in bytes, shared pages divided among their users where the system tells (PSS). */
export async function memoryOf(pid: number): Promise<number | undefined> {
  if (!linux) return kibibytes(await ps(['-o', 'rss=', '-p', String(pid)]));
  const rollup = await readProc(`${pid}/smaps_rollup`);
  return kibibytes(/^Pss:\s+(\d+)/m.exec(rollup ?? '')?.[1]);
}

/** CPU time that a process has used, in seconds; undefined where the system does not tell (only Linux does here). */
export async function cpuSecondsOf(pid: number): Promise<number | undefined> {
  const stat = await readProc(`${pid}/stat`);
  if (stat === undefined) return undefined;
  // Fields 14 and 15 of proc(5), user and system time, in hundredths of a second (USER_HZ).
  const [user, system] = statFields(stat).slice(11, 13).map(Number);
  return ((user ?? 0) + (system ?? 0)) / 100;
}

/** The command line of a process as one line, for people. */
export async function commandOf(pid: number): Promise<string | undefined> {
  if (!linux) return (await ps(['-o', 'command=', '-p', String(pid)]))?.trim();
  return (await readProc(`${pid}/cmdline`))?.replaceAll('\0', ' ').trim();
}

/**
 * The pid that has the socket of this inode open (Linux), or undefined: another user's process cannot be seen.
 * @param pids to look at; all for none
 */
export async function ownerOfSocket(inode: string, pids?: number[]): Promise<number | undefined> {
  const target = `socket:[${inode}]`;
  for (const pid of pids ?? (await linuxPids())) {
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const descriptor of descriptors) {
      const link = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (link === target) return pid;
    }
  }
  return undefined;
}

async function linuxStartTime(pid: number): Promise<string | undefined> {
  const stat = await readProc(`${pid}/stat`);
  if (stat === undefined) return undefined;
  const fields = statFields(stat);
  if (fields[0] === 'X' || (fields[0] === 'Z' && !(await hasThreads(pid)))) return undefined;
  const boot = (await readProc('sys/kernel/random/boot_id'))?.trim() ?? '';
  return `${boot}/${fields[19] ?? ''}`;
}

/** The command in parentheses may hold spaces; what follows it starts with field 3, the state (proc(5)). */
function statFields(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** A killed process is a zombie from when its first thread ends; until the last one does, its ports stay taken. */
async function hasThreads(pid: number): Promise<boolean> {
  return (await readdir(`/proc/${pid}/task`).catch(() => [])).length > 1;
}

/** Whether it was stopped by a signal (SIGSTOP), and waits to be resumed. */
export async function isSuspended(pid: number): Promise<boolean> {
  if (!linux) return (await ps(['-o', 'stat=', '-p', String(pid)]))?.trim().startsWith('T') ?? false;
  const stat = await readProc(`${pid}/stat`);
  return stat !== undefined && statFields(stat)[0] === 'T';
}

async function psStartTime(pid: number): Promise<string | undefined> {
  const line = (await ps(['-o', 'stat=,lstart=', '-p', String(pid)]))?.trim();
  return line === undefined || line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
}

/** The marker that a process carries: the folder of the service that it belongs to (Linux). */
export async function markerOf(pid: number): Promise<string | undefined> {
  const environment = (await readProc(`${pid}/environ`))?.split('\0') ?? [];
  return environment.find((line) => line.startsWith(`${markerVariable}=`))?.slice(markerVariable.length + 1);
}

async function linuxMarked() {
  const found = await Promise.all(
    (await linuxPids()).map(async (pid) => {
      const marker = await markerOf(pid);
      return marker === undefined ? [] : [{ pid, marker }];
    }),
  );
  return found.flat();
}

async function psMarked() {
  const lines = ((await ps(['-axEww', '-o', 'pid=,command='])) ?? '').split('\n');
  return lines.flatMap((line) => {
    const match = new RegExp(`^\\s*(\\d+) .*\\b${markerVariable}=(.*?)(?: [A-Za-z_]+=|$)`).exec(line);
    return match ? [{ pid: Number(match[1]), marker: match[2] ?? '' }] : [];
  });
}

async function linuxPids(): Promise<number[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
}

async function readProc(path: string): Promise<string | undefined> {
  // A process may end, or belong to another user, at any moment: then there is nothing to read.
  return readFile(`/proc/${path}`, 'utf8').catch(() => undefined);
}

async function ps(args: string[]): Promise<string | undefined> {
  // Loaded only where it is needed: commands that just look at what runs start faster without it.
  const { execa } = await import('execa');
  const { stdout, exitCode } = await execa('ps', args, { reject: false, env: { LC_ALL: 'C' } });
  return exitCode === 0 ? stdout : undefined;
}

function kibibytes(text: string | undefined): number | undefined {
  return text === undefined || text.trim() === '' ? undefined : Number(text) * 1024;
}
