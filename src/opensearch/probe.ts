import { getJson } from '../health/probe.js';

/**
 * OpenSearch is ready when a search over all indexes is answered by all of their shards. Another stack's server has another
 * cluster name.
 */
export async function probeOpenSearch(url: string, cluster: string, signal: AbortSignal): Promise<void> {
  const health = (await getJson(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`, signal)) as {
    cluster_name?: unknown;
  };
  if (health.cluster_name !== cluster)
    throw new Error(`${url} belongs to the cluster ${String(health.cluster_name)}, not to ${cluster}`);
  await getJson(`${url}/_search?size=0&allow_partial_search_results=false`, signal);
}
