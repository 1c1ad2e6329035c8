import { endKeeper } from '../keeper/start-keeper.js';
import { readEntry } from './ledger.js';
import { kill, signal } from './process.js';
import { isAlive, markedProcesses } from './process-table.js';

/** SIGQUIT has a JVM print its threads. */
const survivable: NodeJS.Signals[] = ['SIGSTOP', 'SIGCONT', 'SIGQUIT'];

/**
 * Sends a signal to a service's process; SIGSTOP and SIGCONT to what it has started as well, as a container is paused. What a
 * user ends stays down: its keeper ends first.
 */
export async function signalService(dir: string, name: NodeJS.Signals): Promise<void> {
  if (!survivable.includes(name)) await endKeeper(dir);
  const entry = await readEntry(dir);
  if (!entry || !(await isAlive(entry.process))) return;
  if (name === 'SIGKILL') {
    await kill(entry.process);
    return;
  }
  if (name !== 'SIGSTOP' && name !== 'SIGCONT') {
    signal(entry.process.pid, name);
    return;
  }
  const own = (await markedProcesses()).filter(({ marker }) => marker === dir);
  for (const { process } of own) signal(process.pid, name);
}
