import type { Address } from '../../services/types.js';
import { connectCassandra } from './session.js';

/** Cassandra is ready when it runs a query; another stack's has another cluster name. */
export async function probeCassandra(address: Address, cluster: string, signal: AbortSignal): Promise<void> {
  const client = await connectCassandra(address, signal);
  try {
    const { rows } = await client.execute('select cluster_name from system.local');
    const name: unknown = rows[0]?.['cluster_name'];
    if (name !== cluster) throw new Error(`it belongs to the cluster ${String(name)}, not to ${cluster}`);
  } finally {
    await client.shutdown();
  }
}
