import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isFree } from '../../src/engines/ports.js';
import { commandOf, markedProcesses } from '../../src/engines/local/process/process-table.js';
import type { FaultHome } from './home.js';

/** Processes of a home that no ledger accounts for, and half-written files, while the stack runs. */
export async function strays(home: FaultHome): Promise<string[]> {
  const names = await home.serviceNames();
  const owners = await Promise.all(names.map(async (name) => home.pidsOf(name).catch(() => [])));
  const known = new Set(owners.flat());
  const marked = (await markedProcesses()).filter(({ marker }) => marker.startsWith(home.stackDir));
  const strange = await Promise.all(
    marked
      .filter(({ marker }) => basename(marker) !== 'archive-job')
      .map(async ({ process: { pid } }) => ((await descends(pid, known)) ? [] : [await described(pid)])),
  );
  const files = (await readdir(join(home.dir, 'stacks'), { recursive: true }).catch(() => [])).filter(
    isHalfWritten,
  );
  return [...strange.flat(), ...files];
}

/** What is there of a stack after `down --data`. @param ports those that it had */
export async function remains(home: FaultHome, ports: number[]): Promise<string[]> {
  const marked = (await markedProcesses()).filter(({ marker }) => marker.startsWith(home.dir));
  const processes = await Promise.all(marked.map(async ({ process: { pid } }) => described(pid)));
  const taken = await Promise.all(ports.map(async (port) => ((await isFree(port)) ? [] : [`port ${port}`])));
  const files = await readdir(join(home.dir, 'stacks'), { recursive: true }).catch(() => []);
  return [...processes, ...taken.flat(), ...files];
}

function isHalfWritten(path: string): boolean {
  return path.endsWith('.draft') || /(^|\/)([^/]+\.)?lock(\.|$)/.test(path.split('/').slice(0, 2).join('/'));
}

async function described(pid: number): Promise<string> {
  return `process ${pid}: ${((await commandOf(pid)) ?? 'ended meanwhile').slice(0, 100)}`;
}

/** Whether one of these processes is it, or has started it. */
async function descends(pid: number, owners: Set<number>): Promise<boolean> {
  if (owners.has(pid)) return true;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // It has ended meanwhile.
  if (stat === undefined) return true;
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  return parent > 1 && descends(parent, owners);
}
