import { callHBase, hbasePath, HBaseRefusal } from './call.js';
import { cellOf, rowsOf } from './rows.js';

const table = 'streamkit_ready';
const column = 's:id';

/**
 * HBase is ready when it returns a value that was written: the id of the stack, which also tells it from another stack's
 * server. The table is created at the first start.
 */
export async function probeHBase(url: string, stackId: string, signal: AbortSignal): Promise<void> {
  const row = `${url}${hbasePath(table, 'stack', column)}`;
  const read = async () => rowsOf(await callHBase('GET', row, signal))[0]?.cells[0]?.value;
  const found = await read().catch(async (error: unknown) => {
    if (!(error instanceof HBaseRefusal) || error.status !== 404) throw error;
    await create(url, signal);
    await callHBase('PUT', row, signal, cellOf('stack', column, stackId));
    return read();
  });
  if (found !== stackId) throw new Error(`${url} belongs to another stack`);
}

async function create(url: string, signal: AbortSignal): Promise<void> {
  const schema = { name: table, ColumnSchema: [{ name: 's' }] };
  try {
    await callHBase('PUT', `${url}${hbasePath(table, 'schema')}`, signal, schema);
  } catch (error) {
    // Created by an earlier probe that was canceled.
    if (!(error instanceof HBaseRefusal) || error.status !== 409) throw error;
  }
}
