import { nimbusOf } from '../../storm/nimbus.js';
import { topologyGraph, type TopologyGraph } from '../../storm/topology-graph.js';
import { topologyStatus } from '../../storm/topology-status.js';
import type { Session } from '../../stack/session.js';
import { Rates } from './rates.js';
import type { WatchedTopology } from './types.js';

/** Storm's counters move every two seconds. */
const windowMs = 6000;

/** Samples topologies; the graph of one never changes, and is read once. */
export class StormSource {
  private readonly graphs = new Map<string, TopologyGraph>();
  private readonly rates = new Rates(windowMs);

  async sample(session: Session): Promise<WatchedTopology[]> {
    const nimbus = nimbusOf(session);
    const { topologies } = await nimbus.cluster();
    const now = Date.now();
    return Promise.all(
      topologies.map(async ({ name, id, status, uptimeSeconds, workers }) => {
        const { components } = await topologyStatus(nimbus, name);
        const graph = this.graphs.get(id) ?? (await topologyGraph(nimbus, id));
        this.graphs.set(id, graph);
        const spouts = components.filter(({ kind }) => kind === 'spout');
        const rate = (what: 'acked' | 'failed') =>
          this.rates.add(
            `${id}/${what}`,
            now,
            spouts.reduce((sum, spout) => sum + spout[what], 0),
          );
        return {
          name,
          id,
          status,
          uptimeSeconds,
          workers,
          ackedRate: rate('acked'),
          failedRate: rate('failed'),
          reads: graph.components.flatMap(({ reads }) => reads),
          writes: graph.components.flatMap(({ writes }) => writes),
          errors: components.flatMap(({ id: component, lastError }) =>
            lastError ? [{ component, ...lastError }] : [],
          ),
        };
      }),
    );
  }
}
