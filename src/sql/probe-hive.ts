import type { Address } from '../services/types.js';
import { openHive } from './hive.js';

/** HiveServer2 is ready when a session opens and a SELECT returns. */
export async function probeHive(address: Address, signal: AbortSignal): Promise<void> {
  const client = await openHive(address, signal);
  try {
    await client.query('SELECT 1');
  } finally {
    await client.close();
  }
}
