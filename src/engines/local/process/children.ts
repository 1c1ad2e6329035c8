import { readEntry } from './ledger.js';
import { commandOf, markedProcesses, type ProcessIdentity } from './process-table.js';

/** What the service of this folder has started, directly or not, and has the text on its command line. */
export async function childrenOf(dir: string, text: string): Promise<ProcessIdentity[]> {
  const own = (await readEntry(dir))?.process.pid;
  const children = (await markedProcesses()).filter(
    ({ marker, process }) => marker === dir && process.pid !== own,
  );
  const matching = await Promise.all(
    children.map(async ({ process }) =>
      `${(await commandOf(process.pid)) ?? ''} `.includes(text) ? [process] : [],
    ),
  );
  return matching.flat();
}
