import * as z from 'zod/mini';
import { killTopology } from '../../../storm/kill-topology.js';
import { nimbusOf } from '../../../storm/nimbus.js';
import { topologyGraph } from '../../../storm/topology-graph.js';
import { topologyStatus } from '../../../storm/topology-status.js';
import { clusterSummary, topologyPage, topologySummaries } from '../../../storm/ui-rest.js';
import { expectBody, expectConfirmation } from '../body.js';
import type { Call, Route } from '../router.js';

const killShape = z.object({ waitSeconds: z.optional(z.int().check(z.minimum(0))) });

export const topologyRoutes: Route[] = [
  {
    method: 'GET',
    path: 'topologies',
    run: async ({ watch }) => Promise.resolve({ topologies: watch.current.topologies }),
  },
  { method: 'GET', path: 'topologies/:name', run: topology },
  {
    method: 'DELETE',
    path: 'topologies/:name',
    async run({ jobs, params: { name = '' }, body }) {
      expectConfirmation(body, name);
      const { waitSeconds } = expectBody(body, killShape);
      const job = jobs.start('stack', `kill topology ${name}`, async (session) =>
        killTopology(session, name, waitSeconds),
      );
      return Promise.resolve({ job });
    },
  },
  // What the Storm UI answers, for tools that read it.
  { method: 'GET', path: 'cluster/summary', run: async ({ session }) => clusterSummary(nimbusOf(session)) },
  {
    method: 'GET',
    path: 'topology/summary',
    run: async ({ session }) => topologySummaries(nimbusOf(session)),
  },
  {
    method: 'GET',
    path: 'topology/:id',
    run: async ({ session, params: { id = '' }, query }) =>
      topologyPage(nimbusOf(session), id, query.get('window') ?? ':all-time'),
  },
];

async function topology({ session, params: { name = '' } }: Call): Promise<unknown> {
  const nimbus = nimbusOf(session);
  const status = await topologyStatus(nimbus, name);
  return { ...status, graph: await topologyGraph(nimbus, status.id) };
}
