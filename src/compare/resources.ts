import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { markedProcesses, memoryOf } from '../engines/local/process/process-table.js';

/** Linux counts CPU time in hundredths of a second. */
const ticksPerSecond = 100;

/** CPU seconds so far of the processes that were started for some services of a stack, by pid. */
export async function cpuSeconds(folders: string[]): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  for (const pid of await pidsOf(folders)) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The name in parentheses may contain blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    if (Number.isFinite(ticks)) found.set(pid, ticks / ticksPerSecond);
  }
  return found;
}

/** What was used between two looks; a process that is in the second only was started meanwhile. */
export function used(before: Map<number, number>, after: Map<number, number>): number {
  return [...after].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0);
}

/** How busy programs outside of the stack keep the machine, between its start and a look. Linux only. */
export class OtherPrograms {
  private constructor(
    private readonly folders: string[],
    private readonly before: CpuTimes,
  ) {}

  /** @param folders the markers of all processes of the stack, which do not count */
  static async since(folders: string[]): Promise<OtherPrograms> {
    return new OtherPrograms(folders, await timesNow(folders));
  }

  /**
   * Cores that they used on average. A process of the stack that has ended meanwhile counts as another program: look before
   * something is killed.
   */
  async cores(): Promise<number> {
    const now = await timesNow(this.folders);
    const seconds = (now.at - this.before.at) / 1000;
    const ours = used(this.before.stack, now.stack) + now.own - this.before.own;
    return Math.max(0, now.machine - this.before.machine - ours) / seconds;
  }
}

/** CPU seconds so far, and when that was, in milliseconds. */
interface CpuTimes {
  at: number;
  machine: number;
  stack: Map<number, number>;
  own: number;
}

async function timesNow(folders: string[]): Promise<CpuTimes> {
  const stack = await cpuSeconds(folders);
  const { user, system } = process.cpuUsage();
  const busy = cpus().map(({ times }) => times.user + times.nice + times.sys + times.irq);
  return {
    at: performance.now(),
    machine: busy.reduce((sum, ms) => sum + ms, 0) / 1000,
    stack,
    own: (user + system) / 1e6,
  };
}

export async function memoryBytes(folders: string[]): Promise<number> {
  const all = await Promise.all((await pidsOf(folders)).map(memoryOf));
  return all.reduce((sum: number, bytes) => sum + (bytes ?? 0), 0);
}

async function pidsOf(folders: string[]): Promise<number[]> {
  return (await markedProcesses())
    .filter(({ marker }) => folders.includes(marker))
    .map(({ process }) => process.pid);
}
