import { readFile } from 'node:fs/promises';
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

export async function memoryBytes(folders: string[]): Promise<number> {
  const all = await Promise.all((await pidsOf(folders)).map(memoryOf));
  return all.reduce((sum: number, bytes) => sum + (bytes ?? 0), 0);
}

async function pidsOf(folders: string[]): Promise<number[]> {
  return (await markedProcesses())
    .filter(({ marker }) => folders.includes(marker))
    .map(({ process }) => process.pid);
}
